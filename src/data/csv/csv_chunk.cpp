#include "data/csv/csv_columns.h"

#include <algorithm>
#include <limits>

#include "base/format.h"
#include "data/csv/csv_number.h"
#include "data/missing.h"

namespace cohortscope::data {

namespace {

constexpr std::size_t kLargeField = 1'000'000; // bytes
constexpr std::size_t kMostField = 16'000'000;
constexpr std::size_t kRowsPerCheckpoint = 4096;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// Whether the plain form of a number is the one that the file uses.
bool is_plain_form(std::string_view text, bool decimal_comma) {
    return !decimal_comma || text.find('.') == std::string_view::npos;
}

// A cell that is not plainly a number: with a unit, written in another way, or odd.
double special_number(const Job& job, const ColumnBinding& binding, const Field& field,
                      ChunkOfRows& chunk, ColumnPart& part) {
    NumberForm form{binding.meaning, job.decimal_comma};
    if (const auto reading = read_number(field.text, form)) {
        if (reading->unit != Unit::none)
            part.special.push_back({chunk.rows, field.text, false, reading->unit});
        return reading->value;
    }
    form.decimal_comma = !form.decimal_comma;
    part.other_commas += read_number(field.text, form) ? 1 : 0;
    part.special.push_back({chunk.rows, field.text, true, Unit::none});
    return kNaN;
}

// A doubled quote is in no number, so a number's text needs no unescaping.
void add_number(const Job& job, std::size_t c, const Field& field, ChunkOfRows& chunk) {
    std::vector<double>& numbers = chunk.columns[c].numbers;
    const std::optional<double> value =
        field.text.empty() ? std::optional<double>(kNaN) : parse_number(field.text);
    if (value && is_plain_form(field.text, job.decimal_comma))
        numbers.push_back(*value);
    else if (is_missing(field.text))
        numbers.push_back(kNaN);
    else
        numbers.push_back(special_number(job, job.columns[c], field, chunk, chunk.columns[c]));
}

void add_missing(std::string_view text, ColumnPart& column) {
    column.codes.push_back(kMissingCode);
    if (!text.empty() && column.words_for_nothing++ == 0)
        column.first_word = text;
}

void add_text(const Field& field, ColumnPart& column) {
    if (is_missing(field.text))
        add_missing(field.text, column);
    else if (field.escaped)
        column.codes.push_back(column.strings.code_of_escaped(field.text));
    else
        column.codes.push_back(column.strings.code_of(field.text));
}

void add_row(const Job& job, std::span<const Field> fields, ChunkOfRows& chunk) {
    for (std::size_t c = 0; c < fields.size(); ++c) {
        const ColumnBinding& binding = job.columns[c];
        if (fields[c].text.size() >= kLargeField)
            chunk.large_fields.push_back({chunk.rows, c, fields[c].text.size()});
        if (binding.ignored)
            continue;
        if (fields[c].text.size() > kMostField)
            throw Fault{static_cast<std::size_t>(fields[c].text.data() - job.bytes.data()),
                        "column " + binding.name + ": a field of " +
                            base::fixed(static_cast<double>(fields[c].text.size()) / 1e6, 1) +
                            " MB; expected at most 16 MB"};
        if (binding.required && binding.kind == ColumnKind::numeric)
            add_number(job, c, fields[c], chunk);
        else
            add_text(fields[c], chunk.columns[c]);
    }
    ++chunk.rows;
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t") == std::string_view::npos;
}

bool all_blank(std::span<const Field> fields) {
    return std::all_of(fields.begin(), fields.end(),
                       [](const Field& field) { return is_blank(field.text); });
}

// Whether the cells of a record are all empty, as in the rows that spreadsheets leave behind a
// table; where there are more than have room, the record is read again.
bool is_blank_record(std::span<const Field> fields, std::size_t found, std::string_view record,
                     char separator) {
    if (!all_blank(fields.first(std::min(found, fields.size()))))
        return false;
    if (found <= fields.size())
        return true;
    std::vector<Field> all(found);
    Scanner(record, 0, separator).next(all);
    return all_blank(all);
}

// Whether a record has as many cells as the header; a spare end may be absent, and must be empty.
bool fits(const Job& job, std::span<Field> fields, std::size_t found) {
    if (job.spare_end && found == fields.size())
        return is_blank(fields.back().text);
    if (job.spare_end && found + 1 == fields.size()) {
        fields.back() = {};
        return true;
    }
    return found == fields.size();
}

Fault misfit(const Job& job, std::size_t begin, std::size_t found) {
    const std::size_t expected = job.columns.size() - (job.spare_end ? 1 : 0);
    std::string message = "expected " + std::to_string(expected) +
                          " fields as in the header, found " + std::to_string(found);
    if (found == expected + 1) {
        std::vector<Field> all(found);
        Scanner(job.bytes, begin, job.separator).next(all);
        if (is_blank(all.back().text))
            message += "; the last is empty: is there a " + separator_name(job.separator) +
                       " too many at the end?";
    }
    return {begin, message};
}

void read_rows(const Job& job, const Extent& extent, ChunkOfRows& chunk, base::Progress& progress) {
    Scanner scanner(job.bytes.substr(0, extent.limit), extent.begin, job.separator);
    std::vector<Field> fields(job.columns.size());
    while (scanner.position() < extent.end) {
        const std::size_t begin = scanner.position();
        const std::size_t found = scanner.next(fields);
        if (scanner.position() == extent.limit && extent.limit < job.bytes.size())
            throw Fault{begin, "this record is longer than the part of the file it was sought in"};
        const std::string_view record = job.bytes.substr(begin, scanner.position() - begin);
        if (is_blank_record(fields, found, record, job.separator)) {
            chunk.end = scanner.position();
            continue;
        }
        if (!fits(job, fields, found))
            throw misfit(job, begin, found);
        add_row(job, fields, chunk);
        if (chunk.rows % kRowsPerCheckpoint == 0)
            progress.checkpoint(progress.fraction());
        chunk.end = scanner.position();
    }
}

} // namespace

ChunkOfRows read_chunk(const Job& job, const Extent& extent, base::Progress& progress) {
    ChunkOfRows chunk;
    chunk.begin = extent.begin;
    chunk.end = extent.begin;
    chunk.columns.resize(job.columns.size());
    try {
        read_rows(job, extent, chunk, progress);
    } catch (const Fault& fault) {
        chunk.fault = fault;
    }
    const bool wide = job.columns.size() >= kManyColumns;
    for (ColumnPart& column : chunk.columns) {
        column.strings.finish(wide);
        if (wide)
            column.codes.shrink_to_fit();
    }
    return chunk;
}

} // namespace cohortscope::data
