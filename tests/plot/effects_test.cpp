#include "plot/effects.h"

#include <set>

#include <doctest/doctest.h>

#include "engine/pipeline.h"
#include "support/learner_table.h"

using namespace cohortscope;
using plot::Effect;
using plot::EffectPart;

namespace {

std::vector<Effect> effects_under(const engine::Settings& settings) {
    engine::Pipeline pipeline(tests::random_table(2000, 5));
    base::Progress progress;
    return plot::effects_of(*pipeline.final_result(settings, progress));
}

std::size_t count_of(const std::vector<Effect>& effects, const std::string& key) {
    for (const Effect& effect : effects)
        if (effect.key == key)
            return std::get<std::size_t>(effect.value);
    FAIL(key);
    return 0;
}

} // namespace

TEST_CASE("every effect is said somewhere, and no key twice") {
    const std::vector<Effect> effects = effects_under({});
    std::set<std::string> keys;
    for (const Effect& effect : effects) {
        CHECK((!effect.key.empty() || !effect.line.empty()));
        if (!effect.key.empty())
            CHECK_MESSAGE(keys.insert(effect.key).second, effect.key);
    }
    CHECK(count_of(effects, "job_missing") ==
          count_of(effects, "job_imputed.same_learner") +
              count_of(effects, "job_imputed.same_company_and_experience") +
              count_of(effects, "job_imputed.same_company") +
              count_of(effects, "job_imputed.other"));
}

TEST_CASE("phrases of one part make one sentence") {
    std::vector<Effect> effects = {
        {EffectPart::numbers, "year", "a", "", std::size_t{3}, "", false, "3 invalid"},
        {EffectPart::filled_names, "role", "b", "", std::size_t{1}, "", false, "1 row"},
        {EffectPart::numbers, "year", "c", "", std::size_t{0}},
        {EffectPart::numbers, "age", "d", "", std::size_t{2}, "", false, "2 missing"}};
    CHECK(plot::sentence_of(effects, EffectPart::numbers) == "3 invalid, 2 missing");
    CHECK(plot::sentence_of(effects, EffectPart::numbers, "year") == "3 invalid");
    CHECK(plot::sentence_of(effects, EffectPart::names).empty());
}

TEST_CASE("pay that is not bounded has no sentence; dropped rows are not called raised") {
    engine::Settings settings;
    CHECK(plot::sentence_of(effects_under(settings), EffectPart::low_outliers).find("raised to") !=
          std::string::npos);
    engine::set_from_text(settings, "outliers.mode", "drop");
    CHECK(plot::sentence_of(effects_under(settings), EffectPart::low_outliers)
              .find("dropped below") != std::string::npos);
    engine::set_from_text(settings, "outliers.mode", "none");
    CHECK(plot::sentence_of(effects_under(settings), EffectPart::low_outliers).empty());
}
