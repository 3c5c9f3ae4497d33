#include "engine/knob_effect.h"

#include <algorithm>

#include <limits>

#include <doctest/doctest.h>

#include "engine/labels_agreement.h"
#include "engine/pipeline.h"
#include "sample/sample.h"
#include "schema/bind.h"
#include "support/knob.h"
#include "support/learner_table.h"

using namespace cohortscope;
using namespace cohortscope::engine;

namespace {

std::shared_ptr<const Result> result_of(Pipeline& pipeline, const Settings& settings) {
    base::Progress progress;
    return pipeline.final_result(settings, progress);
}

schema::Bound bound_to(std::shared_ptr<const data::Table> table) {
    return schema::bind(schema::known_schemas().front(), std::move(table));
}

// Settings in which every path of the table is cut, one after another.
std::vector<Settings> settings_with_idle_knobs() {
    std::vector<Settings> list(5);
    list[0].weights = {{"company_frequency", 0.0}};
    list[1].weights = {{"job_frequency", 0.0}};
    list[2].weights = {{"years_of_experience", 0.0}, {"job_frequency", 0.0}};
    list[3].weights = {{"ctc_log", 0.0}, {"years_of_experience", 0.0}};
    test::turn(list[3], "impute.role", "other");
    list[4].method = Method::ward;
    for (Settings& settings : list)
        settings.kmeans.restarts = 2;
    return list;
}

// Another value of the knob, far from the present one.
double other_value(const Field& field, const Settings& settings) {
    const double now = field.get(settings);
    if (field.key == "reference_year")
        return now - 12;
    if (field.key == "clean.first_year")
        return now + 35;
    if (field.key == "rare_company_threshold" || field.key == "rare_role_threshold")
        return now + 40;
    if (field.key == "outliers.low")
        return now + 4;
    if (field.key == "outliers.high")
        return now - 4;
    if (field.kind == FieldKind::choice) {
        // Rows that are dropped are missed by every feature.
        const bool drops = field.choices.back() == "drop";
        return now > 0 ? 0 : static_cast<double>(field.choices.size() - (drops ? 2 : 1));
    }
    return field.key == "kmeans.tolerance" ? 0.5 : now + 3;
}

} // namespace

TEST_CASE("a knob that is said to be idle changes no group") {
    Pipeline pipeline(std::make_shared<const data::Table>(sample::make_sample(3000)));
    std::size_t tried = 0;
    for (const Settings& settings : settings_with_idle_knobs()) {
        const auto before = result_of(pipeline, settings);
        for (const Field& field : fields(settings)) {
            if (!idle_knob(field.key, settings))
                continue;
            Settings turned = settings;
            field.set(turned, other_value(field, settings));
            REQUIRE(!(turned == settings));
            const auto after = result_of(pipeline, turned);
            CAPTURE(field.key);
            CHECK(labels_agreement(*before->prepared.rows, *before->clustering,
                                   *after->prepared.rows, *after->clustering) == 1.0);
            ++tried;
        }
    }
    CHECK(tried >= 14);
}

TEST_CASE("a knob is idle only while what it acts through is muted") {
    Settings settings;
    for (const Field& field : fields(settings))
        CHECK_MESSAGE(!idle_knob(field.key, settings), field.key);
    settings.weights["company_frequency"] = 0.0;
    REQUIRE(idle_knob("rare_company_threshold", settings));
    CHECK_FALSE(idle_knob("rare_role_threshold", settings));
    wake_knob(*idle_knob("rare_company_threshold", settings), settings);
    CHECK(settings == Settings{});
    // Missing roles are taken from rows of the same experience: years reach the groups by roles.
    settings.weights["years_of_experience"] = 0.0;
    CHECK_FALSE(idle_knob("reference_year", settings));
    test::turn(settings, "impute.role", "other");
    CHECK(idle_knob("reference_year", settings));
    settings = {};
    settings.weights["ctc_log"] = 0.0;
    CHECK(idle_knob("outliers.low", settings));
    test::turn(settings, "outliers.mode", "drop");
    CHECK_FALSE(idle_knob("outliers.low", settings));
    settings.method = Method::ward;
    CHECK(idle_knob("seed", settings));
    wake_knob(*idle_knob("seed", settings), settings);
    CHECK(settings.method == Method::kmeans);
}

TEST_CASE("a knob that is not idle does change the groups") {
    Pipeline pipeline(std::make_shared<const data::Table>(sample::make_sample(3000)));
    Settings settings;
    settings.weights["years_of_experience"] = 0.0;
    const auto before = result_of(pipeline, settings);
    test::turn(settings, "rare_company_threshold", 45);
    const auto after = result_of(pipeline, settings);
    CHECK(labels_agreement(*before->prepared.rows, *before->clustering, *after->prepared.rows,
                           *after->clustering) < 1.0);
}

TEST_CASE("knobs that work on a column which the file lacks are known, and they change no group") {
    std::vector<std::string> lines;
    for (int i = 0; i < 200; ++i)
        lines.push_back(",," + std::to_string(2000 + i % 17) + "," +
                        std::to_string(300'000 + 7919 * i % 900'000) + ",role " +
                        std::to_string(i % 4) + ",2019");
    const auto table = tests::table_of(lines);
    const schema::Bound bound = bound_to(table);
    Settings settings;
    for (const char* key : {"weight.ctc_update_count", "clean.person_rows"})
        CHECK(lacking_for(key, settings, bound) == "e-mail");
    for (const char* key : {"weight.company_frequency", "rare_company_threshold"})
        CHECK(lacking_for(key, settings, bound) == "company");
    CHECK(lacking_for("impute.year", settings, bound).empty());
    CHECK(lacking_for("weight.ctc_log", settings, bound).empty());
    Pipeline pipeline(table);
    const auto before = result_of(pipeline, settings);
    settings.clean.person_rows = features::PersonRows::first;
    settings.weights = {{"ctc_update_count", 2.0}, {"company_frequency", 0.5}};
    test::turn(settings, "rare_company_threshold", 100);
    CHECK(result_of(pipeline, settings)->clustering->labels == before->clustering->labels);
    test::turn(settings, "impute.year", "company");
    CHECK(lacking_for("impute.year", settings, bound) == "company");
    test::turn(settings, "impute.year", "neighbours");
    CHECK(lacking_for("impute.year", settings, bound).empty());
    data::Table undated = *table;
    for (data::NumericColumn& column : undated.numeric)
        if (column.name == "ctc_updated_year")
            column.values.assign(undated.rows, std::numeric_limits<double>::quiet_NaN());
    CHECK(lacking_for("impute.year", settings,
                      bound_to(std::make_shared<const data::Table>(undated))) == "update year");
    const schema::Bound sample =
        bound_to(std::make_shared<const data::Table>(sample::make_sample(300)));
    for (const Field& field : fields(settings))
        CHECK_MESSAGE(lacking_for(field.key, settings, sample).empty(), field.key);
}
