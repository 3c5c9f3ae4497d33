// How much the clusters account for, by hand and against SciPy and pandas.
#include "analysis/effect_size/effect_size.h"

#include <doctest/doctest.h>

#include <cmath>

#include <nlohmann/json.hpp>

#include "analysis/spread/column_spread.h"
#include "support/analysis_cases.h"
#include "support/python_peer.h"

using namespace cohortscope;
using analysis::CodeCounts;

namespace {

struct Counted {
    CodeCounts counts;
    std::vector<std::uint32_t> rows_of_code;
    std::vector<std::size_t> sizes;
};

// table: codes × k.
Counted counted(const std::vector<std::vector<std::uint32_t>>& table) {
    const std::size_t k = table.front().size();
    Counted made{CodeCounts(table.size(), k, 1), {}, std::vector<std::size_t>(k)};
    for (std::size_t code = 0; code < table.size(); ++code) {
        made.rows_of_code.push_back(0);
        for (std::size_t cluster = 0; cluster < k; ++cluster) {
            made.counts.table(0)[code * k + cluster] = table[code][cluster];
            made.rows_of_code.back() += table[code][cluster];
            made.sizes[cluster] += table[code][cluster];
        }
    }
    return made;
}

double v_of(const std::vector<std::vector<std::uint32_t>>& table) {
    const Counted made = counted(table);
    return analysis::cramers_v(made.counts, made.rows_of_code, made.sizes);
}

double eta_of(std::vector<double> means, std::vector<std::size_t> sizes, double all, double std) {
    return analysis::eta_squared(means, sizes, all, std);
}

} // namespace

TEST_CASE("eta squared by hand: 1 2 3 and 7 8 9") {
    // Between: 6 · 9 = 54; all of it: 54 + 2 · 2 = 58.
    CHECK(eta_of({2, 8}, {3, 3}, 5, std::sqrt(58.0 / 6)) == doctest::Approx(54.0 / 58));
    CHECK(eta_of({5, 5}, {3, 3}, 5, 2) == 0.0);
    CHECK(eta_of({1, 3}, {1, 1}, 2, 1) == 1.0);
}

TEST_CASE("eta squared of a constant, of one cluster and of clusters without rows is none") {
    CHECK(std::isnan(eta_of({5, 5}, {3, 3}, 5, 0)));
    CHECK(std::isnan(eta_of({5}, {3}, 5, 1)));
    CHECK(std::isnan(eta_of({5, NAN}, {3, 0}, 5, 1)));
    CHECK(eta_of({2, NAN, 8}, {3, 0, 3}, 5, std::sqrt(58.0 / 6)) == doctest::Approx(54.0 / 58));
}

TEST_CASE("Cramer's V by hand, without its bias") {
    // Names and clusters go together wholly: φ² = 1, of n = 200 1/199 is chance, and r̃ = 2 − 1/199.
    CHECK(v_of({{100, 0}, {0, 100}}) ==
          doctest::Approx(std::sqrt((1 - 1.0 / 199) / (1 - 1.0 / 199))));
    // Not at all.
    CHECK(v_of({{50, 50}, {50, 50}}) == 0.0);
    // χ² = 40: φ² = 40/200.
    CHECK(v_of({{30, 70}, {70, 30}}) ==
          doctest::Approx(std::sqrt((0.16 - 1.0 / 199) / (1 - 1.0 / 199))));
    // Names that each have one row go with clusters by chance alone.
    std::vector<std::vector<std::uint32_t>> rare;
    for (int name = 0; name < 300; ++name)
        rare.push_back({name % 3 == 0 ? 1u : 0u, name % 3 == 1 ? 1u : 0u, name % 3 == 2 ? 1u : 0u});
    CHECK(v_of(rare) < 0.01);
}

TEST_CASE("codes and clusters without rows change no V") {
    const double v = v_of({{30, 70}, {70, 30}});
    CHECK(v_of({{30, 0, 70}, {0, 0, 0}, {70, 0, 30}}) == v);
    CHECK(std::isnan(v_of({{10, 20}})));
    CHECK(std::isnan(v_of({{10, 20}, {0, 0}})));
    CHECK(std::isnan(v_of({{10}, {20}})));
}

TEST_CASE("a profile tells the strength of every feature, name and the measure") {
    std::vector<test::Person> people;
    std::vector<analysis::Label> labels;
    for (int i = 0; i < 60; ++i) {
        const bool senior = i % 2 == 0;
        people.push_back({senior ? 20.0 : 2.0 + i % 3, 1.0 + i % 4, senior ? 2e6 : 5e5,
                          senior ? "analyst" : "clerk", i % 5 == 0 ? "acme" : "other"});
        labels.push_back(senior ? 1 : 0);
    }
    const analysis::Profiles profiles = test::profiles_of(people, labels, 2);
    const analysis::Strengths& strengths = profiles.strengths;
    REQUIRE(strengths.features.size() == 3);
    CHECK(strengths.features[0] > 0.98);
    CHECK(strengths.features[1] < 0.35);
    CHECK(strengths.features[2] == doctest::Approx(1.0));
    CHECK(strengths.measure == strengths.features[2]); // on the scale of its logarithm
    REQUIRE(strengths.names.size() == 2);
    CHECK(strengths.names[test::kRole] == doctest::Approx(1.0));
    CHECK(strengths.names[test::kCompany] < 0.2);
    CHECK(std::isnan(strengths.outcome));
}

TEST_CASE("strengths and intervals agree with SciPy and pandas") {
    base::Random random(7);
    nlohmann::json input;
    std::vector<double> etas, vs, lows, highs;
    for (int n : {12, 400, 5000}) {
        const int k = 2 + n % 3;
        const auto labels = test::random_labels(static_cast<std::size_t>(n), k, random);
        std::vector<double> values, means(static_cast<std::size_t>(k));
        std::vector<std::size_t> sizes(static_cast<std::size_t>(k));
        std::vector<std::vector<std::uint32_t>> table(
            7, std::vector<std::uint32_t>(static_cast<std::size_t>(k)));
        std::vector<int> codes;
        double all = 0.0;
        for (const analysis::Label label : labels) {
            values.push_back(random.uniform() * 10 + label);
            codes.push_back(static_cast<int>((random.below(7) + label) % 7));
            ++table[static_cast<std::size_t>(codes.back())][label];
            means[label] += values.back();
            ++sizes[label];
            all += values.back() / n;
        }
        double squares = 0.0;
        for (const double value : values)
            squares += (value - all) * (value - all);
        for (std::size_t cluster = 0; cluster < means.size(); ++cluster)
            means[cluster] /= static_cast<double>(sizes[cluster]);
        etas.push_back(eta_of(means, sizes, all, std::sqrt(squares / n)));
        vs.push_back(v_of(table));
        const analysis::Interval interval =
            analysis::means_of(values, test::clustering_of(labels, k)).all.interval;
        lows.push_back(interval.low);
        highs.push_back(interval.high);
        input.push_back({{"values", values}, {"labels", labels}, {"codes", codes}});
    }
    const auto answer =
        tests::ask_python("tests/bench/reference/effects.py", "scipy, pandas", input);
    if (!answer)
        return;
    for (std::size_t i = 0; i < etas.size(); ++i) {
        CAPTURE(i);
        CHECK(etas[i] == doctest::Approx(answer->at(i).at("eta_squared")).epsilon(1e-9));
        CHECK(vs[i] == doctest::Approx(answer->at(i).at("cramers_v")).epsilon(1e-9));
        CHECK(lows[i] == doctest::Approx(answer->at(i).at("low")).epsilon(1e-9));
        CHECK(highs[i] == doctest::Approx(answer->at(i).at("high")).epsilon(1e-9));
    }
}
