#include "data/csv_columns.h"

#include <algorithm>
#include <limits>
#include <memory>

#include "base/format.h"
#include "base/parallel.h"
#include "data/csv_number.h"

namespace cohortscope::data {

namespace {

constexpr std::size_t kMostNotices = 20;

// A view of the same column in every chunk, and where each chunk's rows begin.
struct ColumnParts {
    std::vector<ColumnPart*> parts;
    std::span<const std::size_t> begins; // chunks + 1
};

std::vector<double> join_numbers(const ColumnParts& column) {
    std::vector<double> values(column.begins.back());
    base::for_each_task(column.parts.size(), [&](std::size_t chunk) {
        std::vector<double>& numbers = column.parts[chunk]->numbers;
        std::copy(numbers.begin(), numbers.end(),
                  values.begin() + static_cast<std::ptrdiff_t>(column.begins[chunk]));
        numbers = {};
    });
    return values;
}

MergedStrings merge_parts(const ColumnParts& column) {
    std::vector<const StringIndex*> strings;
    for (const ColumnPart* part : column.parts)
        strings.push_back(&part->strings);
    return merge_strings(strings);
}

// translate[code] for each row; `missing` for those without a code.
template <class Value, class Translate>
std::vector<Value> join_codes(const ColumnParts& column, Value missing, const Translate& value_of) {
    std::vector<Value> values(column.begins.back());
    base::for_each_task(column.parts.size(), [&](std::size_t chunk) {
        std::size_t row = column.begins[chunk];
        for (const std::int32_t code : column.parts[chunk]->codes)
            values[row++] = code < 0 ? missing : value_of(chunk, static_cast<std::size_t>(code));
        *column.parts[chunk] = {};
    });
    return values;
}

// The texts as numbers if there is any text and every one is a number, else nothing.
std::vector<double> numbers_of(std::span<const std::string_view> texts) {
    std::vector<double> numbers;
    for (const std::string_view text : texts) {
        const std::optional<double> number = parse_number(text);
        if (!number)
            return {};
        numbers.push_back(*number);
    }
    return numbers;
}

void join_text(const ColumnParts& column, const ColumnBinding& binding, Table& table) {
    const MergedStrings merged = merge_parts(column);
    const std::vector<double> numbers =
        binding.required ? std::vector<double>() : numbers_of(merged.texts);
    if (!numbers.empty()) {
        table.numeric.push_back(
            {binding.name,
             join_codes(column, std::numeric_limits<double>::quiet_NaN(),
                        [&](std::size_t chunk, std::size_t code) {
                            return numbers[static_cast<std::size_t>(merged.codes[chunk][code])];
                        })});
        return;
    }
    Dictionary dictionary = Dictionary::of(merged.texts); // before the views' owners are freed
    table.text.push_back(
        {binding.name,
         join_codes(column, kMissingCode,
                    [&](std::size_t chunk, std::size_t code) { return merged.codes[chunk][code]; }),
         std::move(dictionary)});
}

std::vector<std::string> notices_of(std::span<const ChunkOfRows> chunks,
                                    std::span<const ColumnBinding> columns) {
    std::vector<std::string> notices;
    std::size_t first_row = 0;
    std::size_t count = 0;
    for (const ChunkOfRows& chunk : chunks) {
        for (const LargeField& field : chunk.large_fields)
            if (++count <= kMostNotices)
                notices.push_back("row " + std::to_string(first_row + field.row + 1) + ", column " +
                                  columns[field.column].name + ": a field of " +
                                  base::fixed(static_cast<double>(field.size) / 1e6, 1) + " MB");
        first_row += chunk.rows;
    }
    if (count > kMostNotices)
        notices.push_back(std::to_string(count - kMostNotices) + " more fields of 1 MB or more");
    return notices;
}

// Required columns in the order of the specification, then the extra ones as in the file, so that a
// table does not depend on the order of its columns in the file.
std::vector<std::size_t> column_order(std::span<const ColumnBinding> columns) {
    std::vector<std::size_t> order;
    for (const ColumnSpec& spec : scaler_columns())
        for (std::size_t c = 0; c < columns.size(); ++c)
            if (columns[c].required && columns[c].name == spec.name)
                order.push_back(c);
    for (std::size_t c = 0; c < columns.size(); ++c)
        if (!columns[c].required && !columns[c].ignored)
            order.push_back(c);
    return order;
}

} // namespace

Table join_chunks(std::span<ChunkOfRows> chunks, std::span<const ColumnBinding> columns,
                  base::Progress& progress) {
    std::vector<std::size_t> begins{0};
    for (const ChunkOfRows& chunk : chunks)
        begins.push_back(begins.back() + chunk.rows);
    Table table;
    table.rows = begins.back();
    table.notices = notices_of(chunks, columns);
    for (const std::size_t c : column_order(columns)) {
        progress.checkpoint(progress.fraction());
        ColumnParts column{{}, begins};
        for (ChunkOfRows& chunk : chunks)
            column.parts.push_back(&chunk.columns[c]);
        if (columns[c].required && columns[c].kind == ColumnKind::numeric)
            table.numeric.push_back({columns[c].name, join_numbers(column)});
        else
            join_text(column, columns[c], table);
    }
    return table;
}

} // namespace cohortscope::data
