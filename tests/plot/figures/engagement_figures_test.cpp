// The figures of an engagement analysis, by the parts that the schema gives its columns.
#include <algorithm>

#include "engine/pipeline.h"
#include "engine/shown_columns.h"
#include "plot/labels.h"
#include "sample/kinds.h"
#include "schema/guess.h"
#include "support/analysed_sample.h"
#include "support/figure_frames.h"

using namespace cohortscope;
using tests::contains;
using tests::figure_named;

namespace {

constexpr const char* kEight[] = {"elbow_method",           "silhouette_analysis",
                                  "cluster_distribution",   "engagement_by_cluster",
                                  "performance_by_cluster", "demographic_patterns",
                                  "behavioral_patterns",    "cluster_heatmap"};

const std::shared_ptr<const engine::Result>& engagement() {
    static const std::shared_ptr<const engine::Result> made = [] {
        const auto table = std::make_shared<const data::Table>(
            sample::find_sample_kind("engagement")->make(600, 7));
        engine::Settings settings;
        settings.schema = schema::best_schema(*table);
        settings.kmeans.restarts = 2;
        settings.kmeans.k = 4;
        base::Progress progress;
        return engine::Pipeline(table).final_result(settings, progress);
    }();
    return made;
}

} // namespace

TEST_CASE("an engagement table has the eight figures, and each reads in every frame") {
    const plot::FigureInput input{*engagement(), tests::fake_study_values(*engagement())};
    for (const char* name : kEight) {
        CAPTURE(name);
        const plot::Figure& figure = figure_named(name);
        REQUIRE(plot::can_make(figure, input));
        tests::check_in_all_frames(figure, input);
        CHECK(figure.words(input).ends_with("."));
    }
}

TEST_CASE("a table of another kind has none of them") {
    const engine::Result& other = *tests::analysed_sample();
    const plot::FigureInput input{other, tests::fake_study_values(other)};
    for (const char* name : kEight) {
        CAPTURE(name);
        CHECK_FALSE(plot::can_make(figure_named(name), input));
    }
}

TEST_CASE("a figure shows the columns of its part, each with its label") {
    const engine::Result& result = *engagement();
    const tests::EstimatedMeasure measure;
    const plot::Figure& figure = figure_named("performance_by_cluster");
    const std::string words = figure.words({result});
    std::size_t columns = 0;
    for (const engine::ShownColumn& column : engine::shown_columns(result.prepared))
        if (plot::schema_words(*column.spec, "figures.part", "") == "performance") {
            ++columns;
            CHECK(contains(words, column.spec->label));
        }
    CHECK(columns == 3);
    const plot::Scene scene = figure.make({result}, {.measure = measure}).scene;
    const auto texts = tests::shapes_of<plot::Text>(scene);
    CHECK(std::ranges::count(texts, "median", &plot::Text::text) == 3);
}

TEST_CASE("the known schemas of engagement give every part a column, and keep their knobs") {
    for (const char* name : {"engagement", "oulad"}) {
        const auto schema = schema::find_schema(name);
        for (const char* part : {"engagement", "performance", "demographic", "behaviour"})
            CHECK(std::ranges::any_of(schema->columns, [&](const schema::ColumnSpec& column) {
                return plot::schema_words(column, "figures.part", "") == part;
            }));
        for (const schema::ColumnSpec& column : schema->columns)
            if (column.role == schema::Role::category)
                CHECK(engine::find_field(*schema, column.name + ".missing") != nullptr);
    }
}

TEST_CASE("columns that the table lacks leave the figures readable") {
    data::Table table = sample::find_sample_kind("engagement")->make(300, 7);
    const schema::Schema& schema = *schema::find_schema("engagement");
    const auto is_optional_name = [&](const data::TextColumn& column) {
        const schema::ColumnSpec* spec = schema.find(column.name);
        return spec != nullptr && spec->optional;
    };
    REQUIRE(std::erase_if(table.text, is_optional_name) > 0);
    const auto shared = std::make_shared<const data::Table>(table);
    engine::Settings settings;
    settings.schema = schema::find_schema("engagement");
    settings.kmeans.restarts = 1;
    base::Progress progress;
    const auto result = engine::Pipeline(shared).final_result(settings, progress);
    const plot::FigureInput input{*result, tests::fake_study_values(*result)};
    for (const plot::Figure& figure : plot::figures())
        if (plot::can_make(figure, input))
            tests::check_in_all_frames(figure, input);
}
