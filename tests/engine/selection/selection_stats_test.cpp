#include "engine/selection/selection_stats.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <doctest/doctest.h>

#include "base/order_statistics.h"
#include "base/parallel.h"
#include "base/random.h"
#include "engine/pipeline.h"
#include "support/fake_result.h"
#include "support/learner_table.h"

using namespace cohortscope;
using engine::RowSet;
using engine::SelectionStats;

namespace {

std::shared_ptr<const engine::Result> analysed(std::size_t rows = 5000) {
    engine::Pipeline pipeline(tests::random_table(rows, 5));
    base::Progress progress;
    return pipeline.final_result({}, progress);
}

SelectionStats stats_of(const engine::Result& result, const RowSet& set) {
    const engine::Prepared& prepared = result.prepared;
    return engine::selection_stats(
        {*prepared.rows, *prepared.features, *prepared.measure_bins, *result.clustering}, set);
}

RowSet random_set(const engine::Result& result, std::uint64_t one_in) {
    base::Random random(11);
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < result.prepared.table->rows; ++row)
        if (random.below(one_in) == 0)
            rows.push_back(row);
    return RowSet::of(rows, result.prepared.table->rows);
}

// The measure of the rows of a cluster (−1: of all) that are in the set, or are not; ascending.
std::vector<double> measure_of(const engine::Result& result, const RowSet& set, int cluster,
                               bool selected) {
    std::vector<double> values;
    for (std::size_t i = 0; i < result.rows(); ++i)
        if ((cluster < 0 || result.clustering->labels[i] == cluster) &&
            set.contains(result.prepared.rows->rows[i]) == selected)
            values.push_back(result.prepared.rows->measure[i]);
    std::sort(values.begin(), values.end());
    return values;
}

void check_quartiles(const analysis::Quartiles& quartiles, const std::vector<double>& sorted) {
    if (sorted.empty()) {
        CHECK(std::isnan(quartiles.q1));
        CHECK(std::isnan(quartiles.median));
        CHECK(std::isnan(quartiles.q3));
        return;
    }
    const auto at = [&](double percent) {
        return base::percentile_at(sorted.size(), percent,
                                   [&](std::size_t i) { return sorted[i]; });
    };
    CHECK(quartiles.q1 == at(25));
    CHECK(quartiles.median == at(50));
    CHECK(quartiles.q3 == at(75));
}

void check_share(const engine::Result& result, const RowSet& set, int cluster,
                 const engine::SelectedShare& share) {
    CAPTURE(cluster);
    const std::vector<double> selected = measure_of(result, set, cluster, true),
                              rest = measure_of(result, set, cluster, false);
    CHECK(share.selected == selected.size());
    CHECK(share.rows == selected.size() + rest.size());
    check_quartiles(share.measure, selected);
    check_quartiles(share.rest_measure, rest);
    const features::PreparedRows& rows = *result.prepared.rows;
    std::vector<std::uint32_t> bins(share.bins.size(), 0);
    for (std::size_t i = 0; i < result.rows(); ++i)
        if ((cluster < 0 || result.clustering->labels[i] == cluster) && set.contains(rows.rows[i]))
            ++bins[static_cast<std::size_t>(result.prepared.measure_bins->bin(i))];
    CHECK(share.bins == bins);
    const auto equal_to = [&](std::uint32_t row) {
        return static_cast<std::size_t>(
            std::count(selected.begin(), selected.end(), rows.measure[row]));
    };
    CHECK(share.at_lowest == equal_to(rows.by_measure.front()));
    CHECK(share.at_highest == equal_to(rows.by_measure.back()));
}

void check_all_shares(const engine::Result& result, const RowSet& set) {
    const SelectionStats stats = stats_of(result, set);
    check_share(result, set, -1, stats.all);
    REQUIRE(stats.clusters.size() == static_cast<std::size_t>(result.clustering->k));
    double shares = 0.0;
    for (int cluster = 0; cluster < result.clustering->k; ++cluster) {
        const auto& share = stats.clusters[static_cast<std::size_t>(cluster)];
        check_share(result, set, cluster, share);
        shares += share.share_of_selection;
    }
    CHECK(shares == doctest::Approx(stats.all.selected > 0 ? 1.0 : 0.0));
    CHECK(stats.selected == set.count());
    CHECK(stats.unused + stats.all.selected == stats.selected);
}

double mean_where(const engine::Result& result, const RowSet& set, bool selected,
                  const features::Column<double>& values) {
    double sum = 0.0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < result.rows(); ++i)
        if (set.contains(result.prepared.rows->rows[i]) == selected && !std::isnan(values[i])) {
            sum += values[i];
            ++count;
        }
    return sum / static_cast<double>(count);
}

} // namespace

TEST_CASE("rows, bins and quartiles of the selected and the rest are those of a count by hand") {
    const auto result = analysed();
    for (const std::uint64_t one_in : {2u, 7u, 2000u})
        check_all_shares(*result, random_set(*result, one_in));
    check_all_shares(*result, RowSet(result->prepared.table->rows));
    check_all_shares(*result, RowSet::all(result->prepared.table->rows));
}

TEST_CASE("as many clusters as there may be, and a cluster without rows") {
    auto result = std::make_shared<engine::Result>(*tests::fake_result({5, 3000}));
    auto clustering = std::make_shared<analysis::Clustering>(*result->clustering);
    clustering->k = analysis::kMaximumClusters;
    for (std::size_t i = 0; i < clustering->labels.size(); ++i)
        clustering->labels[i] = static_cast<analysis::Label>(i * 7 % 49); // none in the last
    result->clustering = clustering;
    check_all_shares(*result, random_set(*result, 3));
}

TEST_CASE("with every row selected the numbers are those of the profile") {
    const auto result = analysed();
    const SelectionStats stats = stats_of(*result, RowSet::all(result->prepared.table->rows));
    const analysis::Profiles& profiles = *result->profiles;
    CHECK(stats.unused == result->prepared.table->rows - result->rows());
    CHECK(stats.all.share == 1.0);
    CHECK(stats.measure_mean.selected == doctest::Approx(profiles.all.measure_mean));
    CHECK(std::isnan(stats.measure_mean.rest));
    for (std::size_t c = 0; c < profiles.clusters.size(); ++c) {
        const analysis::ClusterProfile& profile = profiles.clusters[c];
        CHECK(stats.clusters[c].bins == profile.histogram);
        CHECK(stats.clusters[c].measure.median == profile.measure_median);
        CHECK(stats.clusters[c].at_lowest == profile.at_lowest);
        CHECK(stats.clusters[c].at_highest == profile.at_highest);
        CHECK(stats.clusters[c].share_of_selection == doctest::Approx(profile.share));
    }
    for (std::size_t slot = 0; slot < stats.top_names.size(); ++slot) {
        const auto& expected = profiles.all.top_names[slot];
        REQUIRE(stats.top_names[slot].size() == expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            CHECK(stats.top_names[slot][i].name == expected[i].name);
            CHECK(stats.top_names[slot][i].selected == expected[i].count);
            CHECK(stats.top_names[slot][i].rows == expected[i].count);
        }
    }
}

TEST_CASE("means of the features and of the measure, selected and rest") {
    const auto result = analysed();
    const RowSet set = random_set(*result, 4);
    const SelectionStats stats = stats_of(*result, set);
    const auto& columns = result->prepared.features->columns;
    REQUIRE(stats.feature_means.size() == columns.size());
    for (std::size_t f = 0; f < columns.size(); ++f) {
        CHECK(stats.feature_means[f].selected ==
              doctest::Approx(mean_where(*result, set, true, columns[f]->values)));
        CHECK(stats.feature_means[f].rest ==
              doctest::Approx(mean_where(*result, set, false, columns[f]->values)));
    }
    CHECK(stats.measure_mean.selected ==
          doctest::Approx(mean_where(*result, set, true, result->prepared.rows->measure)));
    CHECK(stats.selection == set.fingerprint());
}

TEST_CASE("the top names are those of the selected rows, with their rows of all") {
    const auto result = analysed();
    const RowSet set = random_set(*result, 6);
    const SelectionStats stats = stats_of(*result, set);
    const features::NamesSlot& slot = result->prepared.rows->names[1];
    std::map<std::int32_t, std::size_t> counts;
    for (std::size_t i = 0; i < result->rows(); ++i)
        if (set.contains(result->prepared.rows->rows[i]))
            ++counts[slot.text.codes[i]];
    std::vector<std::pair<std::int32_t, std::size_t>> expected(counts.begin(), counts.end());
    std::stable_sort(expected.begin(), expected.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    expected.resize(std::min<std::size_t>(expected.size(), analysis::kTopNames));
    REQUIRE(stats.top_names.at(1).size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const engine::SelectedName& name = stats.top_names[1][i];
        CHECK(name.name == (*slot.text.names)[expected[i].first]);
        CHECK(name.selected == expected[i].second);
        CHECK(name.rows == slot.name_rows[static_cast<std::size_t>(expected[i].first)]);
        CHECK(name.share_of_selection ==
              doctest::Approx(double(name.selected) / double(stats.all.selected)));
        CHECK(name.share_of_all == doctest::Approx(double(name.rows) / double(result->rows())));
    }
}

TEST_CASE("outcomes count where they are known") {
    auto result = std::make_shared<engine::Result>(*tests::fake_result());
    const RowSet set = random_set(*result, 3);
    CHECK(stats_of(*result, set).outcome_selected == 0);
    CHECK(std::isnan(stats_of(*result, set).outcome_mean.selected));
    auto rows = std::make_shared<features::PreparedRows>(*result->prepared.rows);
    std::vector<double> outcome;
    for (std::size_t i = 0; i < result->rows(); ++i)
        outcome.push_back(i % 5 == 4 ? NAN : i % 2 == 0 ? 1.0 : 0.0);
    rows->outcome = outcome;
    result->prepared.rows = rows;
    const SelectionStats stats = stats_of(*result, set);
    CHECK(stats.outcome_mean.selected ==
          doctest::Approx(mean_where(*result, set, true, rows->outcome)));
    CHECK(stats.outcome_mean.rest ==
          doctest::Approx(mean_where(*result, set, false, rows->outcome)));
    CHECK(stats.outcome_selected + stats.outcome_rest == result->rows() * 4 / 5);
}

TEST_CASE("nothing selected has no mean and no name, and its rest is everything") {
    const auto result = analysed();
    const SelectionStats stats = stats_of(*result, RowSet());
    CHECK(stats.all.selected == 0);
    CHECK(stats.all.share == 0.0);
    CHECK(stats.all.share_of_selection == 0.0);
    CHECK(std::isnan(stats.feature_means[0].selected));
    CHECK(stats.feature_means[0].rest ==
          doctest::Approx(result->prepared.features->columns[0]->mean));
    CHECK(stats.all.rest_measure.median == result->profiles->all.measure_median);
    for (const auto& names : stats.top_names)
        CHECK(names.empty());
}

TEST_CASE("threads change no bit of the statistics") {
    const auto result = analysed(30'000);
    const RowSet set = random_set(*result, 3);
    const SelectionStats many = stats_of(*result, set);
    const base::ThreadLimit limit(1);
    const SelectionStats one = stats_of(*result, set);
    for (std::size_t f = 0; f < many.feature_means.size(); ++f) {
        CHECK(many.feature_means[f].selected == one.feature_means[f].selected);
        CHECK(many.feature_means[f].rest == one.feature_means[f].rest);
    }
    CHECK(many.measure_mean.selected == one.measure_mean.selected);
    for (std::size_t c = 0; c < many.clusters.size(); ++c) {
        CHECK(many.clusters[c].bins == one.clusters[c].bins);
        CHECK(many.clusters[c].measure.median == one.clusters[c].measure.median);
    }
}
