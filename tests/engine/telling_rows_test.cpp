#include "engine/telling_rows.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "engine/asked_row.h"
#include "engine/unused_rows.h"
#include "engine/why_row.h"
#include "support/knob.h"
#include "support/learner_table.h"
#include "support/why_tables.h"

using namespace cohortscope;
using engine::Result;
using engine::Telling;

namespace {

using Analysed = std::shared_ptr<const Result>;

Analysed pupils(int k, engine::Method method = engine::Method::kmeans) {
    engine::Settings settings;
    settings.schema = tests::every_encoding();
    settings.kmeans.k = k;
    settings.kmeans.restarts = 2;
    settings.method = method;
    return tests::analysed(tests::table_of_pupils(400, 4), settings);
}

// From a row of the matrix to a centre, column by column.
double squared(const Result& result, std::size_t row, int cluster) {
    const auto& columns = result.prepared.matrix->columns;
    double sum = 0.0;
    for (std::size_t d = 0; d < columns.size(); ++d) {
        const double value = static_cast<double>(columns[d]->values[row]) + columns[d]->offset;
        const double centre =
            result.clustering->centres[static_cast<std::size_t>(cluster) * columns.size() + d];
        sum += (value - centre) * (value - centre);
    }
    return sum;
}

double margin(const Result& result, std::size_t row, int own) {
    double other = std::numeric_limits<double>::infinity();
    for (int cluster = 0; cluster < result.clustering->k; ++cluster)
        if (cluster != own)
            other = std::min(other, squared(result, row, cluster));
    return std::fabs(other - squared(result, row, own));
}

std::uint32_t by_force(const Result& result, int cluster, Telling telling) {
    double best = std::numeric_limits<double>::infinity();
    std::size_t found = 0;
    for (std::size_t row = 0; row < result.rows(); ++row) {
        if (result.clustering->labels[row] != cluster)
            continue;
        const double score = telling == Telling::edge      ? margin(result, row, cluster)
                             : telling == Telling::typical ? squared(result, row, cluster)
                                                           : -squared(result, row, cluster);
        if (score < best) {
            best = score;
            found = row;
        }
    }
    return static_cast<std::uint32_t>(found);
}

std::uint32_t told(const Result& result, int cluster, Telling telling) {
    base::Progress progress;
    const auto row = engine::telling_row(result, cluster, telling, progress);
    REQUIRE(row.has_value());
    return *row;
}

constexpr Telling kAll[] = {Telling::typical, Telling::edge, Telling::far_out};

} // namespace

TEST_CASE("the telling rows of every group are those that all rows one by one give") {
    for (const Analysed& result : {pupils(4), pupils(3, engine::Method::ward)})
        for (int cluster = 0; cluster < result->clustering->k; ++cluster)
            for (const Telling telling : kAll)
                CHECK(told(*result, cluster, telling) == by_force(*result, cluster, telling));
}

TEST_CASE("the row on the edge has the least sum of pulls on its card") {
    const Analysed result = pupils(4);
    const engine::WhyRow edge = engine::why_row(*result, told(*result, 1, Telling::edge));
    CHECK(edge.cluster == 1);
    const double least = edge.other_squared - edge.own_squared;
    for (std::uint32_t position = 0; position < result->rows(); ++position) {
        const engine::WhyRow row = engine::why_row(*result, position);
        if (row.cluster == 1)
            CHECK(row.other_squared - row.own_squared >= least - 1e-4);
    }
}

TEST_CASE("of equal rows the first is told") {
    const Analysed result =
        tests::analysed(tests::table_of({"a,m1,2010,100000,dev,2019", "b,m2,2000,900000,ops,2020",
                                         "a,m3,2010,100000,dev,2019", "b,m4,2000,900000,ops,2020",
                                         "a,m5,2010,100000,dev,2019"}),
                        [] {
                            engine::Settings settings;
                            settings.kmeans.k = 2;
                            return settings;
                        }());
    for (const Telling telling : kAll) {
        CHECK(told(*result, result->clustering->labels[0], telling) == 0);
        CHECK(told(*result, result->clustering->labels[1], telling) == 1);
    }
}

TEST_CASE("one group alone has no edge, and who cancels gets nothing") {
    base::Progress progress;
    const Analysed result = pupils(1);
    CHECK_FALSE(engine::telling_row(*result, 0, Telling::edge, progress));
    CHECK(engine::telling_row(*result, 0, Telling::far_out, progress));
    progress.cancel();
    CHECK_THROWS_AS(engine::telling_row(*result, 0, Telling::typical, progress), base::Cancelled);
}

TEST_CASE("an answer has the silhouette of the row in question and the row that was to be found") {
    Result result = *pupils(3);
    result.serial = 7;
    result.identity.colour = {4, 0, 2};
    base::Progress progress;
    engine::Asking asking;
    asking.row = result.prepared.rows->rows[5];
    asking.of = 7;
    engine::Answer answer = engine::answer_to(asking, result, {}, progress);
    CHECK(answer.row == asking.row);
    CHECK(answer.of == 7);
    CHECK(answer.silhouette == engine::silhouette_of(result, 5, progress));
    CHECK_FALSE(answer.found);
    asking.serial = 1;
    asking.telling = Telling::far_out;
    asking.colour = 0;
    answer = engine::answer_to(asking, result, answer, progress);
    CHECK(answer.serial == 1);
    CHECK(answer.found == result.prepared.rows->rows[told(result, 1, Telling::far_out)]);
    CHECK(answer.row == asking.row);
    asking.colour = 9; // no group has it
    asking.serial = 2;
    asking.row = 100'000; // nor has the table such a row
    answer = engine::answer_to(asking, result, answer, progress);
    CHECK_FALSE(answer.found);
    CHECK_FALSE(answer.row);
}

TEST_CASE("why cleaning left a row out is said as far as it is known") {
    const auto table = tests::table_of({"a,m1,2010,100000,dev,2019", "a,m1,2010,100000,dev,2019",
                                        "b,m2,2012,200000,dev,2020", "c,m3,2014,,ops,2021",
                                        "d,m4,2015,400000,ops,2021", "a,m5,2001,900000,dev,2020",
                                        "a,m6,2003,300000,dev,2020"});
    engine::Settings settings;
    settings.kmeans.k = 2;
    test::turn(settings, "outliers.mode", "drop");
    test::turn(settings, "outliers.high", 80.0);
    const Analysed result = tests::analysed(table, settings);
    CHECK(engine::why_unused(*result, 2).empty()); // it is used
    CHECK(engine::why_unused(*result, 1) == "it repeats another row");
    CHECK(engine::why_unused(*result, 3) == "it has no pay");
    CHECK(engine::why_unused(*result, 5) == "its pay is an outlier");
}

TEST_CASE("a row that a number's outlier leaves out says which number") {
    auto schema = std::make_shared<schema::Schema>(*tests::every_encoding());
    for (schema::ColumnSpec& column : schema->columns)
        if (column.name == "time")
            column.outliers.mode = schema::OutlierMode::drop;
    engine::Settings settings;
    settings.schema = schema;
    settings.kmeans.k = 2;
    const Analysed result = tests::analysed(tests::table_of_pupils(200, 4), settings);
    const auto& cleaned = result->prepared.cleaned->rows;
    const auto& used = result->prepared.rows->rows;
    std::size_t left_out = 0;
    for (const std::uint32_t row : cleaned)
        if (!std::ranges::binary_search(used, row)) {
            CHECK(engine::why_unused(*result, row) == "its time is an outlier");
            ++left_out;
        }
    CHECK(left_out > 0);
}
