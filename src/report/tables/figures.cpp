#include "report/tables/figures.h"

#include <algorithm>
#include <cmath>

#include "plot/labels.h"
#include "report/tables/cells.h"
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

// Rates of `totals` rows each, some of which are not counted at all.
struct Rates {
    std::vector<double> rates; // 0 to 1
    std::vector<std::size_t> totals;
    std::vector<char> hidden;
};

// As a table of rows with and without, by cluster.
RateMask mask_rates(const Rates& of, std::size_t smallest) {
    const std::size_t k = of.totals.size();
    CountTable table{2, k, std::vector<std::size_t>(2 * k), {}};
    for (std::size_t c = 0; c < k; ++c) {
        const double rate = of.totals[c] > 0 ? of.rates[c] : 0.0;
        table.counts[c] =
            static_cast<std::size_t>(std::llround(rate * static_cast<double>(of.totals[c])));
        table.counts[k + c] = of.totals[c] - table.counts[c];
    }
    const CountMask mask = mask_of(table, of.totals, of.hidden, smallest);
    RateMask made{of.hidden, std::vector<char>(k, 0), mask.at(0, k) || mask.at(1, k)};
    for (std::size_t c = 0; c < k; ++c) {
        if (of.hidden[c] != 0 || of.totals[c] == 0)
            continue;
        const bool extreme = of.rates[c] < kLowRate || of.rates[c] > kHighRate;
        made.coded[c] = smallest > 1 && of.totals[c] < kCodedBelow && extreme;
        made.hidden[c] = made.coded[c] == 0 && (mask.at(0, c) || mask.at(1, c));
    }
    return made;
}

bool is_binary(const features::Column<double>& values) {
    return std::ranges::all_of(values, [](double value) { return value == 0.0 || value == 1.0; });
}

std::vector<NumberFigures> numbers_of(const engine::Result& result, const Figures& of) {
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
        figures.mean.hidden = of.hidden;
        if (is_binary(values)) {
            std::vector<double> rates;
            for (const analysis::NumberProfile& cluster : figures.clusters)
                rates.push_back(cluster.mean);
            figures.mean = mask_rates({rates, of.sizes, of.hidden}, of.smallest);
        }
        numbers.push_back(std::move(figures));
    };
    if (rows.has_measure)
        add(rows.measure_spec, rows.measure);
    for (const features::NumberSlot& slot : rows.numbers)
        if (slot.spec->role != schema::Role::category) // levels are profiled as such
            add(slot.spec, slot.values);
    return numbers;
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
    outcome.rows_hidden = hide_small(totals, figures.smallest);
    for (std::size_t c = 0; c < totals.size(); ++c)
        outcome.rows_hidden[c] = outcome.rows_hidden[c] != 0 || figures.hidden[c] != 0;
    outcome.mask.hidden = outcome.rows_hidden;
    if (outcome.means.rate) {
        std::vector<double> rates;
        for (const analysis::OutcomeMean& mean : outcome.means.clusters)
            rates.push_back(mean.mean);
        outcome.mask = mask_rates({rates, totals, outcome.rows_hidden}, figures.smallest);
    }
    return outcome;
}

} // namespace

Cell rate_cell(const RateMask& mask, std::size_t cluster, double rate) {
    const bool codes = mask.codes(cluster);
    return unless(mask.hides(cluster), codes ? std::clamp(rate, kLowRate, kHighRate) : rate);
}

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
    figures.numbers = numbers_of(result, figures);
    for (const features::NamesSlot& slot : result.prepared.rows->names)
        figures.levels.push_back(level_figures(slot, *result.clustering, figures));
    figures.outcome = outcome_of(result, figures);
    return figures;
}

} // namespace cohortscope::report
