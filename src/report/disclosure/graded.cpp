#include "report/disclosure/graded.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/format.h"
#include "report/disclosure/bands.h"
#include "report/tables/safe_text.h"

namespace cohortscope::report {

namespace {

constexpr std::size_t kManyLevels = 50; // of a category: its sizes are told instead

std::vector<double> values_of(const engine::RowColumn& column,
                              std::span<const std::uint32_t> rows) {
    std::vector<double> values;
    values.reserve(rows.size());
    for (const std::uint32_t row : rows)
        values.push_back(column.raw.numeric->values[row]);
    return values;
}

Bands bands_of_numbers(const engine::RowColumn& column, std::span<const double> values,
                       Grain grain) {
    const bool coarser = grain == Grain::coarser;
    const schema::ColumnSpec* spec = column.spec;
    if (spec != nullptr && spec->role == schema::Role::year)
        return year_bands(values, coarser ? 10 : 5);
    if (spec != nullptr &&
        (!spec->currency.empty() || spec->encoding == schema::Encoding::logarithm))
        return decade_bands(values, coarser ? 1 : 3);
    return round_bands(values, coarser ? 4 : 10);
}

void grade_numbers(GradedColumn& made, std::span<const std::uint32_t> rows) {
    const std::vector<double> values = values_of(*made.column, rows);
    Bands bands = bands_of_numbers(*made.column, values, made.grain);
    made.name += "_band";
    made.how = bands.how;
    made.labels = std::move(bands.labels);
    made.bands.reserve(rows.size());
    for (const double value : values)
        made.bands.push_back(bands.edges.band(value));
}

// Rows of each code of the dictionary.
std::vector<std::size_t> count_codes(const data::TextColumn& text,
                                     std::span<const std::uint32_t> rows) {
    std::vector<std::size_t> counts(text.dictionary.size());
    for (const std::uint32_t row : rows)
        if (text.codes[row] != data::kMissingCode)
            ++counts[static_cast<std::size_t>(text.codes[row])];
    return counts;
}

void grade_names(GradedColumn& made, std::span<const std::uint32_t> rows) {
    const data::TextColumn& text = *made.column->raw.text;
    const std::vector<std::size_t> counts = count_codes(text, rows);
    const auto levels = static_cast<std::size_t>(
        std::ranges::count_if(counts, [](std::size_t count) { return count > 0; }));
    const bool coarser = made.grain == Grain::coarser;
    std::vector<std::uint8_t> band_of_code(counts.size());
    made.labels = {""};
    if (levels > kManyLevels) {
        made.name += "_size";
        made.how = "how many of the rows have the same";
        const SizeClasses classes = size_classes(coarser);
        for (std::size_t code = 0; code < counts.size(); ++code)
            band_of_code[code] = classes.band(counts[code]);
        made.labels.insert(made.labels.end(), classes.labels.begin(), classes.labels.end());
    } else {
        const std::size_t least = std::max<std::size_t>(10, rows.size() / (coarser ? 20 : 100));
        made.name += "_or_other";
        made.how = "levels of fewer than " + base::grouped(static_cast<long long>(least)) +
                   " rows as \"other\"";
        made.labels.emplace_back("other");
        for (std::size_t code = 0; code < counts.size(); ++code) {
            band_of_code[code] = 1;
            if (counts[code] < least)
                continue;
            band_of_code[code] = static_cast<std::uint8_t>(made.labels.size());
            made.labels.push_back(safe_text(text.dictionary.at(code)));
        }
    }
    made.bands.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        const std::int32_t code = text.codes[row];
        made.bands.push_back(
            code == data::kMissingCode ? 0 : band_of_code[static_cast<std::size_t>(code)]);
    }
}

} // namespace

GradedColumn graded(const engine::RowColumn& column, std::span<const std::uint32_t> rows,
                    Grain grain) {
    GradedColumn made;
    made.column = &column;
    made.grain = grain;
    made.name = column.name;
    if (grain == Grain::exact || grain == Grain::left_out)
        return made;
    if (column.raw.numeric != nullptr)
        grade_numbers(made, rows);
    else
        grade_names(made, rows);
    return made;
}

std::string GradedColumn::text(std::size_t i, std::uint32_t row) const {
    if (!bands.empty())
        return labels[bands[i]];
    if (column->raw.numeric != nullptr) {
        const double value = column->raw.numeric->values[row];
        return std::isnan(value) ? std::string() : plain_number(value);
    }
    const std::int32_t code = column->raw.text->codes[row];
    return code == data::kMissingCode ? std::string()
                                      : safe_text(column->raw.text->dictionary[code]);
}

namespace {

std::uint64_t bits_of(double value) {
    return std::isnan(value) ? ~std::uint64_t{0} : std::bit_cast<std::uint64_t>(value);
}

} // namespace

analysis::RowKeys keys_of(const GradedColumn& column, std::span<const std::uint32_t> rows) {
    analysis::RowKeys keys;
    keys.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!column.bands.empty())
            keys.push_back(analysis::key_of(column.bands[i]));
        else if (column.column->raw.numeric != nullptr)
            keys.push_back(analysis::key_of(bits_of(column.column->raw.numeric->values[rows[i]])));
        else
            keys.push_back(analysis::key_of(
                static_cast<std::uint32_t>(column.column->raw.text->codes[rows[i]])));
    }
    return keys;
}

} // namespace cohortscope::report
