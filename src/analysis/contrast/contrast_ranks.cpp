#include "analysis/contrast/contrast_ranks.h"

#include <algorithm>
#include <numeric>
#include <span>

#include "base/parallel.h"
#include "base/radix.h"

namespace cohortscope::analysis {

namespace {

// Tables of counts of so many values stay in a core's cache.
constexpr std::size_t kMostCoded = 8192;

using Ranks = std::shared_ptr<const RankedNumbers>;

// Rows by ascending code, negative ones left out: `begins` gets where each code's begin.
void set_order(const base::Ranked& ranked, RankedNumbers& numbers) {
    std::vector<std::uint32_t> begins(ranked.values.size() + 1);
    for (const std::int32_t code : ranked.codes)
        if (code >= 0)
            ++begins[static_cast<std::size_t>(code) + 1];
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    numbers.begins = begins;
    numbers.order.resize(begins.back());
    for (std::size_t row = 0; row < ranked.codes.size(); ++row)
        if (ranked.codes[row] >= 0)
            numbers.order[begins[static_cast<std::size_t>(ranked.codes[row])]++] =
                static_cast<std::uint32_t>(row);
}

// Leaves out the values that no row has.
void keep_used(base::Ranked& ranked) {
    std::vector<std::int32_t> place(ranked.values.size(), -1);
    for (const std::int32_t code : ranked.codes)
        if (code >= 0)
            place[static_cast<std::size_t>(code)] = 0;
    std::size_t used = 0;
    for (std::size_t code = 0; code < place.size(); ++code)
        if (place[code] == 0) {
            ranked.values[used] = ranked.values[code];
            place[code] = static_cast<std::int32_t>(used++);
        }
    if (used == ranked.values.size())
        return;
    ranked.values.resize(used);
    for (std::int32_t& code : ranked.codes)
        code = code < 0 ? code : place[static_cast<std::size_t>(code)];
}

RankedNumbers rank_by_codes(std::span<const double> values) {
    base::Ranked ranked = base::rank_values(values);
    keep_used(ranked);
    RankedNumbers numbers;
    if (ranked.values.size() <= kMostCoded) {
        numbers.codes.resize(values.size());
        const auto none = static_cast<std::uint16_t>(ranked.values.size());
        std::ranges::transform(ranked.codes, numbers.codes.begin(), [&](std::int32_t code) {
            return code < 0 ? none : static_cast<std::uint16_t>(code);
        });
    } else {
        set_order(ranked, numbers);
    }
    numbers.values = std::move(ranked.values);
    return numbers;
}

// Of values whose order is known; none is NaN.
RankedNumbers rank_by_order(const features::Column<double>& values,
                            const features::Column<std::uint32_t>& order) {
    RankedNumbers numbers;
    for (std::size_t place = 0; place < order.size(); ++place)
        if (const double value = values[order[place]];
            numbers.values.empty() || value != numbers.values.back()) {
            numbers.values.push_back(value);
            numbers.begins.push_back(static_cast<std::uint32_t>(place));
        }
    numbers.begins.push_back(static_cast<std::uint32_t>(order.size()));
    if (numbers.values.size() > kMostCoded) {
        numbers.order.assign(order.begin(), order.end());
        return numbers;
    }
    numbers.codes.resize(order.size());
    for (std::size_t code = 0; code < numbers.values.size(); ++code)
        for (std::uint32_t place = numbers.begins[code]; place < numbers.begins[code + 1]; ++place)
            numbers.codes[order[place]] = static_cast<std::uint16_t>(code);
    numbers.begins.clear();
    return numbers;
}

Ranks lent_by(const ContrastRanks* previous, base::Fingerprint content, std::size_t rows) {
    if (previous != nullptr && previous->rows == rows)
        for (const RankedColumn& column : previous->columns)
            if (column.numbers->content == content)
                return column.numbers;
    return nullptr;
}

} // namespace

ContrastRanks rank_columns(const features::PreparedRows& rows, const ContrastRanks* previous) {
    ContrastRanks ranks{rows.rows.size(), {}};
    std::vector<const features::Column<double>*> values;
    const auto add = [&](ContrastKind kind, std::size_t slot, const auto& column) {
        ranks.columns.push_back({kind, slot, nullptr});
        values.push_back(&column);
    };
    if (rows.has_measure)
        add(ContrastKind::measure, 0, rows.measure);
    for (std::size_t slot = 0; slot < rows.numbers.size(); ++slot)
        add(ContrastKind::number, slot, rows.numbers[slot].values);
    if (!rows.id_rows.empty())
        add(ContrastKind::id_rows, 0, rows.id_rows);
    if (!rows.outcome.empty())
        add(ContrastKind::outcome, 0, rows.outcome);
    base::for_each_task(values.size(), [&](std::size_t i) {
        RankedColumn& column = ranks.columns[i];
        column.numbers = lent_by(previous, values[i]->fingerprint(), ranks.rows);
        if (column.numbers)
            return;
        RankedNumbers numbers = column.kind == ContrastKind::measure
                                    ? rank_by_order(rows.measure, rows.by_measure)
                                    : rank_by_codes(std::span<const double>(*values[i]));
        numbers.content = values[i]->fingerprint();
        column.numbers = std::make_shared<const RankedNumbers>(std::move(numbers));
    });
    return ranks;
}

} // namespace cohortscope::analysis
