#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <vector>

#include "base/parallel.h"
#include "data/csv/csv.h"

namespace cohortscope::data {

namespace {

constexpr double kExactWhole = 9007199254740992.0; // 2^53
constexpr std::size_t kMostReserved = 1 << 22;     // bytes; a first row may be unlike the others

// Whether a cell must be quoted: it holds a comma, a quote or a line ending.
bool is_special(std::string_view text) {
    bool special = false;
    for (const char c : text)
        special |= c == ',' || c == '"' || c == '\r' || c == '\n';
    return special;
}

// Which of a dictionary's strings must be quoted.
std::vector<char> find_special(const Dictionary& dictionary) {
    std::vector<char> special(dictionary.size());
    base::for_each_chunk(dictionary.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i)
            special[i] = is_special(dictionary.at(i));
    });
    return special;
}

void append_number(double value, std::string& out) {
    if (std::isnan(value))
        return;
    char buffer[40];
    const bool whole = std::fabs(value) < kExactWhole && value == std::trunc(value);
    const auto end =
        whole ? std::to_chars(buffer, buffer + sizeof buffer, static_cast<long long>(value))
              : std::to_chars(buffer, buffer + sizeof buffer, value);
    out.append(buffer, end.ptr);
}

// Which column of a table stands at a place of its file.
struct ColumnPlace {
    bool is_text = false;
    std::size_t index = 0; // in Table::text or Table::numeric
};

struct Columns {
    const Table& table;
    bool index = true; // row numbers stand in front
    std::vector<ColumnPlace> order;
    std::vector<std::vector<char>> special; // of each text column's dictionary
};

// Every column once, in the order in which it is written.
std::vector<ColumnPlace> order_of(const Table& table) {
    std::map<std::string_view, ColumnPlace> places;
    std::vector<ColumnPlace> order;
    for (std::size_t i = 0; i < table.text.size(); ++i) {
        places[table.text[i].name] = {true, i};
        order.push_back({true, i});
    }
    for (std::size_t i = 0; i < table.numeric.size(); ++i) {
        places[table.numeric[i].name] = {false, i};
        order.push_back({false, i});
    }
    if (table.order.empty())
        return order;
    order.clear();
    for (const std::string& name : table.order)
        order.push_back(places.at(name));
    return order;
}

Columns columns_of(const Table& table, CsvIndex index) {
    Columns columns{table, index == CsvIndex::written, order_of(table), {}};
    for (const TextColumn& column : table.text)
        columns.special.push_back(find_special(column.dictionary));
    return columns;
}

std::string header_of(const Columns& columns) {
    std::string out;
    bool first = !columns.index; // the index has no name
    for (const ColumnPlace place : columns.order) {
        if (!first)
            out += ',';
        first = false;
        out += csv_cell(place.is_text ? columns.table.text[place.index].name
                                      : columns.table.numeric[place.index].name);
    }
    return out + '\n';
}

void append_text(const Columns& columns, std::size_t column, std::size_t row, std::string& out) {
    const TextColumn& text = columns.table.text[column];
    const std::int32_t code = text.codes[row];
    if (code == kMissingCode)
        return;
    if (columns.special[column][static_cast<std::size_t>(code)])
        out += csv_cell(text.dictionary[code]);
    else
        out += text.dictionary[code];
}

void append_row(const Columns& columns, std::size_t row, std::string& out) {
    if (columns.index)
        append_number(static_cast<double>(row), out);
    bool first = !columns.index;
    for (const ColumnPlace place : columns.order) {
        if (!first)
            out += ',';
        first = false;
        if (place.is_text)
            append_text(columns, place.index, row, out);
        else
            append_number(columns.table.numeric[place.index].values[row], out);
    }
    out += '\n';
}

std::string rows_of(const Columns& columns, const base::Chunk& chunk) {
    std::string out;
    for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
        append_row(columns, row, out);
        if (row == chunk.begin) // a third more than the first row, to grow seldom
            out.reserve(std::min(out.size() * chunk.size() / 3 * 4, kMostReserved));
    }
    return out;
}

} // namespace

std::string csv_cell(std::string_view text) {
    if (!is_special(text))
        return std::string(text);
    std::string result = "\"";
    for (const char c : text)
        result.append(c == '"' ? 2 : 1, c);
    return result + '"';
}

std::string to_csv(const Table& table, CsvIndex index) {
    const Columns columns = columns_of(table, index);
    std::string out = header_of(columns);
    const auto parts =
        base::map_chunks<std::string>(table.rows, base::kChunkRows, [&](const base::Chunk& chunk) {
            return rows_of(columns, chunk);
        });
    std::size_t size = out.size();
    for (const std::string& part : parts)
        size += part.size();
    out.reserve(size);
    for (const std::string& part : parts)
        out += part;
    return out;
}

} // namespace cohortscope::data
