// Each knob recomputes its own stage, and what reads it.
#include "engine/stages.h"

#include <functional>
#include <limits>

#include <doctest/doctest.h>

#include "engine/pipeline.h"
#include "support/knob.h"
#include "support/learner_table.h"

using namespace cohortscope;
using engine::Prepared;
using engine::Settings;
using engine::Stages;

namespace {

// Slots: of numbers hours, score, year; of names town, school.
schema::Schema five_columns() {
    schema::Schema made;
    made.name = "made";
    for (const char* name : {"hours", "score", "year", "town", "school"}) {
        schema::ColumnSpec column;
        column.name = column.label = name;
        made.columns.push_back(column);
    }
    made.columns[0].highest = 1000.0;
    made.columns[0].outliers = {schema::OutlierMode::none, 1.0, 99.0};
    made.columns[2].role = schema::Role::year;
    made.columns[2].highest = 2010.0;
    made.columns[2].encoding = schema::Encoding::age;
    made.columns[1].fill.nearest = {"hours"};
    for (const std::size_t names : {3, 4}) {
        made.columns[names].role = schema::Role::category;
        made.columns[names].encoding = schema::Encoding::frequency;
    }
    made.columns[4].fill.name = schema::NameFill::votes;
    made.columns[4].fill.group = "town";
    made.columns[4].fill.vote_number = "hours";
    for (const schema::ColumnSpec& column : made.columns)
        made.features.push_back(schema::feature_of(column));
    return made;
}

data::TextColumn text_column(const std::string& name, const std::vector<std::string>& names,
                             std::vector<std::int32_t> codes) {
    data::TextColumn column;
    column.name = name;
    column.codes = std::move(codes);
    for (const std::string& text : names)
        column.dictionary.append(text);
    return column;
}

std::shared_ptr<const data::Table> six_rows() {
    const double none = std::numeric_limits<double>::quiet_NaN();
    data::Table table;
    table.source = "test";
    table.rows = 6;
    table.numeric = {{"hours", {1.0, 2.0, 3.0, none, 5.0, 90.0}},
                     {"score", {4.0, none, 6.0, 7.0, 8.0, 9.0}},
                     {"year", {2001.0, 2002.0, none, 2004.0, 2005.0, 2006.0}}};
    table.text = {text_column("town", {"x", "y"}, {0, 1, 0, 1, data::kMissingCode, 0}),
                  text_column("school", {"p", "q"}, {0, 1, data::kMissingCode, 1, 0, 0})};
    return std::make_shared<const data::Table>(table);
}

// Which values are the same ones after the change: not equal alone.
struct Kept {
    std::vector<bool> numbers, names;
    bool cleaned, bounds, rows, features, matrix, bins;
};

template <class T>
std::vector<bool> same(const std::vector<std::shared_ptr<const T>>& before,
                       const std::vector<std::shared_ptr<const T>>& after) {
    std::vector<bool> result;
    for (std::size_t slot = 0; slot < before.size(); ++slot)
        result.push_back(before[slot] == after[slot]);
    return result;
}

struct Fixture {
    Settings settings;
    Stages stages{six_rows()};
    std::vector<engine::StageTime> times;

    Fixture() { settings.schema = std::make_shared<const schema::Schema>(five_columns()); }

    Prepared prepared() { return stages.prepare(settings, times); }

    template <class Change> Kept after(const Change& change) {
        const Prepared before = prepared();
        change(settings);
        const Prepared now = prepared();
        return {same(before.numbers, now.numbers), same(before.names, now.names),
                before.cleaned == now.cleaned,     before.bounds == now.bounds,
                before.rows == now.rows,           before.features == now.features,
                before.matrix == now.matrix,       before.measure_bins == now.measure_bins};
    }
    Kept turned(const char* key, const char* value) {
        return after([&](Settings& s) { test::turn(s, key, value); });
    }
};

} // namespace

TEST_CASE_FIXTURE(Fixture, "nothing is made again where nothing changed") {
    const Kept kept = after([](Settings&) {});
    CHECK(kept.numbers == std::vector<bool>{true, true, true});
    CHECK(kept.names == std::vector<bool>{true, true});
    CHECK((kept.cleaned && kept.bounds && kept.rows));
    CHECK((kept.features && kept.matrix && kept.bins));
}

TEST_CASE_FIXTURE(Fixture, "a knob of a column makes no other column again") {
    CHECK(turned("hours.missing", "mean").numbers == std::vector<bool>{false, true, true});
    CHECK(turned("score.missing", "mode").numbers == std::vector<bool>{true, false, true});
    CHECK(turned("hours.highest", "50").numbers == std::vector<bool>{false, true, true});
    const Kept kept = turned("town.missing", "mode");
    CHECK(kept.names == std::vector<bool>{false, true});
    CHECK(kept.numbers == std::vector<bool>{true, true, true});
    CHECK((kept.cleaned && kept.bounds));
    CHECK_FALSE(kept.rows);
}

TEST_CASE_FIXTURE(Fixture, "the range of a neighbour is read where neighbours fill") {
    test::turn(settings, "score.missing", "neighbours");
    CHECK(turned("hours.highest", "50").numbers == std::vector<bool>{false, false, true});
}

TEST_CASE_FIXTURE(Fixture, "votes read their number, and other fills of names do not") {
    CHECK(turned("hours.missing", "mean").names == std::vector<bool>{true, false});
    test::turn(settings, "school.missing", "mode");
    CHECK(turned("hours.missing", "median").names == std::vector<bool>{true, true});
}

TEST_CASE_FIXTURE(Fixture, "percentiles that bound nothing are read by nothing") {
    const Kept idle = turned("hours.low", "10");
    CHECK(idle.numbers == std::vector<bool>{true, true, true});
    CHECK((idle.rows && idle.matrix));
    test::turn(settings, "hours.outliers", "clip");
    CHECK(turned("hours.low", "30").numbers == std::vector<bool>{false, true, true});
}

TEST_CASE_FIXTURE(Fixture, "a threshold of rare names fills no name again") {
    const Kept kept = turned("town.rare_below", "3");
    CHECK(kept.names == std::vector<bool>{true, true});
    CHECK_FALSE(kept.rows);
}

TEST_CASE_FIXTURE(Fixture, "a later reference year makes ages again and fills nothing again") {
    const Kept kept = after([](Settings& s) { s.reference_year = 2030; });
    CHECK(kept.numbers == std::vector<bool>{true, true, true});
    CHECK_FALSE(kept.rows);
}

TEST_CASE_FIXTURE(Fixture, "weights and the scaler make the matrix alone again") {
    const Kept weighted = after([](Settings& s) { s.weights["hours"] = 0.5; });
    CHECK((weighted.rows && weighted.features && weighted.bins));
    CHECK_FALSE(weighted.matrix);
    const Kept scaled = after([](Settings& s) { s.scaler = features::Scaler::minmax; });
    CHECK((scaled.rows && scaled.features && scaled.bins));
    CHECK_FALSE(scaled.matrix);
    CHECK(after([](Settings& s) { s.weights["score"] = 1.0; }).matrix); // as it was by default
}

TEST_CASE_FIXTURE(Fixture, "another default weight makes another matrix") {
    const Prepared before = prepared();
    schema::Schema other = five_columns();
    other.features[0].default_weight = 2.0;
    settings.schema = std::make_shared<const schema::Schema>(other);
    const Prepared now = prepared();
    CHECK(now.features->fingerprint == before.features->fingerprint);
    CHECK(now.matrix->columns[0]->weight == 2.0);
    CHECK(now.matrix->fingerprint != before.matrix->fingerprint);
}

TEST_CASE("a clustering's key reads of Ward's settings k alone, of K-Means' all") {
    Stages stages(six_rows());
    Settings settings;
    settings.schema = std::make_shared<const schema::Schema>(five_columns());
    std::vector<engine::StageTime> times;
    const Prepared prepared = stages.prepare(settings, times);
    const auto key = [&](engine::Method method, const auto& change) {
        analysis::KMeansSettings changed;
        change(changed);
        return clustering_key(prepared, method, changed);
    };
    using Changed = analysis::KMeansSettings;
    for (const auto& change : std::vector<std::function<void(Changed&)>>{
             [](Changed& s) { ++s.restarts; }, [](Changed& s) { ++s.max_iterations; },
             [](Changed& s) { s.tolerance = 0.0; }, [](Changed& s) { ++s.seed; }}) {
        CHECK(key(engine::Method::kmeans, change) != key(engine::Method::kmeans, [](Changed&) {}));
        CHECK(key(engine::Method::ward, change) == key(engine::Method::ward, [](Changed&) {}));
    }
    CHECK(key(engine::Method::ward, [](Changed& s) { ++s.k; }) !=
          key(engine::Method::ward, [](Changed&) {}));
    CHECK(key(engine::Method::ward, [](Changed&) {}) !=
          key(engine::Method::kmeans, [](Changed&) {}));
}

TEST_CASE("another axis draws the same profiles") {
    engine::Pipeline pipeline(tests::random_table(500, 5));
    base::Progress progress;
    Settings settings;
    const auto before = pipeline.final_result(settings, progress);
    settings.pca_y = 3;
    const auto now = pipeline.final_result(settings, progress);
    CHECK(now->profiles == before->profiles);
    CHECK(now->projection != before->projection);
    CHECK(now->contours != before->contours);
}
