#include "engine/fitted_settings.h"

#include <doctest/doctest.h>

#include "support/learner_table.h"

using namespace cohortscope;
using engine::fit_settings;
using engine::FittedSettings;
using engine::Settings;

namespace {

std::shared_ptr<const data::Table> with_score() {
    data::Table table = *tests::table_of({"a,x,2015,100,r,2019", "b,y,2016,200,s,2019"});
    table.numeric.push_back({"score", {1.0, 2.0}});
    return std::make_shared<const data::Table>(std::move(table));
}

} // namespace

TEST_CASE("settings that fit the table stay as they are, without a word") {
    Settings settings;
    settings.weights = {{"ctc_log", 0.5}, {"score", 1.0}};
    settings.pca_y = 6;
    const FittedSettings fitted = fit_settings(settings, with_score());
    CHECK(fitted.settings == settings);
    CHECK(fitted.dropped.empty());
}

TEST_CASE("weights of columns that the table lacks are dropped and named; the others stay") {
    Settings settings;
    settings.kmeans.k = 3;
    settings.weights = {{"ctc_log", 0.5}, {"hours", 1.0}, {"score", 2.0}};
    const FittedSettings fitted = fit_settings(settings, with_score());
    CHECK(fitted.settings.weights == features::Weights{{"ctc_log", 0.5}, {"score", 2.0}});
    CHECK(fitted.settings.kmeans.k == 3);
    CHECK(fitted.dropped ==
          "test table has no column of numbers \"hours\": its weight was dropped");
}

TEST_CASE("a component beyond the features that are left becomes the default one") {
    Settings settings;
    settings.weights = {{"hours", 1.0}, {"score", 1.0}};
    settings.pca_x = 7;
    const FittedSettings fitted = fit_settings(settings, with_score());
    CHECK(fitted.settings.pca_x == 1);
    CHECK(fitted.settings.pca_y == 2);
    settings.pca_x = 6;
    CHECK(fit_settings(settings, with_score()).settings.pca_x == 6);
}
