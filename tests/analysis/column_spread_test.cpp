// How one column lies in each cluster: quartiles, bins, shares and rates, by hand.
#include "analysis/spread/column_spread.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/contrast/share_contrast.h"
#include "base/random.h"
#include "features/steps/bound_measure.h"
#include "support/analysis_cases.h"

using namespace cohortscope;
using namespace cohortscope::analysis;

namespace {

Distribution spread_of(const std::vector<double>& values, std::vector<Label> labels, int k,
                       bool logarithmic = false) {
    return distribution_of(values, order_number(values, logarithmic),
                           test::clustering_of(std::move(labels), k));
}

std::size_t rows_in(const NumberSpread& spread) {
    return std::accumulate(spread.histogram.begin(), spread.histogram.end(), std::size_t{0});
}

} // namespace

TEST_CASE("a number's spread by hand: whole numbers have a bin each") {
    const Distribution made = spread_of({0, 1, 1, 2, 5, 5}, {0, 0, 0, 1, 1, 1}, 2);
    CHECK(made.axis.low == -0.5);
    CHECK(made.axis.step == 1.0);
    CHECK(made.axis.bins == 6);
    CHECK(made.clusters[0].histogram == std::vector<std::uint32_t>{1, 2, 0, 0, 0, 0});
    CHECK(made.clusters[1].histogram == std::vector<std::uint32_t>{0, 0, 1, 0, 0, 2});
    CHECK(made.clusters[0].median == 1.0);
    CHECK(made.clusters[0].q1 == 0.5);
    CHECK(made.clusters[1].q1 == 3.5);
    CHECK(made.all.median == 1.5);
    CHECK(made.clusters[0].at_lowest == 1);
    CHECK(made.clusters[1].at_highest == 2);
    CHECK(made.all.at_highest == 2);
}

TEST_CASE("quartiles are exact and no row is lost, on either axis, whatever the values") {
    base::Random random(3);
    for (const bool logarithmic : {false, true})
        for (const double size : {1.0, 1e-6, 1e12}) {
            std::vector<double> values;
            for (int i = 0; i < 20'000; ++i)
                values.push_back(size * std::exp(3 * random.normal()));
            const auto labels = test::random_labels(values.size(), 4, random);
            const Distribution made = spread_of(values, labels, 4, logarithmic);
            CHECK(made.axis.logarithmic == logarithmic);
            for (std::size_t cluster = 0; cluster < 4; ++cluster) {
                std::vector<double> own;
                for (std::size_t row = 0; row < values.size(); ++row)
                    if (labels[row] == cluster)
                        own.push_back(values[row]);
                std::sort(own.begin(), own.end());
                CHECK(made.clusters[cluster].rows == own.size());
                CHECK(rows_in(made.clusters[cluster]) == own.size());
                CHECK(made.clusters[cluster].q1 == features::percentile(own, 25));
                CHECK(made.clusters[cluster].median == features::percentile(own, 50));
                CHECK(made.clusters[cluster].q3 == features::percentile(own, 75));
            }
            CHECK(rows_in(made.all) == values.size());
        }
}

TEST_CASE("an axis is no logarithm where a value is 0 or less") {
    CHECK_FALSE(spread_of({0, 1, 10}, {0, 0, 1}, 2, true).axis.logarithmic);
    CHECK(spread_of({1, 10, 100}, {0, 0, 1}, 2, true).axis.logarithmic);
}

TEST_CASE("a constant and a single row have one bin, and a cluster without rows has none") {
    const Distribution same = spread_of({7, 7, 7}, {0, 0, 0}, 2);
    CHECK(same.axis.bins == 1);
    CHECK(same.clusters[0].median == 7.0);
    CHECK(same.clusters[1].rows == 0);
    CHECK(spread_of({3}, {0}, 1).all.median == 3.0);
}

TEST_CASE("the spread of the measure is what its profile has") {
    std::vector<test::Person> people;
    base::Random random(5);
    for (int i = 0; i < 900; ++i)
        people.push_back({5, 1, std::round(1e5 + 1e6 * random.uniform())});
    const auto labels = test::random_labels(people.size(), 3, random);
    const Profiles profiles = test::profiles_of(people, labels, 3);
    const features::PreparedRows rows = test::rows_of(people);
    const Distribution made = distribution_of(rows.measure, order_number(rows.measure, true),
                                              test::clustering_of(labels, 3));
    CHECK(made.axis.low == profiles.measure_axis.low);
    for (std::size_t cluster = 0; cluster < 3; ++cluster) {
        CHECK(made.clusters[cluster].histogram == profiles.clusters[cluster].histogram);
        CHECK(made.clusters[cluster].median == profiles.clusters[cluster].measure_median);
        CHECK(made.clusters[cluster].at_highest == profiles.clusters[cluster].at_highest);
    }
}

TEST_CASE("names: the six most frequent of all rows, the rest together") {
    std::vector<std::string> names;
    std::vector<Label> labels;
    const auto add = [&](const std::string& name, int rows, Label label) {
        names.insert(names.end(), static_cast<std::size_t>(rows), name);
        labels.insert(labels.end(), static_cast<std::size_t>(rows), label);
    };
    add("b", 9, 0);
    add("a", 5, 1);
    add("a", 4, 0);
    for (const char* rare : {"c", "d", "e", "f", "g", "h"})
        add(rare, 2, 1);
    const NameShares made =
        shares_of(test::names_slot("job_position", names), test::clustering_of(labels, 2));
    CHECK(made.names == std::vector<std::string>{"a", "b", "c", "d", "e", "f"});
    CHECK(made.other_names == 2);
    CHECK(made.all == std::vector<std::size_t>{9, 9, 2, 2, 2, 2, 4});
    CHECK(made.clusters[0] == std::vector<std::size_t>{4, 9, 0, 0, 0, 0, 0});
    CHECK(made.clusters[1] == std::vector<std::size_t>{5, 0, 2, 2, 2, 2, 4});
}

TEST_CASE("names in the order of the schema's levels, where they are few") {
    features::NamesSlot slot = test::names_slot("job_position", {"low", "high", "high", "middle"});
    auto spec = std::make_shared<schema::ColumnSpec>(*slot.spec);
    spec->levels = {"low", "middle", "high"};
    slot.spec = spec;
    const NameShares made = shares_of(slot, test::clustering_of({0, 0, 1, 1}, 2));
    CHECK(made.names == spec->levels);
    CHECK(made.other_names == 0);
    CHECK(made.all == std::vector<std::size_t>{1, 1, 2});
}

TEST_CASE("an outcome of 0 and 1 is a rate, others a mean; missing ones do not count") {
    const double none = NAN;
    const std::vector<double> yes = {1, 0, none, 1, 1, none};
    const OutcomeMeans rates = means_of(yes, test::clustering_of({0, 0, 0, 1, 1, 2}, 3));
    CHECK(rates.rate);
    CHECK(rates.all.rows == 4);
    CHECK(rates.all.mean == 0.75);
    CHECK(rates.clusters[0].mean == 0.5);
    CHECK(rates.clusters[0].interval.low == wilson(1, 2).low);
    CHECK(rates.clusters[2].rows == 0);
    CHECK(std::isnan(rates.clusters[2].mean));
    const std::vector<double> marks = {2, 4, 6, 9, none};
    const OutcomeMeans means = means_of(marks, test::clustering_of({0, 0, 0, 1, 1}, 2));
    CHECK_FALSE(means.rate);
    CHECK(means.clusters[0].mean == 4.0);
    CHECK(means.clusters[0].interval.low == doctest::Approx(4 - 4.302652730 * 2 / std::sqrt(3.0)));
    CHECK(std::isnan(means.clusters[1].interval.low)); // one row
    CHECK(means.low == 2.0);
    CHECK(means.high == 9.0);
}
