#include <algorithm>

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "engine/pipeline.h"
#include "plot/clusters/cluster_chart.h"
#include "plot/clusters/cluster_charts.h"
#include "plot/clusters/group_cards.h"
#include "plot/clusters/profile_rows.h"
#include "plot/effects.h"
#include "report/analysis_json.h"
#include "report/summary.h"
#include "support/fake_result.h"
#include "support/scene_check.h"

using namespace cohortscope;

namespace {

const tests::EstimatedMeasure kMeasure;

schema::ColumnSpec column(const std::string& name, schema::Role role, schema::Encoding encoding) {
    schema::ColumnSpec spec;
    spec.name = name;
    spec.label = schema::plain_label(name);
    spec.role = role;
    spec.encoding = encoding;
    return spec;
}

schema::FeatureSpec feature(const std::string& from, schema::Encoding encoding) {
    schema::FeatureSpec spec = schema::plain_feature(from);
    spec.from = from;
    spec.encoding = encoding;
    spec.default_weight = 1.0;
    return spec;
}

// A table of pupils: no id, and the measure only where asked for.
std::shared_ptr<const schema::Schema> pupils(bool measured) {
    using enum schema::Role;
    auto schema = std::make_shared<schema::Schema>();
    schema->name = "pupils";
    schema->columns = {column("age", number, schema::Encoding::number),
                       column("gender", category, schema::Encoding::one_hot),
                       column("home_town", category, schema::Encoding::none),
                       column("dropout", outcome, schema::Encoding::none)};
    schema->columns[2].plural = "home towns";
    schema->features = {feature("age", schema::Encoding::number),
                        feature("gender", schema::Encoding::one_hot)};
    if (measured) {
        schema->columns.push_back(column("time", schema::Role::measure, schema::Encoding::number));
        schema->columns.back().unit = "minutes";
        schema->features.push_back(feature("time", schema::Encoding::number));
    }
    return schema;
}

std::shared_ptr<const data::Table> table_of_pupils() {
    constexpr std::size_t kRows = 600;
    auto table = std::make_shared<data::Table>();
    table->source = "pupils.csv";
    table->rows = kRows;
    data::TextColumn gender{"gender", {}, {}}, town{"home_town", {}, {}};
    for (const char* name : {"F", "M"})
        gender.dictionary.append(name);
    for (const char* name : {"delft", "leiden", "gouda"})
        town.dictionary.append(name);
    data::NumericColumn age{"age", {}}, time{"time", {}}, dropout{"dropout", {}};
    for (std::size_t row = 0; row < kRows; ++row) {
        const bool old = row % 3 == 0;
        gender.codes.push_back(static_cast<std::int32_t>(row % 2));
        town.codes.push_back(static_cast<std::int32_t>(row % 5 % 3));
        age.values.push_back((old ? 17.0 : 11.0) + static_cast<double>(row % 7) / 7.0);
        time.values.push_back((old ? 90.0 : 30.0) + static_cast<double>(row % 11));
        dropout.values.push_back(row % 4 == 0 ? 1.0 : 0.0);
    }
    table->numeric = {age, time, dropout};
    table->text = {gender, town};
    table->fingerprint = data::fingerprint_of_columns(*table);
    return table;
}

std::shared_ptr<const engine::Result> result_of(bool measure) {
    engine::Settings settings;
    settings.schema = pupils(measure);
    settings.kmeans.k = 2;
    engine::Pipeline pipeline(table_of_pupils());
    base::Progress progress;
    auto result = std::make_shared<engine::Result>(*pipeline.final_result(settings, progress));
    result->identity.colour = {0, 1};
    result->identity.given_name.assign(2, "");
    return result;
}

} // namespace

TEST_CASE("profile rows of any table: measure, outcome, features by level, names without one") {
    std::vector<std::string> labels;
    for (const plot::ProfileRow& row : plot::profile_rows(*result_of(true)))
        labels.push_back(row.label + "|" + row.unit);
    CHECK(labels == std::vector<std::string>{"median time|minutes", "mean time|minutes",
                                             "dropout|% of rows", "age|", "gender = f|% of rows",
                                             "gender = m|% of rows", "time|",
                                             "frequent home towns|"});
}

TEST_CASE("charts of any table say its words and keep inside their scenes") {
    for (const bool measure : {true, false}) {
        const auto result = result_of(measure);
        const auto chart = plot::cluster_chart(*result, {700, 400}, {}, kMeasure);
        const std::string about = measure ? "How the time of" : "How the age of";
        CHECK(std::ranges::any_of(chart.head.marks, [&](const plot::Mark& mark) {
            return mark.tip.starts_with(about) && mark.tip.find("linear axis") != std::string::npos;
        }));
        CHECK(tests::fault_of(chart.rows, 1, kMeasure) == "");
        CHECK(tests::fault_of(plot::profile_heatmap(*result, 500, {}, kMeasure), 1, kMeasure) ==
              "");
        CHECK(plot::group_cards(*result, 500, 400, {}, kMeasure).marks.at(0).tip.find("dropout ") !=
              std::string::npos);
        CHECK(plot::rare_strip(*result, 300, {}, kMeasure).shapes.empty());
    }
}

TEST_CASE("the JSON of any table lists repairs by column and profiles every number") {
    const auto result = result_of(true);
    const auto json = nlohmann::json::parse(report::analysis_json(*result, {}));
    CHECK(json.at("schema") == "pupils");
    CHECK(json.at("settings") == nlohmann::json::object({{"kmeans.k", "2"}}));
    CHECK_FALSE(json.contains("flags"));
    CHECK(json.at("repairs").is_array());
    CHECK(json.at("repairs").at(0).at("what") == "emptied");
    const auto& profile = json.at("profile").at(1);
    for (const char* key : {"time_mean", "time_median", "time_quartiles", "age_mean", "age_median",
                            "age_quartiles", "top_home_towns", "top_gender", "gender=m_mean"})
        CHECK_MESSAGE(profile.contains(key), key);
    CHECK(profile.at("outcome_rows") == 200);
    CHECK(profile.at("outcome_rate") == 0.25);
    CHECK(report::summary_text(*result).find("median time") != std::string::npos);
}
