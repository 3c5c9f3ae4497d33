#include "data/sheet/ods_sheet.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "base/error.h"
#include "data/sheet/ods_cell.h"
#include "data/sheet/xml.h"

namespace cohortscope::data {

namespace {

constexpr const char* kContent = "content.xml";

// What is done with the sheets of a content part as they go by.
struct Visitor {
    // A sheet begins; its writer, or null to pass it over.
    std::function<SheetWriter*(std::string_view name)> sheet;
    // A row of it is complete, before it is ended; false where the rest may be passed over.
    std::function<bool(SheetWriter&)> row;
    // Asked where `row` gave false: whether the other sheets may be passed over too.
    std::function<bool()> enough;
};

struct Reading {
    const Visitor& visitor;
    SheetWriter* writer = nullptr; // of the sheet within, if it is read
    int table_depth = 0;           // tables stand in shapes and comments too
    int foreign_depth = 0;         // inside a comment or a shape of a cell
    std::size_t next_row = 0;
    std::size_t row_repeated = 1;
    std::size_t column = 0;
    bool in_cell = false;
    bool in_paragraph = false;
    std::size_t paragraphs = 0;
    OdsCell cell = {};
    // The row's cells, for rows that are repeated.
    std::vector<std::pair<std::size_t, std::string>> row_cells = {};
    bool finished = false;
};

bool is_foreign(std::string_view element) {
    return element == "annotation" || element == "shapes" || element == "frame" ||
           element == "tracked-changes" || element == "dde-link" || element == "object";
}

void put(Reading& reading, std::size_t column, std::string_view text) {
    reading.writer->add(column, text);
    if (reading.row_repeated > 1)
        reading.row_cells.emplace_back(column, text);
}

void add_cell(Reading& reading) {
    OdsCell& cell = reading.cell;
    const std::size_t first = reading.column;
    reading.column += std::min(cell.repeated, kMostSheetColumns + 1);
    if (cell.is_error)
        return reading.writer->add_error(first);
    if (cell.value.empty()) {
        if (cell.has_formula && !cell.has_value && reading.paragraphs == 0)
            reading.writer->add_unknown(first);
        return;
    }
    for (std::size_t column = first; column < reading.column; ++column)
        put(reading, column, cell.value);
}

void begin_row(Reading& reading, const XmlAttributes& attributes) {
    reading.row_repeated = repetitions(attributes["number-rows-repeated"]);
    reading.column = 0;
    reading.row_cells.clear();
}

void end_row(Reading& reading) {
    SheetWriter& writer = *reading.writer;
    const std::size_t begin = reading.next_row;
    reading.next_row += std::min(reading.row_repeated, kMostSheetRows + 1);
    if (writer.present_cells() == 0)
        return; // also the million blank rows that many files end with
    writer.go_to_row(begin);
    const bool more = !reading.visitor.row || reading.visitor.row(writer);
    writer.end_row();
    for (std::size_t row = begin + 1; more && row < reading.next_row; ++row) {
        writer.go_to_row(row);
        for (const auto& [column, text] : reading.row_cells)
            writer.add(column, text);
        writer.end_row();
    }
    if (!more) {
        reading.writer = nullptr;
        reading.finished = reading.visitor.enough && reading.visitor.enough();
    }
}

void start_in_cell(Reading& reading, std::string_view element, const XmlAttributes& attributes) {
    if (reading.cell.has_value || reading.cell.is_error)
        return;
    if (element == "p") {
        reading.in_paragraph = true;
        if (reading.paragraphs++ > 0)
            reading.cell.value += '\n';
    } else if (element == "s") {
        reading.cell.value.append(std::min<std::size_t>(repetitions(attributes["c"]), 1000), ' ');
    } else if (element == "tab") {
        reading.cell.value += '\t';
    } else if (element == "line-break") {
        reading.cell.value += '\n';
    }
}

void on_start(Reading& reading, std::string_view element, const XmlAttributes& attributes) {
    if (is_foreign(element))
        ++reading.foreign_depth;
    if (reading.foreign_depth > 0 || reading.finished)
        return;
    if (element == "table") {
        if (reading.table_depth++ > 0)
            return;
        reading.writer = reading.visitor.sheet(attributes["name"]);
        reading.next_row = 0;
    } else if (!reading.writer || reading.table_depth != 1) {
        return;
    } else if (element == "table-row") {
        begin_row(reading, attributes);
    } else if (element == "table-cell" || element == "covered-table-cell") {
        reading.writer->go_to_row(std::min(reading.next_row, kMostSheetRows - 1));
        reading.cell = begin_ods_cell(attributes);
        reading.in_cell = true;
        reading.paragraphs = 0;
    } else if (reading.in_cell) {
        start_in_cell(reading, element, attributes);
    }
}

void on_end(Reading& reading, std::string_view element) {
    if (is_foreign(element)) {
        --reading.foreign_depth;
        return;
    }
    if (reading.foreign_depth > 0 || reading.finished)
        return;
    if (element == "table") {
        if (--reading.table_depth == 0)
            reading.writer = nullptr;
    } else if (!reading.writer || reading.table_depth != 1) {
        return;
    } else if (element == "table-row") {
        end_row(reading);
    } else if (element == "table-cell" || element == "covered-table-cell") {
        add_cell(reading);
        reading.in_cell = false;
    } else if (element == "p") {
        reading.in_paragraph = false;
    }
}

void visit(const Archive& archive, const Visitor& visitor, base::Progress& progress) {
    Reading reading{.visitor = visitor};
    XmlEvents events;
    events.start = [&](std::string_view element, const XmlAttributes& attributes) {
        on_start(reading, element, attributes);
    };
    events.end = [&](std::string_view element) { on_end(reading, element); };
    events.text = [&](std::string_view text) {
        if (reading.in_cell && reading.in_paragraph && reading.foreign_depth == 0 &&
            !reading.cell.has_value && !reading.cell.is_error)
            reading.cell.value += text;
    };
    events.enough = [&] { return reading.finished; };
    read_xml(archive.open(kContent), events, progress);
}

} // namespace

std::vector<SheetProbe> probe_ods(const Archive& archive, const WorkbookOptions& options,
                                  base::Progress& progress) {
    std::vector<SheetProbe> sheets;
    std::optional<SheetWriter> writer;
    Visitor visitor;
    visitor.sheet = [&](std::string_view name) {
        sheets.push_back({std::string(name)});
        return &writer.emplace(archive.largest_text(), sheet_place(archive.source(), name));
    };
    const auto found = [&] {
        return options.sheet.empty() ? sheets.back().wanted : sheets.back().name == options.sheet;
    };
    visitor.row = [&](SheetWriter& rows) {
        sheets.back().look_at(rows, options.is_wanted);
        return !found() && rows.filled_rows() + 1 < kProbedRows;
    };
    visitor.enough = found;
    visit(archive, visitor, progress);
    return sheets;
}

std::vector<std::string> read_ods_sheet(const Archive& archive, std::size_t index,
                                        SheetWriter& writer, base::Progress& progress) {
    std::vector<std::string> names;
    Visitor visitor;
    visitor.sheet = [&](std::string_view name) {
        names.emplace_back(name);
        return names.size() == index + 1 ? &writer : nullptr;
    };
    visit(archive, visitor, progress);
    return names;
}

} // namespace cohortscope::data
