// Which columns can stand beside the clusters, and how they are spread in them.
#include "engine/shown_columns.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/fitted_settings.h"
#include "engine/pipeline.h"
#include "sample/kinds.h"

using namespace cohortscope;
using engine::ShownColumn;
using engine::ShownKind;

namespace {

std::shared_ptr<const engine::Result> result_of(const char* kind, int k) {
    auto table =
        std::make_shared<const data::Table>(sample::find_sample_kind(kind)->make(3000, 42));
    engine::Settings settings = engine::fit_settings({}, table).settings;
    settings.kmeans.k = k;
    settings.kmeans.restarts = 1;
    engine::Pipeline pipeline(table);
    base::Progress progress;
    return pipeline.final_result(settings, progress);
}

const ShownColumn& column_of(const std::vector<ShownColumn>& columns, const std::string& name) {
    const auto found = std::ranges::find(columns, name, &ShownColumn::name);
    REQUIRE(found != columns.end());
    return *found;
}

} // namespace

TEST_CASE("the learners' columns: pay, then experience by its own word, companies and roles") {
    const auto columns = engine::shown_columns(result_of("learners", 3)->prepared);
    std::vector<std::string> names;
    for (const ShownColumn& column : columns)
        names.push_back(column.name);
    CHECK(names == std::vector<std::string>{"ctc", "orgyear", "company_hash", "job_position"});
    CHECK(columns[0].kind == ShownKind::measure);
    CHECK(columns[1].kind == ShownKind::number);
    CHECK(columns[1].spec->label == "experience");
    CHECK(columns[1].spec->unit == "years");
    CHECK(columns[3].kind == ShownKind::names);
}

TEST_CASE("a category with levels is shown by its names alone, and the outcome comes last") {
    const auto columns = engine::shown_columns(result_of("engagement", 3)->prepared);
    CHECK(std::ranges::count(columns, std::string("Learning_Pace"), &ShownColumn::name) == 1);
    CHECK(column_of(columns, "Learning_Pace").kind == ShownKind::names);
    CHECK(columns.back().name == "Dropout");
    CHECK(columns.back().kind == ShownKind::outcome);
}

TEST_CASE("every column that is offered has a spread of all rows in k clusters") {
    for (const char* kind : {"learners", "engagement", "personas"}) {
        const auto result = result_of(kind, 4);
        engine::ColumnSpreads spreads;
        for (const ShownColumn& column : engine::shown_columns(result->prepared)) {
            CAPTURE(column.name);
            const auto spread = spreads.of(*result, column.name);
            CHECK((spread == nullptr) == (column.kind == ShownKind::measure));
            if (!spread)
                continue;
            CHECK(spread->column == column.name);
            if (const auto* number = std::get_if<analysis::Distribution>(&spread->what)) {
                REQUIRE(number->clusters.size() == 4);
                for (std::size_t cluster = 0; cluster < 4; ++cluster)
                    CHECK(number->clusters[cluster].rows == result->clustering->sizes[cluster]);
            }
            if (const auto* shares = std::get_if<analysis::NameShares>(&spread->what)) {
                CHECK(std::accumulate(shares->all.begin(), shares->all.end(), std::size_t{0}) ==
                      result->rows());
                CHECK(shares->names.size() <= analysis::kShownNames + 1);
            }
            if (const auto* means = std::get_if<analysis::OutcomeMeans>(&spread->what))
                for (std::size_t cluster = 0; cluster < 4; ++cluster)
                    CHECK(means->clusters[cluster].rows ==
                          result->profiles->clusters[cluster].outcome_rows);
        }
        CHECK(spreads.of(*result, "no such column") == nullptr);
        CHECK(spreads.of(*result, "") == nullptr);
    }
}

TEST_CASE("the strengths of a profile are between 0 and 1, one for each of its rows") {
    for (const char* kind : {"learners", "engagement", "personas"}) {
        const auto result = result_of(kind, 4);
        const analysis::Strengths& strengths = result->profiles->strengths;
        CHECK(strengths.features.size() == result->prepared.features->columns.size());
        CHECK(strengths.names.size() == result->prepared.rows->names.size());
        CHECK(strengths.others.size() == result->profiles->others.size());
        for (const auto& all : {strengths.features, strengths.names, strengths.others})
            for (const double strength : all)
                CHECK((std::isnan(strength) || (strength >= 0.0 && strength <= 1.0)));
    }
}
