#include "data/csv/csv_columns.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "base/format.h"
#include "base/parallel.h"
#include "data/csv/csv_number.h"
#include "data/odd_cells.h"

namespace cohortscope::data {

namespace {

constexpr std::size_t kMostNotices = 20;
constexpr std::size_t kTriedTexts = 64;
constexpr double kLargestExact = 9007199254740992.0; // 2^53
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// A table that grows by a column at a time.
struct JoinedTable {
    Table table;
    const Place& place;
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

// The texts as plain numbers, or nothing where one of them is none.
std::vector<double> plain_numbers(std::span<const std::string_view> texts) {
    std::vector<double> numbers;
    for (const std::string_view text : texts) {
        const std::optional<double> number = parse_number(text);
        if (!number || std::fabs(*number) >= kLargestExact)
            return {};
        numbers.push_back(*number);
    }
    return numbers;
}

// Whether it is worth counting how many rows are numbers: of the first texts one is.
bool may_be_numbers(std::span<const std::string_view> texts) {
    const auto first = texts.first(std::min(texts.size(), kTriedTexts));
    return std::any_of(first.begin(), first.end(), [](std::string_view text) {
        return read_number(text, {}) || read_number(text, {NumberMeaning::plain, true});
    });
}

std::vector<std::size_t> rows_of_texts(const ColumnParts& column, const MergedStrings& merged) {
    std::vector<std::size_t> rows(merged.texts.size());
    for (std::size_t chunk = 0; chunk < column.parts.size(); ++chunk)
        for (const std::int32_t code : column.parts[chunk]->codes)
            if (code >= 0)
                ++rows[static_cast<std::size_t>(
                    merged.codes[chunk][static_cast<std::size_t>(code)])];
    return rows;
}

// The numbers of an extra column by code, if that is what it holds.
std::vector<double> extra_numbers(const ColumnParts& column, const MergedStrings& merged,
                                  const ColumnBinding& binding, JoinedTable& joined) {
    const std::span<const std::string_view> texts = merged.texts;
    std::vector<double> numbers = plain_numbers(texts);
    if (!numbers.empty() || !may_be_numbers(texts))
        return numbers;
    TextNumbers read =
        numbers_of_texts(texts, rows_of_texts(column, merged), binding, joined.place);
    if (!read.notice.empty())
        joined.table.notices.push_back(std::move(read.notice));
    return std::move(read.values);
}

void join_text(const ColumnParts& column, const ColumnBinding& binding, JoinedTable& joined) {
    const MergedStrings merged = merge_parts(column);
    const std::vector<double> numbers =
        binding.required ? std::vector<double>() : extra_numbers(column, merged, binding, joined);
    if (binding.unnamed && merged.texts.empty())
        return;
    if (!numbers.empty()) {
        joined.table.numeric.push_back(
            {binding.name, join_codes(column, kNaN, [&](std::size_t chunk, std::size_t code) {
                 return numbers[static_cast<std::size_t>(merged.codes[chunk][code])];
             })});
        return;
    }
    if (std::string notice = notice_of_words_for_nothing(column, binding, joined.place);
        !notice.empty())
        joined.table.notices.push_back(std::move(notice));
    Dictionary dictionary = Dictionary::of(merged.texts); // before the views' owners are freed
    joined.table.text.push_back(
        {binding.name,
         join_codes(column, kMissingCode,
                    [&](std::size_t chunk, std::size_t code) { return merged.codes[chunk][code]; }),
         std::move(dictionary)});
}

// Whether the values count rows: whole numbers that grow; in a column without a name, also whole
// numbers that are all different, as after a shuffle.
bool counts_rows(std::vector<double> values, bool unnamed) {
    if (unnamed)
        std::sort(values.begin(), values.end());
    for (std::size_t row = 0; row < values.size(); ++row)
        if (!(values[row] >= 0.0) || std::floor(values[row]) != values[row] ||
            (row > 0 && values[row] <= values[row - 1]))
            return false;
    return values.size() > 1 || unnamed;
}

void drop_index(const ColumnBinding& binding, std::string_view named, Table& table) {
    if (table.numeric.empty() || table.numeric.back().name != named ||
        !counts_rows(table.numeric.back().values, binding.unnamed))
        return;
    table.numeric.pop_back();
    if (!binding.unnamed)
        table.notices.push_back("column " + binding.name + " counts the rows and is left out");
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

constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

// Wanted columns in the order of the hints (or kAbsent), then the extra ones as in the
// file, so that a table does not depend on the order of its columns in the file.
std::vector<std::size_t> column_order(std::span<const ColumnBinding> columns,
                                      std::span<const ColumnSpec> wanted) {
    std::vector<std::size_t> order;
    for (const ColumnSpec& spec : wanted) {
        const auto found = std::find_if(columns.begin(), columns.end(), [&](const auto& column) {
            return column.required && column.name == spec.name;
        });
        order.push_back(found == columns.end() ? kAbsent
                                               : static_cast<std::size_t>(found - columns.begin()));
    }
    for (std::size_t c = 0; c < columns.size(); ++c)
        if (!columns[c].required && !columns[c].ignored)
            order.push_back(c);
    return order;
}

// A column that the file does not have: every cell is missing.
void add_absent(const ColumnSpec& spec, Table& table) {
    if (spec.kind == ColumnKind::numeric)
        table.numeric.push_back({spec.name, std::vector<double>(table.rows, kNaN)});
    else
        table.text.push_back({spec.name, std::vector<std::int32_t>(table.rows, kMissingCode), {}});
}

// One column of all chunks as a column of the table; false where it is left out.
bool join_column(const ColumnParts& column, const ColumnBinding& binding, JoinedTable& joined) {
    Table& table = joined.table;
    const std::size_t before = table.numeric.size() + table.text.size();
    if (binding.required && binding.kind == ColumnKind::numeric) {
        settle_numbers(column, binding, joined.place, table.notices);
        table.numeric.push_back({binding.name, join_numbers(column)});
    } else {
        join_text(column, binding, joined);
    }
    if (binding.may_be_index)
        drop_index(binding, binding.name, table);
    return table.numeric.size() + table.text.size() > before;
}

} // namespace

Table join_chunks(std::span<ChunkOfRows> chunks, const Job& job, const Place& place,
                  base::Progress& progress) {
    const std::span<const ColumnBinding> columns = job.columns;
    std::vector<std::size_t> begins{0};
    for (const ChunkOfRows& chunk : chunks)
        begins.push_back(begins.back() + chunk.rows);
    JoinedTable joined{{}, place};
    Table& table = joined.table;
    table.rows = begins.back();
    table.notices = notices_of(chunks, columns);
    const std::vector<std::size_t> order = column_order(columns, job.wanted);
    std::vector<bool> kept(columns.size(), false);
    for (std::size_t i = 0; i < order.size(); ++i) {
        progress.checkpoint(progress.fraction());
        const std::size_t c = order[i];
        if (c == kAbsent) {
            add_absent(job.wanted[i], table);
            continue;
        }
        ColumnParts column{{}, begins};
        for (ChunkOfRows& chunk : chunks)
            column.parts.push_back(&chunk.columns[c]);
        kept[c] = join_column(column, columns[c], joined);
    }
    for (std::size_t c = 0; c < columns.size(); ++c)
        if (kept[c])
            table.order.push_back(columns[c].name);
    return std::move(joined.table);
}

} // namespace cohortscope::data
