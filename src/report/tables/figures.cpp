#include "report/tables/figures.h"

#include <algorithm>
#include <cmath>

#include "plot/labels.h"
#include "report/tables/level_figures.h"

namespace cohortscope::report {

namespace {

using schema::ColumnSpec;

analysis::Clustering one_cluster(std::size_t rows) {
    analysis::Clustering all;
    all.k = 1;
    all.labels.assign(rows, 0);
    all.sizes = {rows};
    return all;
}

// The words of a year that is an age are its feature's.
void add_words(NumberFigures& figures, const schema::Schema& schema) {
    const ColumnSpec& spec = *figures.spec;
    figures.name = spec.name;
    figures.label = spec.label;
    figures.unit = spec.currency == "INR"   ? "₹"
                   : !spec.currency.empty() ? spec.currency
                                            : spec.unit;
    if (!spec.currency.empty())
        figures.kind = CellKind::money;
    if (spec.role != schema::Role::year)
        return;
    for (const schema::FeatureSpec& feature : schema.features)
        if (feature.from == spec.name && feature.encoding == schema::Encoding::age) {
            figures.name = feature.name;
            figures.label = feature.label;
            figures.unit = feature.unit;
        }
}

std::vector<NumberFigures> numbers_of(const engine::Result& result) {
    const features::PreparedRows& rows = *result.prepared.rows;
    const analysis::Clustering all = one_cluster(result.rows());
    std::vector<NumberFigures> numbers;
    const auto add = [&](const std::shared_ptr<const ColumnSpec>& spec,
                         const features::Column<double>& values) {
        NumberFigures figures;
        figures.spec = spec;
        add_words(figures, *result.settings.schema);
        figures.all = analysis::number_profiles(values, all).front();
        figures.clusters = analysis::number_profiles(values, *result.clustering);
        numbers.push_back(std::move(figures));
    };
    if (rows.has_measure)
        add(rows.measure_spec, rows.measure);
    for (const features::NumberSlot& slot : rows.numbers)
        if (slot.spec->role != schema::Role::category) // levels are profiled as such
            add(slot.spec, slot.values);
    return numbers;
}

// Rows with and without what the outcome says, by cluster.
void hide_rates(OutcomeFigures& outcome, const std::vector<std::size_t>& totals,
                std::size_t smallest) {
    const std::size_t k = totals.size();
    CountTable table{2, k, std::vector<std::size_t>(2 * k), {}};
    for (std::size_t c = 0; c < k; ++c) {
        const double rate = totals[c] > 0 ? outcome.means.clusters[c].mean : 0.0;
        table.counts[c] =
            static_cast<std::size_t>(std::llround(rate * static_cast<double>(totals[c])));
        table.counts[k + c] = totals[c] - table.counts[c];
    }
    const CountMask mask = mask_of(table, totals, outcome.hidden, smallest);
    for (std::size_t c = 0; c < k; ++c) {
        const double rate = outcome.means.clusters[c].mean;
        const bool extreme = rate < kLowRate || rate > kHighRate;
        if (outcome.hidden[c] != 0 || totals[c] == 0)
            continue;
        outcome.coded[c] = smallest > 1 && totals[c] < kCodedBelow && extreme;
        outcome.hidden[c] = outcome.coded[c] == 0 && (mask.at(0, c) || mask.at(1, c));
    }
}

std::optional<OutcomeFigures> outcome_of(const engine::Result& result, const Figures& figures) {
    const features::PreparedRows& rows = *result.prepared.rows;
    if (rows.outcome.empty())
        return std::nullopt;
    OutcomeFigures outcome;
    outcome.spec = rows.outcome_spec;
    outcome.means = analysis::means_of(rows.outcome, *result.clustering);
    std::vector<std::size_t> totals;
    for (const analysis::OutcomeMean& mean : outcome.means.clusters)
        totals.push_back(mean.rows);
    outcome.hidden = hide_small(totals, figures.smallest);
    outcome.coded.assign(totals.size(), 0);
    for (std::size_t c = 0; c < totals.size(); ++c)
        outcome.hidden[c] = outcome.hidden[c] != 0 || figures.hidden[c] != 0;
    outcome.rows_hidden = outcome.hidden;
    if (outcome.means.rate)
        hide_rates(outcome, totals, figures.smallest);
    return outcome;
}

} // namespace

double coded_rate(double rate) { return std::clamp(rate, kLowRate, kHighRate); }

CountMask mask_of(CountTable& table, const std::vector<std::size_t>& totals,
                  const std::vector<char>& hidden, std::size_t smallest) {
    table.totals_hidden = hidden;
    table.totals_hidden.resize(totals.size(), 0);
    CountMask mask = hide_small(table, smallest);
    for (std::size_t r = 0; r < table.rows; ++r)
        for (std::size_t c = 0; c < table.columns; ++c)
            if (hidden[c] != 0)
                mask.hidden[r * (table.columns + 1) + c] = 1;
    return mask;
}

Figures figures_of(const engine::Result& result, std::size_t smallest) {
    Figures figures;
    figures.smallest = smallest;
    figures.rows = result.rows();
    figures.sizes = result.clustering->sizes;
    figures.hidden = hide_small(figures.sizes, smallest);
    for (std::size_t c = 0; c < figures.k(); ++c)
        figures.names.push_back(result.name(static_cast<int>(c)));
    figures.numbers = numbers_of(result);
    for (const features::NamesSlot& slot : result.prepared.rows->names)
        figures.levels.push_back(level_figures(slot, *result.clustering, figures));
    figures.outcome = outcome_of(result, figures);
    return figures;
}

} // namespace cohortscope::report
