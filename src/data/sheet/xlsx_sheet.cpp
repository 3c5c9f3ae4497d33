#include "data/sheet/xlsx_sheet.h"

#include <charconv>

#include "base/error.h"
#include "base/format.h"
#include "data/csv/csv_number.h"
#include "data/sheet/plain_feeder.h"
#include "data/sheet/plain_rows.h"
#include "data/sheet/xml.h"

namespace cohortscope::data {

namespace {

enum class CellType { number, shared, text, truth, error, date };

CellType type_of(std::string_view name) {
    if (name.empty() || name == "n")
        return CellType::number;
    if (name == "s")
        return CellType::shared;
    if (name == "b")
        return CellType::truth;
    if (name == "e")
        return CellType::error;
    return name == "d" ? CellType::date : CellType::text; // "str", "inlineStr"
}

struct Reading {
    const XlsxContext& context;
    SheetWriter& writer;
    const XlsxProbe* probe = nullptr;
    std::size_t next_row = 0;
    std::size_t next_column = 0;
    CellType type = CellType::number;
    std::size_t style = 0;
    std::string value = {};
    bool has_formula = false;
    bool in_data = false;
    bool in_row = false;
    bool in_value = false;
    bool in_cell = false;
    int phonetic = 0;
    bool finished = false;
};

std::size_t whole_number(std::string_view text, std::size_t otherwise) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

void begin_row(Reading& reading, std::string_view name) {
    reading.in_row = true;
    const std::size_t number = whole_number(name, reading.next_row + 1);
    reading.writer.go_to_row(number == 0 ? reading.next_row : number - 1);
    reading.next_row = reading.writer.row() + 1;
    reading.next_column = 0;
}

// Cells without a name stand right of the one before.
void place_cell(Reading& reading, std::string_view name) {
    const std::optional<CellPlace> place = parse_cell_name(name);
    if (!place)
        throw base::Error::in(reading.writer.place_name(reading.next_column),
                              "\"" + base::shortened(name, 20) +
                                  "\" is no name of a cell; save the workbook anew");
    reading.next_column = place->column;
}

void begin_cell(Reading& reading, const PlainCell& cell) {
    if (!cell.name.empty())
        place_cell(reading, cell.name);
    reading.type = type_of(cell.type);
    reading.style = cell.style.empty() ? 0 : whole_number(cell.style, 0);
    reading.value.clear();
    reading.has_formula = cell.has_formula;
    reading.in_cell = true;
}

void begin_cell(Reading& reading, const XmlAttributes& attributes) {
    PlainCell cell;
    attributes.for_each_letter([&](char name, std::string_view value) {
        if (name == 'r')
            cell.name = value;
        else if (name == 't')
            cell.type = value;
        else if (name == 's')
            cell.style = value;
    });
    begin_cell(reading, cell);
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == text.npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

void add_number(Reading& reading, std::size_t column) {
    const std::string_view text = trimmed(reading.value);
    const NumberFormat format = reading.style < reading.context.formats.size()
                                    ? reading.context.formats[reading.style]
                                    : NumberFormat::number;
    if (format == NumberFormat::number)
        return reading.writer.add(column, text);
    const std::optional<double> days = parse_number(text);
    const std::optional<std::string> date =
        days ? date_text(*days, format, reading.context.from_1904) : std::nullopt;
    reading.writer.add(column, date ? std::string_view(*date) : text);
}

void add_shared(Reading& reading, std::size_t column) {
    const std::string_view text = trimmed(reading.value);
    if (text.empty())
        return;
    const std::size_t index = whole_number(text, reading.context.strings.size());
    if (index >= reading.context.strings.size())
        throw base::Error::in(reading.writer.place_name(column),
                              "refers to text number " + base::shortened(text, 20) + " of " +
                                  std::to_string(reading.context.strings.size()) +
                                  "; save the workbook anew");
    reading.writer.add(column, reading.context.strings[index]);
}

// "2016-03-01T00:00:00.000Z" without what says nothing.
std::string date_without_midnight(std::string_view text) {
    std::string date(text.substr(0, 10));
    if (text.size() >= 19 && text[10] == 'T' && text.substr(11, 8) != "00:00:00")
        date.append(" ").append(text.substr(11, 8));
    return text.size() < 10 ? std::string(text) : date;
}

void add_cell(Reading& reading) {
    const std::size_t column = reading.next_column++;
    if (reading.value.empty()) {
        if (reading.has_formula && reading.type == CellType::number)
            reading.writer.add_unknown(column);
        return;
    }
    switch (reading.type) {
    case CellType::number:
        return add_number(reading, column);
    case CellType::shared:
        return add_shared(reading, column);
    case CellType::truth:
        return reading.writer.add(column, trimmed(reading.value) == "0" ? "FALSE" : "TRUE");
    case CellType::error:
        return reading.writer.add_error(column);
    case CellType::date:
        return reading.writer.add(column, date_without_midnight(trimmed(reading.value)));
    case CellType::text:
        return reading.value.find("_x") == std::string::npos
                   ? reading.writer.add(column, reading.value)
                   : reading.writer.add(column, without_escapes(reading.value));
    }
}

void end_row(Reading& reading) {
    reading.in_row = false;
    const std::size_t before = reading.writer.filled_rows();
    if (reading.probe)
        reading.probe->sheet.look_at(reading.writer, reading.probe->is_wanted);
    reading.writer.end_row();
    if (reading.probe && before + 1 >= kProbedRows)
        reading.finished = true;
}

void on_start(Reading& reading, std::string_view element, const XmlAttributes& attributes) {
    if (element == "sheetData")
        reading.in_data = true;
    if (!reading.in_data || reading.finished)
        return;
    if (element == "c")
        begin_cell(reading, attributes);
    else if (element == "v" || element == "t")
        reading.in_value = reading.in_cell && reading.phonetic == 0;
    else if (element == "row")
        begin_row(reading, attributes["r"]);
    else if (element == "f")
        reading.has_formula = true;
    else if (element == "rPh")
        ++reading.phonetic;
}

void on_end(Reading& reading, std::string_view element) {
    reading.in_value = false;
    if (!reading.in_data || reading.finished)
        return;
    if (element == "c") {
        add_cell(reading);
        reading.in_cell = false;
    } else if (element == "row") {
        end_row(reading);
    } else if (element == "rPh") {
        --reading.phonetic;
    } else if (element == "sheetData") {
        reading.finished = true;
    }
}

void take(Reading& reading, const PlainRow& row) {
    begin_row(reading, row.number);
    for (const PlainCell& cell : row.cells) {
        begin_cell(reading, cell);
        if (cell.has_entities)
            reading.value = without_entities(cell.value);
        else
            reading.value = cell.value;
        add_cell(reading);
        reading.in_cell = false;
    }
    end_row(reading);
}

} // namespace

void read_xlsx_sheet(PartStream part, const XlsxContext& context, SheetWriter& writer,
                     const XlsxProbe* probe, base::Progress& progress) {
    constexpr std::size_t kTextOfXml = 2; // at most half of the sheet's XML is text, mostly less
    if (!probe)
        writer.expect(part.size() / kTextOfXml);
    Reading reading{.context = context, .writer = writer, .probe = probe};
    XmlEvents events;
    events.start = [&](std::string_view element, const XmlAttributes& attributes) {
        on_start(reading, element, attributes);
    };
    events.end = [&](std::string_view element) { on_end(reading, element); };
    events.text = [&](std::string_view text) {
        if (reading.in_value)
            reading.value += text;
    };
    XmlParser parser(events, part);
    PlainRow row;
    PlainFeeder feeder(
        parser,
        {.begin = "<sheetData>",
         .end = "</row>",
         .is_between = [&] { return reading.in_data && !reading.in_row && !reading.finished; },
         .take =
             [&](std::string_view xml, std::size_t& size) {
                 const PlainScan found = scan_plain_row(xml, row);
                 if (found == PlainScan::element)
                     take(reading, row);
                 size = row.size;
                 return found;
             }});
    for (bool last = false; !last;) {
        const std::string_view piece = part.next();
        last = piece.empty();
        if (context.plain_rows && !reading.finished)
            feeder.add(piece, last);
        else
            feeder.pass_on(piece, last);
        if (reading.finished && probe)
            return;
        progress.checkpoint(fraction_of(part));
    }
}

} // namespace cohortscope::data
