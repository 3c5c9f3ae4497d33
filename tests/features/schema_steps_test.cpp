// Steps of a table of any schema: what S2 compares, outliers of numbers, logarithms below 0, and
// one feature alone.
#include <cmath>

#include <doctest/doctest.h>

#include "base/error.h"
#include "engine/pipeline.h"
#include "features/rows/clean.h"
#include "plot/effects.h"
#include "report/analysis_json.h"
#include "report/summary.h"
#include "schema/plain_table.h"
#include "schema/schema_json.h"
#include "support/knob.h"

using namespace cohortscope;
using Rows = std::vector<std::uint32_t>;

namespace {

std::shared_ptr<const schema::Schema> schema_of(const std::string& columns) {
    return std::make_shared<const schema::Schema>(schema::schema_from_json(
        R"({"cohortscope_schema": 1, "name": "marks", "columns": [)" + columns + "]}", "test"));
}

engine::Settings settings_of(const std::string& columns, int k = 2) {
    engine::Settings settings;
    settings.schema = schema_of(columns);
    settings.kmeans.k = k;
    return settings;
}

std::shared_ptr<const engine::Result> result_of(const engine::Settings& settings,
                                                const std::string& csv) {
    engine::Pipeline pipeline(tests::plain_table(csv));
    base::Progress progress;
    return pipeline.final_result(settings, progress);
}

features::Cleaned cleaned(const std::string& columns, const std::string& csv) {
    return features::clean(schema::bind(schema_of(columns), tests::plain_table(csv)), {});
}

const plot::Effect& effect_of(const std::vector<plot::Effect>& effects, const std::string& what) {
    for (const plot::Effect& effect : effects)
        if (effect.what == what)
            return effect;
    FAIL(what);
    return effects.front();
}

// Marks from 1 to 20 beside hours that grow with them.
std::string marks() {
    std::string csv = "mark,hours,pay\n";
    for (int i = 1; i <= 20; ++i)
        csv += std::to_string(i) + "," + std::to_string(i % 7) + "," + std::to_string(100 + i % 5) +
               "\n";
    return csv;
}

} // namespace

TEST_CASE("rows that differ in an ignored column alone are no duplicates") {
    const std::string columns = R"({"name": "who", "role": "id"}, {"name": "mark"},
                                   {"name": "when", "role": "ignored"},
                                   {"name": "room", "role": "ignored"})";
    const features::Cleaned kept = cleaned(columns, "who,mark,when,room\n"
                                                    "a,5,mon,1\n"
                                                    "a,5,tue,1\n" // another day
                                                    "a,5,mon,2\n" // another room
                                                    "a,5,mon,1\n" // the first again
                                                    "a,5,tue,1\n" // the second again
                                                    "b,5,,\n"     // missing equals missing
                                                    "b,5,,\n"
                                                    "b,5,,1\n");
    CHECK(kept.rows == Rows{0, 1, 2, 5, 7});
    CHECK(kept.counts.duplicates == 3);
    CHECK(kept.id_rows == std::vector<double>{3, 3, 3, 2, 2});
}

TEST_CASE("a column that the schema does not speak of makes no difference between duplicates") {
    const features::Cleaned kept = cleaned(R"({"name": "who", "role": "id"}, {"name": "mark"})",
                                           "who,mark,when\na,5,mon\na,5,tue\n");
    CHECK(kept.rows == Rows{0});
}

TEST_CASE("an ignored column that the table lacks is compared with nothing") {
    const features::Cleaned kept = cleaned(R"({"name": "who", "role": "id"}, {"name": "mark"},
                   {"name": "when", "role": "ignored", "optional": true})",
                                           "who,mark\na,5\na,5\nb,5\n");
    CHECK(kept.rows == Rows{0, 2});
}

TEST_CASE("rows outside of a number's percentiles go, and are counted") {
    const std::string drops = R"({"name": "mark", "outliers": {"mode": "drop", "low": 10,
                                  "high": 90}}, {"name": "hours"})";
    const auto result = result_of(settings_of(drops), marks());
    // Percentiles of 1 … 20: h = 19 · 0.1 = 1.9, so 2.9, and 18.1.
    Rows expected;
    for (std::uint32_t row = 2; row < 18; ++row)
        expected.push_back(row);
    CHECK(result->prepared.rows->rows == expected);
    CHECK(result->prepared.rows->numbers[0].values[0] == 3.0);
    const auto effects = plot::effects_of(*result);
    CHECK(std::get<std::vector<std::size_t>>(effect_of(effects, "dropped").value) ==
          std::vector<std::size_t>{2, 2});
    const std::string sentence = plot::sentence_of(effects, plot::EffectPart::numbers, "mark");
    CHECK(sentence.find("2 rows dropped below 2.9") != std::string::npos);
    CHECK(sentence.find("2 rows dropped above 18.1") != std::string::npos);
    CHECK(report::summary_text(*result, {}).find("mark outliers dropped, low and high") !=
          std::string::npos);
    CHECK(report::analysis_json(*result, {}, {}).find("\"dropped\"") != std::string::npos);
}

TEST_CASE("the knob chooses among clip, drop and none, and the memo keeps them apart") {
    engine::Settings settings = settings_of(
        R"({"name": "mark", "outliers": {"mode": "clip", "low": 10, "high": 90}},
           {"name": "hours"})");
    engine::Pipeline pipeline(tests::plain_table(marks()));
    base::Progress progress;
    const auto rows_under = [&](const char* mode) {
        engine::set_from_text(settings, "mark.outliers", mode);
        return pipeline.final_result(settings, progress)->rows();
    };
    CHECK(rows_under("clip") == 20);
    CHECK(rows_under("none") == 20);
    CHECK(rows_under("drop") == 16);
    CHECK(rows_under("none") == 20);
    settings.columns[engine::knob_key(settings.schema->columns[0], engine::Knob::low)] = 25;
    CHECK(rows_under("drop") == 13);
}

TEST_CASE("rows go that outliers of any column name; a clipped measure keeps its order") {
    const std::string columns =
        R"({"name": "mark", "outliers": {"mode": "drop", "low": 10, "high": 100}},
           {"name": "hours", "outliers": {"mode": "drop", "low": 0, "high": 80}},
           {"name": "pay", "role": "measure", "outliers": {"mode": "MODE", "low": 20, "high": 80}})";
    for (const std::string mode : {"clip", "drop", "none"}) {
        std::string written = columns;
        written.replace(written.find("MODE"), 4, mode);
        const auto result = result_of(settings_of(written), marks());
        const features::PreparedRows& rows = *result->prepared.rows;
        CHECK(rows.rows[0] >= 2); // marks 1 and 2 went
        for (std::size_t i = 0; i < rows.rows.size(); ++i) {
            CHECK(rows.numbers[1].values[i] < 6.0); // 6 lies above the 80th percentile, 5
            CHECK(rows.measure[i] >= (mode == "none" ? 100.0 : 100.79));
            CHECK(rows.measure[i] <= (mode == "none" ? 104.0 : 103.21));
        }
        REQUIRE(rows.by_measure.size() == rows.rows.size());
        for (std::size_t i = 1; i < rows.by_measure.size(); ++i) {
            const std::uint32_t a = rows.by_measure[i - 1], b = rows.by_measure[i];
            CHECK((rows.measure[a] < rows.measure[b] ||
                   (rows.measure[a] == rows.measure[b] && a < b)));
        }
    }
}

TEST_CASE("where outliers leave no row, that is said; rows of a category have none") {
    const std::string half = R"("outliers": {"mode": "drop", "low": 49, "high": 51})";
    CHECK_THROWS_WITH_AS(
        result_of(settings_of(R"({"name": "mark", )" + half + R"(}, {"name": "hours"})"),
                  "mark,hours\n1,5\n2,6\n"),
        doctest::Contains("no row is left where those of outliers of mark are dropped"),
        base::Error);
    CHECK_THROWS_WITH_AS(schema_of(R"({"name": "mark", "role": "category", )" + half + "}"),
                         doctest::Contains("columns[0].outliers.mode"), base::Error);
}

TEST_CASE("values below 0 count as 0 in a logarithm, and are counted") {
    const std::string columns = R"({"name": "gain", "encoding": "logarithm"}, {"name": "hours"})";
    const auto result = result_of(settings_of(columns), "gain,hours\n-5,1\n-1,2\n0,3\n3,4\n7,5\n");
    const auto& gain = *result->prepared.features->columns[0];
    CHECK(gain.values[0] == 0.0);
    CHECK(gain.values[3] == doctest::Approx(std::log(4.0)).epsilon(1e-15));
    CHECK(gain.negative == 2);
    const auto effects = plot::effects_of(*result);
    CHECK(std::get<std::size_t>(effect_of(effects, "negative").value) == 2);
    CHECK(plot::sentence_of(effects, plot::EffectPart::numbers, "gain")
              .find("2 negative taken as 0 in ln(1 + x)") != std::string::npos);
    CHECK(report::summary_text(*result, {}).find("negative gain taken as 0 in ln(1 + x)") !=
          std::string::npos);
    const auto none = result_of(settings_of(columns), "gain,hours\n5,1\n1,2\n0,3\n3,4\n");
    CHECK(none->prepared.features->columns[0]->negative == 0);
    CHECK(plot::sentence_of(plot::effects_of(*none), plot::EffectPart::numbers, "gain")
              .find("negative") == std::string::npos);
}

TEST_CASE("a table of one feature has a map whose second axis is 0") {
    const auto result = result_of(settings_of(R"({"name": "mark"})", 3), marks());
    CHECK(result->pca->components == std::vector<double>{1.0, 0.0});
    CHECK(result->pca->explained_variance_ratio == std::vector<double>{1.0, 0.0});
    CHECK(result->projection->y.size() == 20);
    for (const float y : result->projection->y)
        CHECK(y == 0.0f);
    CHECK(result->clustering->k == 3);
    CHECK_THROWS_WITH_AS(
        [] {
            engine::Settings settings = settings_of(R"({"name": "mark"})");
            settings.pca_y = 3;
            result_of(settings, marks());
        }(),
        doctest::Contains("only 2 components"), base::Error);
}
