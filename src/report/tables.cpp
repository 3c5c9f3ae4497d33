#include "report/tables.h"

#include <charconv>

#include "base/parallel.h"
#include "data/csv/csv.h"
#include "features/encode.h"
#include "report/tables/safe_text.h"

namespace cohortscope::report {

namespace {

template <class Number> void append_number(std::string& text, Number value) {
    char buffer[40];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
    text.append(buffer, end.ptr);
}

// The header, then append_row(text, row) for each of n rows, written in parallel, joined in order.
template <class AppendRow>
std::string csv(std::string text, std::size_t rows, const AppendRow& append_row) {
    const auto parts =
        base::map_chunks<std::string>(rows, base::kChunkRows, [&](const base::Chunk& chunk) {
            std::string part;
            for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
                append_row(part, row);
                part += '\n';
            }
            return part;
        });
    for (const std::string& part : parts)
        text += part;
    return text;
}

} // namespace

std::string labels_csv(const engine::Result& result) {
    const features::Column<std::uint32_t>& rows = result.prepared.rows->rows;
    return csv("row,cluster\n", rows.size(), [&](std::string& text, std::size_t row) {
        append_number(text, std::uint64_t{rows[row]} + 1);
        text += ',';
        append_number(text, unsigned{result.clustering->labels[row]});
    });
}

std::string features_csv(const engine::Result& result) {
    const engine::Prepared& prepared = result.prepared;
    std::string header = "row";
    for (const auto& feature : prepared.features->columns)
        (header += ',') += data::csv_cell(safe_text(feature->name));
    return csv(header + '\n', result.rows(), [&](std::string& text, std::size_t row) {
        append_number(text, std::uint64_t{prepared.rows->rows[row]} + 1);
        for (std::size_t f = 0; f < prepared.features->columns.size(); ++f) {
            text += ',';
            append_number(text, features::scaled_value(*prepared.features->columns[f],
                                                       *prepared.matrix->columns[f], row));
        }
    });
}

} // namespace cohortscope::report
