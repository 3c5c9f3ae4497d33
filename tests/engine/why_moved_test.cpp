#include "engine/why_moved.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/flow_rows.h"
#include "engine/pipeline.h"
#include "features/encode.h"
#include "support/knob.h"
#include "support/learner_table.h"

using namespace cohortscope;
using engine::Result;
using engine::Settings;

namespace {

// Colours by the numbers of the clusters, but those given.
std::shared_ptr<const Result> analyse(engine::Pipeline& pipeline, const Settings& settings,
                                      std::vector<int> colours = {}) {
    base::Progress progress;
    auto result = std::make_shared<Result>(*pipeline.final_result(settings, progress));
    if (colours.empty()) {
        colours.resize(static_cast<std::size_t>(result->clustering->k));
        std::iota(colours.begin(), colours.end(), 0);
    }
    result->identity.colour = colours;
    result->identity.given_name.resize(colours.size());
    return result;
}

std::size_t place_of(const Result& result, std::uint32_t row) {
    const auto& rows = result.prepared.rows->rows;
    return static_cast<std::size_t>(std::lower_bound(rows.begin(), rows.end(), row) - rows.begin());
}

// The squared distance in the scaled, weighted space of doubles, column by column.
double squared_distance(const Result& result, std::uint32_t row, int cluster) {
    const std::size_t d = result.prepared.matrix->dimensions();
    double sum = 0.0;
    for (std::size_t i = 0; i < d; ++i) {
        const double value =
            features::scaled_value(*result.prepared.features->columns[i],
                                   *result.prepared.matrix->columns[i], place_of(result, row));
        const double off =
            value - result.clustering->centres[static_cast<std::size_t>(cluster) * d + i];
        sum += off * off;
    }
    return sum;
}

// Mean over the rows of the distance to one group less that to another.
double margin(const Result& result, const std::vector<std::uint32_t>& rows, int from, int to) {
    double sum = 0.0;
    for (const std::uint32_t row : rows)
        sum += squared_distance(result, row, from) - squared_distance(result, row, to);
    return sum / static_cast<double>(rows.size());
}

void check_sums(const engine::WhyMoved& why) {
    double sum = 0.0;
    for (const engine::MovedColumn& column : why.columns)
        sum += column.total();
    CHECK(sum == doctest::Approx(why.margin_now - why.margin_before).epsilon(1e-9));
}

} // namespace

TEST_CASE("the parts of the columns sum up to the change of the margin found by brute force") {
    engine::Pipeline pipeline(tests::random_table(3000, 11));
    Settings settings;
    settings.kmeans.k = 4;
    const auto before = analyse(pipeline, settings);
    std::vector<Settings> others(5, settings);
    others[0].weights["company_frequency"] = 0.0;
    test::turn(others[1], "rare_company_threshold", 120);
    others[2].scaler = features::Scaler::robust;
    others[3].clean.person_rows = features::PersonRows::last;
    others[4].kmeans.seed = 99;
    others[4].method = engine::Method::ward;
    for (const Settings& other : others) {
        const auto after = analyse(pipeline, other);
        for (int from = 0; from < 4; ++from)
            for (int to = 0; to < 4; ++to) {
                const auto why = engine::why_moved(*before, *after, from, to);
                const auto rows = engine::rows_of_flow(*before, *after, from, to);
                if (from == to || rows.empty()) {
                    CHECK(why.columns.empty());
                    continue;
                }
                CHECK(why.movers == rows.size());
                REQUIRE(why.is_change);
                CHECK(why.margin_before ==
                      doctest::Approx(margin(*before, rows, from, to)).epsilon(1e-4));
                CHECK(why.margin_now ==
                      doctest::Approx(margin(*after, rows, from, to)).epsilon(1e-4));
                check_sums(why);
                CHECK(why.words.size() >= 1);
                CHECK(why.words.size() <= 2);
                if (other.method == engine::Method::kmeans) { // rows are where they are nearest
                    CHECK(why.margin_before <= 1e-3);
                    CHECK(why.margin_now >= -1e-3);
                }
            }
    }
}

TEST_CASE("a feature that is muted now counts for nothing, and the other way round") {
    engine::Pipeline pipeline(tests::random_table(3000, 12));
    Settings settings;
    settings.kmeans.k = 3;
    for (const char* feature : {"years_of_experience", "ctc_update_count", "job_frequency"})
        settings.weights[feature] = 0.0;
    settings.weights["company_frequency"] = 3.0;
    Settings muted = settings;
    muted.weights["company_frequency"] = 0.0;
    const auto before = analyse(pipeline, settings), after = analyse(pipeline, muted);
    const auto flows = engine::count_flows(grouping_of(*before), grouping_of(*after));
    bool said = false, said_back = false;
    for (int from = 0; from < 3; ++from)
        for (int to = 0; to < 3; ++to) {
            if (from == to || flows.rows(from, to) == 0)
                continue;
            const auto why = engine::why_moved(*before, *after, from, to);
            for (const engine::MovedColumn& column : why.columns)
                if (column.feature->name == "company_frequency") {
                    CHECK(column.gain_now == 0.0);
                    CHECK(column.value == 0.0);
                    CHECK(column.groups == 0.0);
                }
            const auto has = [](const engine::WhyMoved& of, const char* words) {
                return std::ranges::find(of.words, words) != of.words.end();
            };
            said = said || has(why, "no weight is on rows at the same company any more");
            said_back = said_back || has(engine::why_moved(*after, *before, to, from),
                                         "there is weight on rows at the same company now");
        }
    CHECK(said);
    CHECK(said_back);
}

TEST_CASE("movers whose names became rare are told so") {
    // Three companies; the one of 6 rows becomes rare beside 40 rare rows.
    std::vector<std::string> lines;
    const auto add = [&](int rows, const std::string& company, int year) {
        for (int i = 0; i < rows; ++i)
            lines.push_back(company + ",m" + std::to_string(lines.size()) + "," +
                            std::to_string(year) + ",500000,dev,2020");
    };
    add(100, "large", 2010);
    add(6, "small", 2010);
    for (int i = 0; i < 40; ++i)
        add(1, "single " + std::to_string(i), 2010);
    engine::Pipeline pipeline(tests::table_of(lines));
    Settings settings;
    settings.kmeans.k = 2;
    for (const char* feature :
         {"years_of_experience", "ctc_update_count", "job_frequency", "ctc_log"})
        settings.weights[feature] = 0.0;
    test::turn(settings, "rare_company_threshold", 5);
    Settings rare = settings;
    test::turn(rare, "rare_company_threshold", 7);
    test::turn(settings, "rare_company_threshold", 1);
    const auto before = analyse(pipeline, settings);
    // The large company against all others, before and now; exchanged colours make them all movers.
    const auto after =
        analyse(pipeline, rare, {before->identity.colour[1], before->identity.colour[0]});
    const int small = before->clustering->labels[100], now = after->clustering->labels[100];
    REQUIRE(before->clustering->sizes[static_cast<std::size_t>(small)] == 46);
    const auto why = engine::why_moved(*before, *after, small, now);
    CHECK(why.movers == 46);
    check_sums(why);
    const auto column = std::ranges::find_if(why.columns, [](const engine::MovedColumn& of) {
        return of.feature->name == "company_frequency";
    });
    REQUIRE(column != why.columns.end());
    CHECK(column->rarity == engine::Rarity::became);
    CHECK(column->names->label == "company");
    CHECK(column->value_now == doctest::Approx(46.0 / 146.0));
    const auto other = engine::why_moved(*before, *after, 1 - small, 1 - now);
    for (const engine::MovedColumn& of : other.columns)
        CHECK(of.rarity == engine::Rarity::none);
}

TEST_CASE("of a new group the margin now says in what it is nearer") {
    engine::Pipeline pipeline(tests::random_table(2000, 13));
    Settings settings;
    settings.kmeans.k = 2;
    const auto before = analyse(pipeline, settings);
    settings.kmeans.k = 3;
    const auto after = analyse(pipeline, settings, {0, 7, 1});
    std::size_t movers = 0;
    for (int from = 0; from < 2; ++from) {
        const auto rows = engine::rows_of_flow(*before, *after, from, 1);
        const auto why = engine::why_moved(*before, *after, from, 1);
        CHECK(why.movers == rows.size());
        movers += rows.size();
        if (rows.empty())
            continue;
        CHECK_FALSE(why.is_change);
        const int kept = from == 0 ? 0 : 2; // the group of the same colour
        CHECK(why.margin_now == doctest::Approx(margin(*after, rows, kept, 1)).epsilon(1e-4));
        CHECK(why.margin_now >= 0.0);
        CHECK(why.margin_before == 0.0);
        check_sums(why);
        REQUIRE(why.words.size() == 2);
        CHECK(why.words[0] == "the group is new");
        CHECK(why.words[1].find(" they are nearer to it than to " + after->name(kept)) !=
              std::string::npos);
    }
    CHECK(movers == after->clustering->sizes[1]);
}

TEST_CASE("of a group that is gone the other heir is compared with") {
    engine::Pipeline pipeline(tests::random_table(2000, 13));
    Settings settings;
    settings.kmeans.k = 3;
    const auto before = analyse(pipeline, settings, {0, 7, 1});
    settings.kmeans.k = 2;
    const auto after = analyse(pipeline, settings);
    for (int to = 0; to < 2; ++to) {
        const auto why = engine::why_moved(*before, *after, 1, to);
        const auto rows = engine::rows_of_flow(*before, *after, 1, to);
        const auto others = engine::rows_of_flow(*before, *after, 1, 1 - to);
        CHECK_FALSE(why.is_change);
        if (rows.empty())
            continue;
        CHECK(why.words[0] == "their group is gone");
        if (others.empty()) // all went there: nothing to compare with
            CHECK(why.columns.empty());
        else
            CHECK(why.margin_now ==
                  doctest::Approx(margin(*after, rows, 1 - to, to)).epsilon(1e-4));
    }
}

TEST_CASE("rows that stayed or that one result does not use have no reason by columns") {
    engine::Pipeline pipeline(tests::random_table(500, 14));
    const auto result = analyse(pipeline, Settings());
    for (const auto& [from, to] : {std::pair{0, 0}, std::pair{engine::kNotUsed, 0},
                                   std::pair{0, engine::kNotUsed}, std::pair{0, 1}}) {
        const auto why = engine::why_moved(*result, *result, from, to);
        CHECK(why.movers == 0);
        CHECK(why.columns.empty());
        CHECK(why.words.empty());
    }
}
