#include "data/sheet/sheet_text.h"

#include <algorithm>

#include "base/error.h"

namespace cohortscope::data {

namespace {

// Appends the fields of the record that begins at `at`, as written; returns where the next record
// begins. The text is one that this file wrote.
std::size_t add_fields(std::string_view csv, std::size_t at,
                       std::vector<std::string_view>& fields) {
    std::size_t begin = at;
    for (bool quoted = false;; ++at) {
        const char c = csv[at];
        if (c == '"')
            quoted = !quoted;
        if (quoted || (c != ',' && c != '\n'))
            continue;
        fields.push_back(csv.substr(begin, at - begin));
        begin = at + 1;
        if (c == '\n')
            return begin;
    }
}

void insert_sorted(std::vector<std::uint32_t>& values, std::uint32_t value) {
    values.insert(std::lower_bound(values.begin(), values.end(), value), value);
}

} // namespace

CellPlace place_in_sheet(const SheetText& sheet, std::size_t offset) {
    std::size_t row = 0;
    std::size_t field = 0;
    bool quoted = false;
    for (const char c : std::string_view(sheet.csv).substr(0, offset)) {
        if (c == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        field = c == '\n' ? 0 : field + (c == ',');
        row += c == '\n';
    }
    return {row, field < sheet.columns.size() ? sheet.columns[field] : 0};
}

void SheetWriter::expect(std::size_t bytes) { sheet_.csv.reserve(std::min(bytes, most_bytes_)); }

SheetWriter::SheetWriter(std::size_t most_bytes, std::string where)
    : most_bytes_(most_bytes), where_(std::move(where)), known_(kMostSheetColumns) {}

std::string SheetWriter::place_name(std::size_t column) const {
    return where_ + ", cell " + cell_name(here(column));
}

void SheetWriter::add(std::size_t column, std::string_view text) {
    if (text.empty())
        return;
    if (column >= kMostSheetColumns)
        throw base::Error::in(where_, "row " + std::to_string(row_ + 1) +
                                          " has more cells than a sheet's 16,384 columns");
    row_cells_.push_back(
        {static_cast<std::uint32_t>(column), row_text_.size(), row_text_.size() + text.size()});
    row_text_ += text;
    if (row_text_.size() > most_bytes_)
        expect_room();
}

void SheetWriter::add_error(std::size_t column) {
    if (sheet_.error_cells++ == 0)
        sheet_.first_error = here(column);
}

void SheetWriter::add_unknown(std::size_t column) {
    if (sheet_.unknown_values++ == 0)
        sheet_.first_unknown = here(column);
}

void SheetWriter::go_to_row(std::size_t row) {
    if (row >= kMostSheetRows)
        throw base::Error::in(where_, "has more rows than a sheet's 1,048,576");
    if (row < written_rows_)
        throw base::Error::in(where_, "row " + std::to_string(row + 1) + " comes after row " +
                                          std::to_string(written_rows_) +
                                          "; save the workbook anew");
    row_ = row;
}

void SheetWriter::sort_cells() {
    const auto by_column = [](const Cell& a, const Cell& b) { return a.column < b.column; };
    if (!std::is_sorted(row_cells_.begin(), row_cells_.end(), by_column))
        std::stable_sort(row_cells_.begin(), row_cells_.end(), by_column);
    const auto same = [](const Cell& a, const Cell& b) { return a.column == b.column; };
    const auto twice = std::adjacent_find(row_cells_.begin(), row_cells_.end(), same);
    if (twice != row_cells_.end())
        throw base::Error::in(place_name(twice->column),
                              "stands there twice; save the workbook anew");
}

void SheetWriter::note_columns() {
    const std::size_t before = found_.size();
    for (const Cell& cell : row_cells_) {
        if (known_[cell.column])
            continue;
        known_[cell.column] = true;
        found_.push_back(cell.column);
        insert_sorted(sorted_, cell.column);
    }
    if (found_.size() > before)
        layouts_.push_back({sheet_.csv.size(), found_.size()});
}

void SheetWriter::write_field(std::string& csv, std::string_view text) const {
    const auto is_special = [](char c) { return c == ',' || c == '"' || c == '\n' || c == '\r'; };
    if (std::none_of(text.begin(), text.end(), is_special)) {
        csv += text;
        return;
    }
    csv += '"';
    for (const char c : text)
        csv.append(c == '"' ? 2 : 1, c);
    csv += '"';
}

void SheetWriter::expect_room() const {
    if (sheet_.csv.size() + row_text_.size() > most_bytes_)
        throw base::Error::in(where_, "comes to more than " + std::to_string(most_bytes_ >> 20) +
                                          " MB of text, the most that is read for a workbook of "
                                          "this size; save its table as CSV");
}

std::vector<std::string> SheetWriter::cells() {
    sort_cells();
    std::vector<std::string> texts;
    for (const Cell& cell : row_cells_)
        texts.push_back(row_text_.substr(cell.begin, cell.end - cell.begin));
    return texts;
}

void SheetWriter::end_row() {
    if (!row_cells_.empty()) {
        sort_cells();
        sheet_.csv.append(row_ - written_rows_, '\n');
        note_columns();
        auto cell = row_cells_.begin();
        for (std::size_t field = 0; field < sorted_.size(); ++field) {
            if (field > 0)
                sheet_.csv += ',';
            if (cell == row_cells_.end() || cell->column != sorted_[field])
                continue;
            write_field(sheet_.csv,
                        std::string_view(row_text_).substr(cell->begin, cell->end - cell->begin));
            ++cell;
        }
        sheet_.csv += '\n';
        written_rows_ = row_ + 1;
        ++filled_rows_;
        row_cells_.clear();
        row_text_.clear();
        expect_room();
    }
    ++row_;
}

// The text up to where all columns were known, with every column in every row: rows before a
// column's first cell lack its comma.
std::string SheetWriter::rewritten_begin() const {
    if (sorted_.size() > most_bytes_ / (written_rows_ + 1))
        throw base::Error::in(where_, "has cells in " + std::to_string(sorted_.size()) +
                                          " columns and " + std::to_string(written_rows_) +
                                          " rows, most of them empty; save its table as CSV");
    std::string csv;
    std::vector<std::uint32_t> columns; // of the layout at `at`
    std::vector<std::string_view> fields;
    auto layout = layouts_.begin();
    for (std::size_t at = 0; at < layouts_.back().begin;) {
        for (; layout->begin <= at; ++layout)
            while (columns.size() < layout->columns)
                insert_sorted(columns, found_[columns.size()]);
        if (sheet_.csv[at] == '\n') { // a blank line
            csv += sheet_.csv[at++];
            continue;
        }
        fields.clear();
        at = add_fields(sheet_.csv, at, fields);
        std::size_t field = 0;
        for (std::size_t place = 0; place < sorted_.size(); ++place) {
            if (place > 0)
                csv += ',';
            if (field < columns.size() && columns[field] == sorted_[place])
                csv += fields[field++];
        }
        csv += '\n';
    }
    return csv;
}

SheetText SheetWriter::finish() {
    if (layouts_.size() > 1)
        sheet_.csv.replace(0, layouts_.back().begin, rewritten_begin());
    constexpr std::string_view kMark = "\xef\xbb\xbf"; // would be taken for the text's own
    if (sheet_.csv.starts_with(kMark))
        sheet_.csv.erase(0, kMark.size());
    sheet_.columns = sorted_;
    return std::move(sheet_);
}

} // namespace cohortscope::data
