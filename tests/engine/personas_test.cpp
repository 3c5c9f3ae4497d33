// Personas of whole results: the sample's at the default settings, and what knobs make of them.
#include "analysis/personas/personas.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "base/error.h"
#include "engine/edited_settings.h"
#include "engine/pipeline.h"
#include "engine/settings_difference.h"
#include "sample/kinds.h"
#include "sample/sample.h"
#include "schema/guess.h"

using namespace cohortscope;

namespace {

const std::set<std::string> kFive = {"mid-career generalists", "backend specialists",
                                     "experienced, modest pay", "frequent updaters",
                                     "senior leaders"};

engine::Pipeline& of_sample() {
    static engine::Pipeline pipeline(std::make_shared<const data::Table>(sample::make_sample()));
    return pipeline;
}

std::shared_ptr<const engine::Result> result_at(const std::vector<std::string>& assignments) {
    engine::Settings settings;
    settings.kmeans.restarts = 3;
    for (const std::string& assignment : assignments)
        engine::set_from_assignment(settings, assignment);
    base::Progress progress;
    return of_sample().final_result(settings, progress);
}

std::set<std::string> personas_at(const std::vector<std::string>& assignments) {
    std::set<std::string> names;
    for (const std::string& name : result_at(assignments)->persona_names)
        if (!name.empty())
            names.insert(name);
    return names;
}

} // namespace

TEST_CASE("the five published personas name the groups of the sample at the default settings") {
    CHECK(personas_at({}) == kFive);
    const auto result = result_at({});
    for (int cluster = 0; cluster < 5; ++cluster) {
        CHECK(result->name(cluster) == result->persona_names[static_cast<std::size_t>(cluster)]);
        CHECK(result->plain_name(cluster) ==
              result->profiles->clusters[static_cast<std::size_t>(cluster)].name);
    }
}

TEST_CASE("personas are lost when knobs move the numbers away") {
    CHECK(personas_at({"weight.ctc_update_count=0"}).count("frequent updaters") == 0);
    CHECK(personas_at({"weight.job_frequency=0"}).count("backend specialists") == 0);
    CHECK(personas_at({"rare_company_threshold=1"}).count("experienced, modest pay") == 0);
    CHECK(
        personas_at({"weight.years_of_experience=0", "weight.ctc_log=0"}).count("senior leaders") ==
        0);
    CHECK(personas_at({"kmeans.k=2"}).size() < 3);
    CHECK(personas_at({"kmeans.k=1"}).size() <= 1);
}

TEST_CASE("a threshold is a knob: it takes a name away and gives it back, and says so") {
    const std::string key = "rule.frequent_updaters.2"; // their mean number of updates
    CHECK(personas_at({key + "=5"}).count("frequent updaters") == 0);
    CHECK(personas_at({key + "=2"}).count("frequent updaters") == 1);
    engine::Settings settings;
    engine::set_from_text(settings, key, "5");
    CHECK(settings.thresholds.size() == 1);
    CHECK(engine::all_as_text(settings).ends_with(key + "=5\n"));
    CHECK(engine::settings_difference({}, settings) ==
          std::vector<std::string>{"frequent updaters: mean number of pay updates 2.5 → 5"});
    engine::set_from_text(settings, key, "2.5");
    CHECK(settings == engine::Settings());
    CHECK_THROWS_AS(engine::set_from_text(settings, key, "many"), base::Error);
    CHECK_THROWS_AS(engine::set_from_text(settings, "rule.nobody.1", "1"), base::Error);
}

TEST_CASE("a name given by hand wins over the persona") {
    engine::Result result = *result_at({});
    result.identity.given_name[0] = "my people";
    CHECK(result.name(0) == "my people");
    CHECK(result.plain_name(0) == "my people");
    CHECK(result.name(1) == result.persona_names[1]);
}

TEST_CASE("other rules take the place of the schema's, at their own thresholds") {
    engine::Settings settings;
    engine::set_from_text(settings, "rule.frequent_updaters.2", "5");
    schema::Rules rules;
    rules.name = "mine";
    rules.personas = {
        {"all", "all of them", {}, {{{schema::Fact::size, {}, ""}, true, 0.5, "many", ""}}, false}};
    const engine::Settings edited = engine::with_rules(settings, rules);
    CHECK(edited.schema->rules == rules);
    CHECK(edited.thresholds.empty());
    CHECK(engine::settings_difference({}, engine::with_rules({}, rules)) ==
          std::vector<std::string>{"rules learners → mine"});
}

TEST_CASE("groups of engagement have personas; a table without rules has none") {
    const sample::SampleKind* kind = sample::find_sample_kind("engagement");
    const auto table = std::make_shared<const data::Table>(kind->make(8000, 42));
    engine::Settings settings;
    settings.schema = schema::best_schema(*table);
    REQUIRE(settings.schema->name == "engagement");
    engine::Pipeline pipeline(table);
    base::Progress progress;
    const auto result = pipeline.final_result(settings, progress);
    CHECK(std::ranges::count(result->persona_names, "highly engaged") == 1);
    CHECK(std::ranges::count(result->persona_names, "disengaged") == 1);
    const auto plain = pipeline.final_result(engine::with_rules(settings, {}), progress);
    CHECK(plain->personas == nullptr);
    CHECK(plain->name(0) == plain->profiles->clusters[0].name);
}
