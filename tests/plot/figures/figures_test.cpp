#include "plot/figures/figure.h"

#include <algorithm>
#include <set>

#include "engine/shown_columns.h"
#include "plot/labels.h"
#include "sample/kinds.h"
#include "schema/guess.h"
#include "support/analysed_sample.h"
#include "support/figure_frames.h"

using namespace cohortscope;
using engine::Study;

namespace {

void check_every_figure(const engine::Result& result, const engine::Result* baseline) {
    plot::FigureInput input{result, tests::fake_study_values(result), baseline};
    for (const plot::Figure& figure : plot::figures()) {
        if (!plot::can_make(figure, input))
            continue;
        CAPTURE(figure.name);
        tests::check_in_all_frames(figure, input);
        const std::string words = figure.words(input);
        CHECK(words.ends_with("."));
        CHECK(words.find_first_of("0123456789") != std::string::npos);
    }
}

} // namespace

TEST_CASE("every figure has a name for files, a title, a maker and words, and is found") {
    std::set<std::string_view> names;
    for (const plot::Figure& figure : plot::figures()) {
        CAPTURE(figure.name);
        CHECK(std::ranges::all_of(figure.name, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        }));
        CHECK_FALSE(figure.title.empty());
        CHECK((figure.make != nullptr));
        CHECK((figure.words != nullptr));
        CHECK(plot::find_figure(figure.name) == &figure);
        names.insert(figure.name);
    }
    CHECK(names.size() == plot::figures().size());
    CHECK(plot::find_figure("") == nullptr);
    CHECK(plot::find_figure("Elbow") == nullptr);
}

TEST_CASE("a figure of two names says which one it is too") {
    for (const plot::Figure& figure : plot::figures())
        if (!figure.same_as.empty()) {
            const plot::Figure* same = plot::find_figure(figure.same_as);
            REQUIRE(same != nullptr);
            CHECK(same->same_as.empty());
            CHECK((same->make == figure.make));
        }
}

TEST_CASE("every figure of a result reads in every frame, and has words with numbers") {
    check_every_figure(*tests::fake_result(), nullptr);
    check_every_figure(*tests::fake_result({.k = 12, .long_names = true}), nullptr);
    check_every_figure(*tests::fake_result({.k = 2, .rows = 300, .equal_pay = true}), nullptr);
    check_every_figure(*tests::analysed_sample(), nullptr);
}

TEST_CASE("every figure of a single cluster reads") {
    check_every_figure(*tests::fake_result({.k = 1, .rows = 300}), nullptr);
}

TEST_CASE("a figure of studies can be made once they are there") {
    const auto result = tests::fake_result();
    plot::FigureInput input{*result};
    const plot::Figure& elbow = tests::figure_named("elbow");
    CHECK_FALSE(plot::can_make(elbow, input));
    input.studies[static_cast<std::size_t>(Study::elbow)] =
        std::make_shared<const engine::StudyValue>(tests::fake_elbow());
    CHECK(plot::can_make(elbow, input));
    CHECK_FALSE(plot::can_make(tests::figure_named("silhouette"), input));
    CHECK(tests::contains(elbow.words(input), "the knee is at k = 5"));
}

TEST_CASE("values of another k than the clusters' make no figure") {
    const auto four = tests::fake_result({.k = 4});
    const auto five = tests::fake_result({.k = 5});
    const plot::FigureInput input{*five, tests::fake_study_values(*four)};
    for (const char* name : {"silhouette", "dendrogram", "kmeans_against_ward", "stability"})
        CHECK_FALSE(plot::can_make(tests::figure_named(name), input));
}

TEST_CASE("what changed needs another result of the same table") {
    engine::Pipeline pipeline(std::make_shared<const data::Table>(sample::make_sample(1000, 42)));
    engine::Settings settings;
    settings.kmeans.restarts = 1;
    base::Progress progress;
    const auto now = pipeline.final_result(settings, progress);
    settings.kmeans.k = 3;
    const auto before = pipeline.final_result(settings, progress);
    const plot::Figure& figure = tests::figure_named("what_changed");
    CHECK_FALSE(plot::can_make(figure, {*now}));
    CHECK_FALSE(plot::can_make(figure, {*now, {}, now.get()}));
    CHECK_FALSE(plot::can_make(figure, {*now, {}, tests::analysed_sample().get()}));
    const plot::FigureInput input{*now, {}, before.get()};
    REQUIRE(plot::can_make(figure, input));
    tests::check_in_all_frames(figure, input);
    CHECK(tests::contains(figure.words(input), "changed group"));
}

TEST_CASE("every column of the table has a figure beside the clusters") {
    const engine::Result& result = *tests::analysed_sample();
    const plot::Figure& figure = tests::figure_named("column_by_cluster");
    CHECK_FALSE(plot::can_make(figure, {result}));
    plot::FigureInput input{result};
    for (const engine::ShownColumn& column : engine::shown_columns(result.prepared)) {
        input.column = column.name;
        CAPTURE(column.name);
        REQUIRE(plot::can_make(figure, input));
        tests::check_in_all_frames(figure, input);
        const std::string words = figure.words(input);
        CHECK((tests::contains(words, column.spec->label) ||
               tests::contains(words, plot::plural_of(*column.spec))));
    }
    input.column = "no such column";
    CHECK_FALSE(plot::can_make(figure, input));
}

TEST_CASE("sizes say the rows and the share of every cluster") {
    const auto result = tests::fake_result({.k = 3, .rows = 1000});
    const plot::FigureInput input{*result};
    const plot::Figure& figure = tests::figure_named("cluster_sizes");
    const tests::EstimatedMeasure measure;
    const plot::Scene scene = figure.make(input, {.measure = measure}).scene;
    for (const analysis::ClusterProfile& cluster : result->profiles->clusters) {
        CHECK(tests::contains(figure.words(input), std::to_string(cluster.size) + " ("));
        CHECK(std::ranges::any_of(tests::shapes_of<plot::Text>(scene), [&](const auto& text) {
            return text.text.starts_with(std::to_string(cluster.size) + " · ");
        }));
    }
}

TEST_CASE("every figure of a table with one number, and no measure, reads") {
    data::Table table;
    table.source = "heights";
    table.rows = 60;
    table.numeric = {{"height", {}}};
    for (int row = 0; row < 60; ++row)
        table.numeric[0].values.push_back(150.0 + (row * 37) % 45 + (row % 2) * 20);
    const auto shared = std::make_shared<const data::Table>(table);
    engine::Settings settings;
    settings.schema = schema::best_schema(*shared);
    settings.kmeans.k = 2;
    settings.kmeans.restarts = 1;
    base::Progress progress;
    const auto result = engine::Pipeline(shared).final_result(settings, progress);
    check_every_figure(*result, nullptr);
    CHECK_FALSE(plot::can_make(tests::figure_named("correlation"), {*result}));
    CHECK_FALSE(plot::can_make(tests::figure_named("experience_by_pay"), {*result}));
}

TEST_CASE("every figure of a persona's table reads") {
    const auto table =
        std::make_shared<const data::Table>(sample::find_sample_kind("personas")->make(400, 3));
    engine::Settings settings;
    settings.schema = schema::best_schema(*table);
    settings.kmeans.restarts = 1;
    base::Progress progress;
    check_every_figure(*engine::Pipeline(table).final_result(settings, progress), nullptr);
}

TEST_CASE("where the clusters have room for numbers alone, their names stand below") {
    const auto result = tests::fake_result();
    const plot::FigureInput input{*result, tests::fake_study_values(*result)};
    const tests::EstimatedMeasure measure;
    const plot::Figure& figure = tests::figure_named("silhouette");
    const plot::Scene scene = figure.make(input, {.width = 320, .measure = measure}).scene;
    for (int cluster = 0; cluster < result->clustering->k; ++cluster)
        CHECK(tests::says(scene, result->name(cluster)));
}
