// Which rows a part of the clusters' charts stands for.
#include "plot/clusters/picked_parts.h"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "engine/pipeline.h"
#include "plot/clusters/profile_rows.h"
#include "sample/sample.h"
#include "support/fake_result.h"

using namespace cohortscope;
using engine::Shape;

TEST_CASE("a figure stands for the rows on its side of all rows' figure") {
    CHECK(plot::side_of("pay", 5, 3) == Shape{engine::NumberRange{"pay", 3, INFINITY}});
    CHECK(plot::side_of("pay", 3, 3) == Shape{engine::NumberRange{"pay", 3, INFINITY}});
    CHECK(plot::side_of("pay", 1, 3) == Shape{engine::NumberRange{"pay", -INFINITY, 3}});
    CHECK_FALSE(plot::side_of("pay", NAN, 3));
    CHECK_FALSE(plot::side_of("pay", 1, NAN));
    CHECK(plot::side_of_outcome("passed", true, 0.4, 0.3) == Shape{engine::Outcome{1.0}});
    CHECK(plot::side_of_outcome("passed", true, 0.2, 0.3) == Shape{engine::Outcome{0.0}});
    CHECK_FALSE(plot::side_of_outcome("passed", true, NAN, 0.3));
    CHECK(plot::side_of_outcome("mark", false, 40, 60) ==
          Shape{engine::NumberRange{"mark", -INFINITY, 60}});
}

TEST_CASE("a part of a bar stands for its name, the last one for all others") {
    analysis::ColumnSpread spread{"role", nullptr, analysis::NameShares{}};
    auto& shares = std::get<analysis::NameShares>(spread.what);
    shares.names = {"tester", "manager"};
    shares.all = {6, 3, 1};
    CHECK(plot::shape_of_part(spread, 0, 2) == Shape{engine::Name{"role", "tester"}});
    CHECK(plot::shape_of_part(spread, 1, -1) == Shape{engine::Name{"role", "manager"}});
    CHECK(plot::shape_of_part(spread, 2, 0) ==
          Shape{engine::OtherNames{"role", {"tester", "manager"}}});
    CHECK_FALSE(plot::shape_of_part(spread, 3, 0));
    CHECK_FALSE(plot::shape_of_part(spread, -1, 0));
}

TEST_CASE("a rate stands for the rows that have the outcome, a mean for its side") {
    analysis::OutcomeMeans means;
    means.rate = true;
    means.all.mean = 0.5;
    means.clusters.resize(2);
    means.clusters[0].mean = 0.2;
    means.clusters[1].mean = 0.7;
    analysis::ColumnSpread spread{"passed", nullptr, means};
    CHECK(plot::shape_of_part(spread, plot::kMeanPart, 0) == Shape{engine::Outcome{1.0}});
    CHECK(plot::shape_of_part(spread, plot::kMeanPart, -1) == Shape{engine::Outcome{1.0}});
    means.rate = false;
    spread.what = means;
    CHECK(plot::shape_of_part(spread, plot::kMeanPart, 0) ==
          Shape{engine::NumberRange{"passed", -INFINITY, 0.5}});
    CHECK(plot::shape_of_part(spread, plot::kMeanPart, 1) ==
          Shape{engine::NumberRange{"passed", 0.5, INFINITY}});
    spread.what = analysis::Distribution{};
    CHECK_FALSE(plot::shape_of_part(spread, 0, 0));
}

TEST_CASE("every cell of the profile stands for rows that can be looked up") {
    engine::Pipeline pipeline(std::make_shared<const data::Table>(sample::make_sample(3000, 5)));
    base::Progress progress;
    const auto result = pipeline.final_result({}, progress);
    const features::PreparedRows& rows = *result->prepared.rows;
    std::size_t cells = 0;
    for (const plot::ProfileRow& row : plot::profile_rows(*result))
        for (const plot::ProfileCell& cell : row.cells) {
            if (!cell.side)
                continue;
            ++cells;
            const std::size_t held = engine::rows_in(*result, *cell.side)->count();
            CHECK_MESSAGE(held > 0, row.label);
        }
    CHECK(cells > 20);
    // The logarithm of pay is said in pay, and holds the rows that its own values say.
    for (const auto& feature : result->prepared.features->columns) {
        if (feature->spec->encoding != schema::Encoding::logarithm)
            continue;
        const auto shape = plot::side_of_feature(*result, *feature, feature->mean + 0.1);
        REQUIRE(shape);
        CHECK(std::get<engine::NumberRange>(shape->what).column == feature->spec->from);
        const auto set = engine::rows_in(*result, *shape);
        const auto above = std::ranges::count_if(
            feature->values, [&](double value) { return value >= feature->mean; });
        CHECK(set->count() == static_cast<std::size_t>(above));
    }
    CHECK(rows.rows.size() == result->rows());
}

TEST_CASE("an indicator stands for its level, or for the others") {
    const auto result = tests::fake_result();
    const std::string column = result->prepared.rows->names.front().spec->name;
    auto spec = std::make_shared<schema::FeatureSpec>();
    spec->from = column;
    spec->encoding = schema::Encoding::one_hot;
    features::Feature feature;
    feature.spec = spec;
    feature.level = "north";
    feature.mean = 0.4;
    CHECK(plot::side_of_feature(*result, feature, 0.5) == Shape{engine::Name{column, "north"}});
    CHECK(plot::side_of_feature(*result, feature, 0.1) ==
          Shape{engine::OtherNames{column, {"north"}}});
}
