#include "data/csv_columns.h"

#include <algorithm>
#include <limits>

#include "data/csv_number.h"
#include "data/shown_cell.h"

namespace cohortscope::data {

namespace {

constexpr std::size_t kLargeField = 1'000'000; // bytes
constexpr std::size_t kRowsPerCheckpoint = 4096;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// A doubled quote is in no number, so a number's text needs no unescaping.
double number_of(const Field& field, std::string_view column, std::string_view bytes) {
    if (field.text.empty())
        return kNaN;
    if (const std::optional<double> value = parse_number(field.text))
        return *value;
    if (is_missing(field.text))
        return kNaN;
    throw Fault{static_cast<std::size_t>(field.text.data() - bytes.data()),
                "column " + std::string(column) + ": " + shown_cell(field.text) +
                    " is not a number; expected a finite number such as 830000 or 8.3e5, or an "
                    "empty cell"};
}

void add_text(const Field& field, ColumnPart& column) {
    if (is_missing(field.text))
        column.codes.push_back(kMissingCode);
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
        if (binding.required && binding.kind == ColumnKind::numeric)
            chunk.columns[c].numbers.push_back(number_of(fields[c], binding.name, job.bytes));
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
bool is_blank_record(std::span<const Field> fields, std::size_t found, std::string_view record) {
    if (!all_blank(fields.first(std::min(found, fields.size()))))
        return false;
    if (found <= fields.size())
        return true;
    std::vector<Field> all(found);
    Scanner(record, 0).next(all);
    return all_blank(all);
}

void read_rows(const Job& job, const Extent& extent, ChunkOfRows& chunk, base::Progress& progress) {
    Scanner scanner(job.bytes.substr(0, extent.limit), extent.begin);
    std::vector<Field> fields(job.columns.size());
    while (scanner.position() < extent.end) {
        const std::size_t begin = scanner.position();
        const std::size_t found = scanner.next(fields);
        if (scanner.position() == extent.limit && extent.limit < job.bytes.size())
            throw Fault{begin, "this record is longer than the part of the file it was sought in"};
        if (is_blank_record(fields, found, job.bytes.substr(begin, scanner.position() - begin))) {
            chunk.end = scanner.position();
            continue;
        }
        if (found != fields.size())
            throw Fault{begin, "expected " + std::to_string(fields.size()) +
                                   " fields as in the header, found " + std::to_string(found)};
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
    for (ColumnPart& column : chunk.columns)
        column.strings.finish();
    return chunk;
}

} // namespace cohortscope::data
