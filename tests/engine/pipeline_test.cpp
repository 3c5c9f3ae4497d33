#include "engine/pipeline.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/parallel.h"
#include "support/knob.h"
#include "support/learner_table.h"

using namespace cohortscope;
using engine::Pipeline;
using engine::Result;
using engine::Settings;

namespace {

std::shared_ptr<const Result> analyse(Pipeline& pipeline, const Settings& settings) {
    base::Progress progress;
    return pipeline.final_result(settings, progress);
}

void check_same(const Result& one, const Result& two) {
    CHECK(one.clustering->labels == two.clustering->labels);
    CHECK(one.clustering->centres == two.clustering->centres);
    CHECK(one.clustering->inertia == two.clustering->inertia);
    CHECK(one.pca->components == two.pca->components);
    CHECK(one.projection->x == two.projection->x);
    CHECK(one.projection->y == two.projection->y);
    for (std::size_t c = 0; c < one.profiles->clusters.size(); ++c) {
        CHECK(one.profiles->clusters[c].feature_means == two.profiles->clusters[c].feature_means);
        CHECK(one.profiles->clusters[c].measure_median == two.profiles->clusters[c].measure_median);
        CHECK(one.profiles->clusters[c].name == two.profiles->clusters[c].name);
    }
}

// A walk over the knobs, each step within range.
std::vector<Settings> walk() {
    std::vector<Settings> steps;
    Settings s;
    const auto step = [&](const auto& change) {
        change(s);
        steps.push_back(s);
    };
    step([](Settings& x) { x.kmeans.k = 7; });
    step([](Settings& x) { x.weights["ctc_log"] = 2.0; });
    step([](Settings& x) { test::turn(x, "rare_company_threshold", 30); });
    step([](Settings& x) { test::turn(x, "outliers.mode", "drop"); });
    step([](Settings& x) { test::turn(x, "outliers.low", 5.0); });
    step([](Settings& x) { test::turn(x, "impute.year", "neighbours"); });
    step([](Settings& x) { x.reference_year = 2019; });
    step([](Settings& x) { test::turn(x, "impute.role", "other"); });
    step([](Settings& x) { x.scaler = features::Scaler::robust; });
    step([](Settings& x) { x.clean.person_rows = features::PersonRows::last; });
    step([](Settings& x) { x.weights["job_frequency"] = 0.0; });
    step([](Settings& x) { x = Settings(); });
    return steps;
}

} // namespace

TEST_CASE("a final result has the same bits whatever was computed before it") {
    const auto table = tests::random_table(3000, 1);
    Pipeline travelled(table);
    for (const Settings& settings : walk()) {
        const auto after_walk = analyse(travelled, settings);
        Pipeline fresh(table);
        check_same(*after_walk, *analyse(fresh, settings));
    }
}

TEST_CASE("a final result has the same bits on 1, 2 and 7 threads") {
    const auto table = tests::random_table(20'000, 2);
    Pipeline all(table);
    const auto expected = analyse(all, {});
    for (const int threads : {1, 2, 7}) {
        const base::ThreadLimit limit(threads);
        Pipeline pipeline(table);
        check_same(*expected, *analyse(pipeline, {}));
    }
}

TEST_CASE("previews never change a final result") {
    const auto table = tests::random_table(4000, 3);
    Pipeline plain(table);
    Pipeline previewed(table);
    std::shared_ptr<const Result> shown = analyse(previewed, {});
    Settings settings;
    for (int k = 2; k <= 9; ++k) {
        settings.kmeans.k = k;
        settings.weights["ctc_log"] = 0.25 * k;
        shown = previewed.preview(settings, *shown, 8.0);
        CHECK(!shown->final_result);
        CHECK(shown->clustering->k == k);
        check_same(*analyse(plain, settings), *analyse(previewed, settings));
    }
}

TEST_CASE("previews survive a change of the rows") {
    Pipeline pipeline(tests::random_table(4000, 4));
    std::shared_ptr<const Result> shown = analyse(pipeline, {});
    Settings settings;
    for (const auto rows :
         {features::PersonRows::first, features::PersonRows::last, features::PersonRows::all}) {
        settings.clean.person_rows = rows;
        shown = pipeline.preview(settings, *shown, 8.0);
        CHECK(shown->clustering->labels.size() == shown->rows());
        std::size_t total = 0;
        for (const std::size_t size : shown->clustering->sizes)
            total += size;
        CHECK(total == shown->rows());
    }
}

TEST_CASE("going back to earlier settings is answered by the memo") {
    Pipeline pipeline(tests::random_table(2000, 5));
    const auto first = analyse(pipeline, {});
    Settings other;
    other.kmeans.k = 3;
    CHECK(!pipeline.final_is_cheap(other));
    analyse(pipeline, other);
    CHECK(pipeline.final_is_cheap({}));
    CHECK(analyse(pipeline, {}) == first);
    other.pca_y = 3; // the view alone
    CHECK(pipeline.final_is_cheap(other));
}

TEST_CASE("a remembered final bears the settings that were asked for") {
    Pipeline pipeline(tests::random_table(300, 3));
    const auto first = analyse(pipeline, Settings());
    Settings other;
    other.columns["level.missing"] = 2.0; // of a table before: this schema has no such knob
    const auto same = analyse(pipeline, other);
    CHECK(same->settings == other);
    CHECK(same->clustering == first->clustering);
    CHECK(analyse(pipeline, Settings())->settings == Settings());
}

TEST_CASE("a knob that acts through muted features alone clusters nothing again") {
    Pipeline pipeline(tests::random_table(2000, 5));
    Settings settings;
    settings.weights = {{"job_frequency", 0.0}, {"company_frequency", 0.0}};
    const auto before = analyse(pipeline, settings);
    test::turn(settings, "impute.role", "other");
    test::turn(settings, "rare_role_threshold", 200);
    test::turn(settings, "rare_company_threshold", 8);
    CHECK(pipeline.final_is_cheap(settings));
    const auto after = analyse(pipeline, settings);
    CHECK(after->prepared.rows->fingerprint != before->prepared.rows->fingerprint);
    CHECK(after->clustering == before->clustering); // not equal alone: the same
    settings.weights.erase("company_frequency");
    CHECK_FALSE(pipeline.final_is_cheap(settings));
}

TEST_CASE("what does not fit the table is an error and leaves the pipeline usable") {
    Pipeline pipeline(tests::random_table(300, 6));
    Settings bad;
    bad.pca_x = 6;
    CHECK_THROWS_AS(analyse(pipeline, bad), base::Error);
    bad = {};
    bad.weights["no such column"] = 1.0;
    CHECK_THROWS_AS(analyse(pipeline, bad), base::Error);
    bad = {};
    for (const char* name : {"years_of_experience", "ctc_update_count", "company_frequency",
                             "job_frequency", "ctc_log"})
        bad.weights[name] = 0.0;
    CHECK_THROWS_AS(analyse(pipeline, bad), base::Error);
    CHECK_NOTHROW(analyse(pipeline, {}));
}

TEST_CASE("a projection's key changes exactly when its points do") {
    Pipeline pipeline(tests::random_table(3000, 14));
    std::shared_ptr<const Result> shown = analyse(pipeline, {});
    Settings settings;
    for (int step = 1; step <= 12; ++step) {
        settings.weights["ctc_update_count"] = 0.25 * step;
        const auto preview = pipeline.preview(settings, *shown, 8.0);
        const auto final = analyse(pipeline, settings);
        CHECK((preview->projection_key == final->projection_key) ==
              (preview->projection->x == final->projection->x &&
               preview->projection->y == final->projection->y));
        CHECK(preview->projection_key != shown->projection_key);
        shown = preview;
    }
}
