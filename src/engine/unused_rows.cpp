#include "engine/unused_rows.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/row_walk.h"
#include "engine/rules.h"

namespace cohortscope::engine {

namespace {

std::string measure_words(const Result& result) {
    const schema::ColumnSpec& spec = *result.prepared.rows->measure_spec;
    return spec.label.empty() ? schema::plain_label(spec.name) : spec.label;
}

// "outliers of pay": of the columns whose outliers drop rows.
std::string outlier_words(const Result& without) {
    const Prepared& prepared = without.prepared;
    std::string words;
    const auto add = [&](const std::string& label) {
        words += (words.empty() ? "outliers of " : " or ") + label;
    };
    if (prepared.rows->has_measure &&
        outliers_of(without.settings, *prepared.rows->measure_spec).mode ==
            schema::OutlierMode::drop)
        add(measure_words(without));
    for (std::size_t slot = 0; slot < prepared.numbers.size(); ++slot)
        if (!prepared.numbers[slot]->outside.empty())
            add(prepared.bound->numbers[slot].spec->label);
    return words.empty() ? "outliers of " + measure_words(without) : words;
}

bool has_measure(const Result& result, std::uint32_t row) {
    const auto& bound = result.prepared.bound;
    if (bound == nullptr || !bound->measure || bound->measure->values == nullptr)
        return true;
    const double value = (*bound->measure->values)[row];
    return !std::isnan(value) && value > 0.0;
}

// What dropped other rows in cleaning: steps that dropped some, and that differ in what they read.
std::string cleaning_words(const Result& without, const Result& user) {
    if (without.prepared.cleaned == nullptr)
        return {};
    const features::CleanCounts& counts = without.prepared.cleaned->counts;
    const Settings &dropped = without.settings, &kept = user.settings;
    const bool other_schema = dropped.schema != kept.schema && !(*dropped.schema == *kept.schema);
    std::vector<std::string> reasons;
    if (counts.duplicates > 0 && (other_schema || dropped.clean.text != kept.clean.text ||
                                  dropped.clean.duplicates != kept.clean.duplicates))
        reasons.emplace_back("duplicates");
    if (counts.rows_incomplete > 0 && (other_schema || dropped.columns != kept.columns ||
                                       dropped.reference_year != kept.reference_year))
        reasons.emplace_back("incomplete rows");
    if (counts.rows_of_same_id > 0 &&
        (other_schema || dropped.clean.person_rows != kept.clean.person_rows))
        reasons.emplace_back("further rows of the same person");
    std::string words;
    for (const std::string& reason : reasons)
        words += (words.empty() ? "" : " or ") + reason;
    return words;
}

// Places of the reasons in a count.
enum Reason : std::size_t { outlier, unmeasured, cleaning, reasons };
using Counts = std::array<std::size_t, reasons>;

// Rows that are still there after cleaning went as outliers.
Counts count_reasons(const Result& without, const Result& user) {
    const auto& cleaned = without.prepared.cleaned;
    const auto kept = cleaned != nullptr ? std::span<const std::uint32_t>(cleaned->rows)
                                         : std::span<const std::uint32_t>();
    const auto partials = walk_rows(
        without.prepared.rows->rows, user.prepared.rows->rows, Counts{},
        [&](Counts& counts, const WalkedRow& row) {
            if (row.before != kNoPosition)
                return;
            const bool is_outlier = std::ranges::binary_search(kept, row.row);
            ++counts[is_outlier ? outlier : has_measure(without, row.row) ? cleaning : unmeasured];
        });
    Counts total{};
    for (const Counts& counts : partials)
        for (std::size_t i = 0; i < total.size(); ++i)
            total[i] += counts[i];
    return total;
}

// Of a row that is there after cleaning, by its position there: "its pay is an outlier".
std::string outlier_of(const Result& result, std::uint32_t position) {
    const Prepared& prepared = result.prepared;
    std::string labels;
    for (std::size_t slot = 0; slot < prepared.numbers.size(); ++slot)
        if (std::ranges::binary_search(prepared.numbers[slot]->outside, position))
            labels += (labels.empty() ? "" : " and ") + prepared.bound->numbers[slot].spec->label;
    return "its " + (labels.empty() ? measure_words(result) : labels) + " is an outlier";
}

} // namespace

std::string why_unused(const Result& result, std::uint32_t row) {
    const auto has = [row](const auto& rows) { return std::ranges::binary_search(rows, row); };
    const auto& cleaned = result.prepared.cleaned;
    if (has(result.prepared.rows->rows) || cleaned == nullptr)
        return {};
    const auto* const place = std::ranges::lower_bound(cleaned->rows, row);
    if (place != cleaned->rows.end() && *place == row)
        return outlier_of(result, static_cast<std::uint32_t>(place - cleaned->rows.begin()));
    if (!has_measure(result, row))
        return "it has no " + measure_words(result);
    const features::CleanCounts& counts = cleaned->counts;
    std::string words;
    const auto add = [&](std::size_t rows, const char* reason) {
        if (rows > 0)
            words += (words.empty() ? "" : ", or ") + std::string(reason);
    };
    add(counts.duplicates, "it repeats another row");
    add(counts.rows_incomplete, "it lacks a value that every row must have");
    add(counts.rows_of_same_id, "another row of the same person stands for it");
    return words;
}

std::vector<UnusedRows> unused_rows(const Result& without, const Result& user) {
    const Counts counts = count_reasons(without, user);
    const std::string measure = measure_words(without);
    std::vector<UnusedRows> rows = {{outlier_words(without), counts[outlier]},
                                    {"without " + measure, counts[unmeasured]},
                                    {cleaning_words(without, user), counts[cleaning]}};
    std::erase_if(rows, [](const UnusedRows& some) { return some.rows == 0; });
    std::ranges::stable_sort(rows, std::ranges::greater(), &UnusedRows::rows);
    return rows;
}

} // namespace cohortscope::engine
