#include "engine/why_row.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "analysis/silhouette/silhouette.h"
#include "support/knob.h"
#include "support/learner_table.h"
#include "support/why_tables.h"

using namespace cohortscope;
using engine::RepairKind;
using engine::Result;
using engine::Settings;
using engine::Unmoved;
using engine::WhyColumn;
using engine::WhyRow;
using tests::column_of;

namespace {

std::vector<RepairKind> kinds_of(const WhyColumn& column) {
    std::vector<RepairKind> kinds;
    for (const engine::Repair& repair : column.repairs)
        kinds.push_back(repair.kind);
    return kinds;
}

Settings settings_of(int k) {
    Settings settings;
    settings.schema = tests::every_encoding();
    settings.kmeans.k = k;
    settings.kmeans.restarts = 2;
    return settings;
}

constexpr const char* kHead =
    "pupil,pay,score,time,both,born,joined,pace,town,medium,kind,note,flat,left\n";

// Ten plain rows, so that there is something to fill from, and the rows asked for behind them.
std::shared_ptr<const Result> with_rows(const std::string& lines) {
    std::string csv = kHead;
    for (int i = 0; i < 10; ++i)
        csv += "p" + std::to_string(i) + "," + std::to_string(1000 + 100 * i) + "," +
               std::to_string(10 + i) + "," + std::to_string(20 + i) + ",1,200" +
               std::to_string(i) + ",2010,Slow,Here,Text,a,1,7,0\n";
    return tests::analysed(tests::plain_table(csv + lines), settings_of(2));
}

// The row of the file, from 1; the plain ones are the first ten.
WhyRow row_of(const Result& result, std::uint32_t file_row) {
    const auto position = engine::position_of(result, file_row);
    REQUIRE(position.has_value());
    return engine::why_row(result, *position);
}

} // namespace

TEST_CASE("what each column has of the distances sums to them") {
    const auto result = tests::analysed(tests::table_of_pupils(300, 4), settings_of(4));
    for (std::uint32_t position = 0; position < result->rows(); position += 7) {
        const WhyRow row = engine::why_row(*result, position);
        double own = 0.0, other = 0.0, share = 0.0;
        std::size_t features = 0;
        for (const WhyColumn& column : row.columns) {
            own += column.to_own;
            other += column.to_other;
            share += column.share_of_own;
            features += column.features.size();
            for (const engine::WhyFeature& feature : column.features)
                CHECK(feature.feature->spec->from == column.spec->name);
        }
        CHECK(features == result->prepared.features->columns.size());
        CHECK(own == doctest::Approx(row.own_squared));
        CHECK(other == doctest::Approx(row.other_squared));
        CHECK(share == doctest::Approx(1.0));
        CHECK(row.other != row.cluster);
        CHECK(row.other_squared >= row.own_squared);
    }
}

TEST_CASE("a row's distance is the one to the mean of its cluster's scaled rows") {
    const auto result = tests::analysed(tests::table_of_pupils(200, 6), settings_of(3));
    const auto& features = result->prepared.features->columns;
    const auto& labels = result->clustering->labels;
    const WhyRow row = engine::why_row(*result, 17);
    double squared = 0.0;
    for (std::size_t f = 0; f < features.size(); ++f) {
        double mean = 0.0, rows = 0.0;
        for (std::size_t i = 0; i < labels.size(); ++i)
            if (labels[i] == row.cluster) {
                mean += features[f]->values[i];
                rows += 1.0;
            }
        mean /= rows;
        if (features[f]->std > 0.0)
            squared += std::pow(
                features[f]->factor * (features[f]->values[17] - mean) / features[f]->std, 2.0);
    }
    CHECK(row.own_squared == doctest::Approx(squared).epsilon(1e-5));
}

TEST_CASE("encoded, scaled and weighted values lead to the row's place") {
    Settings settings = settings_of(3);
    settings.weights = {{"score", 2.0}};
    const auto result = tests::analysed(tests::table_of_pupils(200, 6), settings);
    const WhyRow row = engine::why_row(*result, 5);
    const engine::WhyFeature& score = column_of(row, "score").features.front();
    CHECK(score.weight == 2.0);
    CHECK(score.encoded == column_of(row, "score").number);
    CHECK(score.scaled ==
          doctest::Approx((score.encoded - score.feature->mean) / score.feature->std));
    const engine::WhyFeature& born = column_of(row, "born").features.front();
    CHECK(born.encoded == 2025 - column_of(row, "born").number);
    CHECK(column_of(row, "both").features.size() == 2);
    const WhyColumn& medium = column_of(row, "medium");
    for (const engine::WhyFeature& level : medium.features)
        CHECK(level.encoded == (level.feature->level == medium.name ? 1.0 : 0.0));
}

TEST_CASE("a clean row has no repairs, and an id never shows") {
    const auto result = with_rows("q1,1500,12,22,1,2004,2010,Slow,Here,Text,a,1,7,0\n");
    const WhyRow row = row_of(*result, 5);
    CHECK(row.file_row == 5);
    CHECK(row.noun == "pupils");
    for (const WhyColumn& column : row.columns)
        if (!column.is_hidden && column.spec->name != "time") { // clipped at its 90th percentile
            CAPTURE(column.spec->name);
            CHECK((column.repairs.empty() ||
                   kinds_of(column) == std::vector{RepairKind::text_cleaned}));
        }
    const WhyColumn& id = column_of(row, "pupil");
    CHECK(id.is_hidden);
    CHECK(id.raw.empty());
    CHECK(id.name.empty());
    CHECK(id.number == 1.0);
    CHECK(column_of(row, "note").features.empty());
    CHECK(column_of(row, "note").change.why_not == Unmoved::not_in_distance);
    CHECK(column_of(row, "note").number == 1.0);
    CHECK(column_of(row, "left").number == 0.0);
    CHECK(column_of(row, "flat").change.why_not == Unmoved::constant);
}

TEST_CASE("an id without a feature is left out") {
    Settings settings = settings_of(2);
    auto schema = std::make_shared<schema::Schema>(*settings.schema);
    std::erase_if(schema->features,
                  [](const schema::FeatureSpec& spec) { return spec.from == "pupil"; });
    schema->columns.front().encoding = schema::Encoding::none;
    settings.schema = schema;
    const WhyRow row =
        engine::why_row(*tests::analysed(tests::table_of_pupils(100, 1), settings), 0);
    CHECK(std::ranges::none_of(row.columns, [](const WhyColumn& column) {
        return column.spec->name == "pupil" || column.is_hidden;
    }));
}

TEST_CASE("each repair of a number is told") {
    const auto result = with_rows(",1500,,900,1,1890,2010,Slow,Here,Text,a,1,7,0\n"
                                  "q2,99000,250,22,1,,2010,Slow,Here,Text,a,1,7,1\n");
    const WhyRow first = row_of(*result, 11), second = row_of(*result, 12);
    CHECK(kinds_of(column_of(first, "score")) ==
          std::vector{RepairKind::missing, RepairKind::filled});
    CHECK(column_of(first, "score").raw.empty());
    CHECK(std::isnan(column_of(first, "score").number_read));
    CHECK(column_of(first, "score").number == doctest::Approx(14.5));
    CHECK(kinds_of(column_of(second, "score")) ==
          std::vector{RepairKind::out_of_range, RepairKind::filled});
    CHECK(column_of(second, "score").raw == "250");
    CHECK(column_of(second, "score").repairs.front().high == 100.0);
    const WhyColumn& time = column_of(first, "time");
    CHECK(kinds_of(time) == std::vector{RepairKind::clipped});
    CHECK(time.number_read == 900.0);
    CHECK(time.number == time.repairs.front().high);
    CHECK(kinds_of(column_of(second, "pay")) == std::vector{RepairKind::clipped});
    CHECK(column_of(second, "pay").number < 99000.0);
    CHECK(kinds_of(column_of(first, "born")) ==
          std::vector{RepairKind::out_of_range, RepairKind::filled});
    CHECK(kinds_of(column_of(second, "born")) ==
          std::vector{RepairKind::missing, RepairKind::filled});
    CHECK(column_of(second, "born").number == doctest::Approx(2004.5));
    CHECK(column_of(second, "left").number == 1.0);
}

TEST_CASE("each repair of a name is told") {
    const auto result = with_rows("q1,1500,12,22,1,2004,2010,odd,There!,VIDEO,???,1,7,0\n"
                                  "q2,1500,12,22,1,2004,2010,,,,a,1,7,0\n");
    const WhyRow first = row_of(*result, 11), second = row_of(*result, 12);
    CHECK(kinds_of(column_of(first, "pace")) ==
          std::vector{RepairKind::not_listed, RepairKind::filled});
    CHECK(column_of(first, "pace").raw == "odd");
    CHECK(column_of(first, "pace").name == "Slow");
    CHECK(kinds_of(column_of(second, "pace")) ==
          std::vector{RepairKind::missing, RepairKind::filled});
    CHECK(kinds_of(column_of(first, "town")) ==
          std::vector{RepairKind::text_cleaned, RepairKind::lumped});
    CHECK(column_of(first, "town").name == "(rare)");
    CHECK(kinds_of(column_of(first, "medium")) == std::vector{RepairKind::text_cleaned});
    CHECK(column_of(first, "medium").name == "video");
    CHECK(kinds_of(column_of(first, "kind")) ==
          std::vector{RepairKind::text_emptied, RepairKind::filled});
    CHECK(column_of(first, "kind").name == "(missing)");
    CHECK(kinds_of(column_of(second, "medium")) ==
          std::vector{RepairKind::missing, RepairKind::filled});
    CHECK(column_of(second, "medium").repairs.back().of_name);
}

TEST_CASE("groups of Ward's tree and a single group have no smallest change, and say why") {
    Settings settings = settings_of(3);
    settings.method = engine::Method::ward;
    const auto table = tests::table_of_pupils(150, 8);
    const auto ward = tests::analysed(table, settings);
    for (std::uint32_t position = 0; position < ward->rows(); position += 10) {
        const WhyRow row = engine::why_row(*ward, position);
        CHECK(row.unmoved == Unmoved::ward);
        CHECK(row.other >= 0);
        for (const WhyColumn& column : row.columns)
            CHECK(column.change.why_not != Unmoved::moves);
        CHECK(column_of(row, "score").change.why_not == Unmoved::ward);
    }
    const WhyRow alone = engine::why_row(*tests::analysed(table, settings_of(1)), 3);
    CHECK(alone.unmoved == Unmoved::only_group);
    CHECK(alone.other == -1);
    CHECK(alone.other_squared == 0.0);
    CHECK(column_of(alone, "score").change.why_not == Unmoved::only_group);
}

TEST_CASE("a muted column has no part in the distance and no change") {
    Settings settings = settings_of(3);
    settings.weights = {{"score", 0.0}, {"medium", 0.0}};
    const WhyRow row =
        engine::why_row(*tests::analysed(tests::table_of_pupils(150, 8), settings), 3);
    for (const char* name : {"score", "medium"}) {
        CHECK(column_of(row, name).change.why_not == Unmoved::muted);
        CHECK(column_of(row, name).to_own == 0.0);
        CHECK(column_of(row, name).to_other == 0.0);
        CHECK(column_of(row, name).features.front().weight == 0.0);
    }
    CHECK(column_of(row, "score").features.front().scaled != 0.0);
}

TEST_CASE("a column that the schema does not know has its share once it has a weight") {
    Settings settings = settings_of(2);
    auto schema = std::make_shared<schema::Schema>(*settings.schema);
    std::erase_if(schema->columns,
                  [](const schema::ColumnSpec& spec) { return spec.name == "note"; });
    settings.schema = schema;
    settings.weights["note"] = 1.5;
    const auto result = tests::analysed(tests::table_of_pupils(150, 8), settings);
    const WhyRow row = engine::why_row(*result, 3);
    const WhyColumn& note = column_of(row, "note");
    CHECK(note.features.size() == 1);
    CHECK(note.features.front().weight == 1.5);
    CHECK(note.number == note.features.front().encoded);
    CHECK(note.to_own > 0.0);
}

TEST_CASE("rows of the file that were dropped have no position") {
    const auto result = with_rows("q1,,12,22,1,2004,2010,Slow,Here,Text,a,1,7,0\n"
                                  "q2,1500,12,22,1,2004,2010,Slow,Here,Text,a,1,7,0\n");
    CHECK_FALSE(engine::position_of(*result, 0).has_value());
    CHECK(engine::position_of(*result, 1) == 0);
    CHECK_FALSE(engine::position_of(*result, 11).has_value()); // without pay
    CHECK(engine::position_of(*result, 12) == 10);
    CHECK_FALSE(engine::position_of(*result, 13).has_value());
}

TEST_CASE("cells are found where outliers were dropped") {
    Settings settings = settings_of(3);
    test::turn(settings, "pay.outliers", "drop");
    const auto table = tests::table_of_pupils(300, 2);
    const auto result = tests::analysed(table, settings);
    REQUIRE_FALSE(result->prepared.bounds->kept.empty());
    for (std::uint32_t position = 0; position < result->rows(); position += 3) {
        const WhyRow row = engine::why_row(*result, position);
        const WhyColumn& pay = column_of(row, "pay");
        CHECK(pay.number == table->find_numeric("pay")->values[row.file_row - 1]);
        CHECK(pay.repairs.empty());
        const WhyColumn& town = column_of(row, "town");
        if (!town.raw.empty() && town.name != "(rare)") // "Town 3" became "town 3"
            CHECK(town.raw.substr(1) == town.name.substr(1));
    }
}

TEST_CASE("the silhouette of a row is the study's") {
    const auto result = tests::analysed(tests::table_of_pupils(400, 3), settings_of(4));
    base::Progress progress;
    const std::vector<analysis::Labelling> labellings = {
        {result->clustering->labels, result->clustering->k}};
    const auto study =
        analysis::silhouettes(*result->prepared.matrix, labellings, progress).front();
    for (std::uint32_t position = 0; position < result->rows(); position += 11)
        CHECK(engine::silhouette_of(*result, position, progress) ==
              doctest::Approx(study.values[position]).epsilon(1e-12));
}

TEST_CASE("columns in the distance come first, in the features' order") {
    const WhyRow row = engine::why_row(*tests::analysed(tests::random_table(2000, 4), {}), 100);
    REQUIRE(row.columns.size() >= 5);
    CHECK(row.columns[0].features.front().feature->name == "years_of_experience");
    CHECK(row.columns[1].is_hidden);
    CHECK(row.columns[1].features.front().encoded == row.columns[1].number);
    CHECK(row.names.size() == 5);
    CHECK(row.colours.size() == 5);
}

TEST_CASE("a name filled by votes says whose") {
    const auto result = tests::analysed(tests::random_table(2000, 4), {});
    bool found = false;
    for (std::uint32_t position = 0; position < result->rows() && !found; ++position) {
        const WhyRow row = engine::why_row(*result, position);
        for (const engine::Repair& repair : column_of(row, "job_position").repairs)
            if (repair.kind == RepairKind::filled) {
                CHECK(repair.name_fill == schema::NameFill::votes);
                CHECK(repair.group == "e-mail, else of the same company");
                found = true;
            }
    }
    CHECK(found);
}
