// Recipes of published analyses: they are settings of known schemas, and their groups find ours.
#include "engine/session/preset.h"

#include <doctest/doctest.h>

#include <cmath>

#include "base/error.h"
#include "support/analysed_sample.h"

using namespace cohortscope;

TEST_CASE("every recipe is settings of a known schema, and is known by them") {
    REQUIRE(engine::presets().size() == 2);
    for (const engine::Preset& preset : engine::presets()) {
        CAPTURE(preset.name);
        CHECK(&engine::preset_named(preset.name) == &preset);
        CHECK(engine::preset_of(preset.settings) == &preset);
        engine::Settings moved = preset.settings;
        moved.kmeans.seed = 7;
        moved.pca_x = 3;
        CHECK(engine::preset_of(moved) == &preset);
        moved.kmeans.k += 1;
        CHECK(engine::preset_of(moved) == nullptr);
        CHECK_FALSE(preset.differences.empty());
        CHECK(static_cast<int>(preset.groups.size()) == preset.settings.kmeans.k);
    }
    CHECK(engine::preset_of({}) == nullptr);
    CHECK_THROWS_AS(engine::preset_named("p9"), base::Error);
}

TEST_CASE("p1 drops rows without a company and outside of the percentiles") {
    const engine::Preset& p1 = engine::preset_named("p1");
    const schema::ColumnSpec* company = p1.settings.schema->find("company_hash");
    REQUIRE(company != nullptr);
    CHECK(company->fill.name == schema::NameFill::drop);
    CHECK(engine::text_of(*engine::find_field(*p1.settings.schema, "outliers.mode"), p1.settings) ==
          "drop");
    CHECK(*p1.rows == 201'641);
    CHECK(p1.groups[4].means.at("years_of_experience") == 17.5);
}

TEST_CASE("published groups are matched with those whose means are nearest") {
    const engine::Result& result = *tests::analysed_sample();
    engine::Preset preset;
    for (const int cluster : {3, 0, 4})
        preset.groups.push_back(
            {"g",
             "",
             std::nullopt,
             std::nullopt,
             {{"years_of_experience", *engine::mean_in(result, cluster, "years_of_experience")},
              {"ctc", *engine::mean_in(result, cluster, "ctc")},
              {"job_frequency", *engine::mean_in(result, cluster, "job_frequency")}}});
    CHECK(engine::matched_groups(preset, result) == std::vector<int>{3, 0, 4});
    preset.groups[0].persona = "mid-career generalists"; // a name weighs more than all means
    const std::vector<int> named = engine::matched_groups(preset, result);
    CHECK(result.persona_names[static_cast<std::size_t>(named[0])] == "mid-career generalists");
    for (engine::PublishedGroup& group : preset.groups)
        group.means.clear();
    CHECK(engine::matched_groups(preset, result) == std::vector<int>{0, 1, 2});
    preset.groups.resize(7);
    CHECK(engine::matched_groups(preset, result).back() == -1);
    CHECK_FALSE(engine::mean_in(result, 0, "height").has_value());
}
