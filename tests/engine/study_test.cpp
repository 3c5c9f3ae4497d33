// Keys, nudges and values of the studies, and Ward as a method.
#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "base/error.h"
#include "engine/elbow_study.h"
#include "engine/labels_agreement.h"
#include "engine/sensitivity.h"
#include "engine/study_runs.h"
#include "sample/sample.h"
#include "support/knob.h"

using namespace cohortscope;
using namespace cohortscope::engine;

namespace {

constexpr std::size_t kRows = 3000;

std::shared_ptr<const data::Table> small_table() {
    return std::make_shared<const data::Table>(sample::make_sample(kRows, 7));
}

std::shared_ptr<const Result> final_of(Pipeline& pipeline, const Settings& settings) {
    base::Progress progress;
    return pipeline.final_result(settings, progress);
}

std::shared_ptr<const Result> small_result(const Settings& settings = {}) {
    Pipeline pipeline(small_table());
    return final_of(pipeline, settings);
}

template <class Value> Value run(Study study, const Result& result, StudyContext& context) {
    base::Progress progress;
    return std::get<Value>(run_study(
        study, result, context, [](const auto&) {}, progress));
}

std::vector<std::string> keys_of(const std::vector<NudgedSettings>& nudges) {
    std::vector<std::string> keys;
    for (const NudgedSettings& nudge : nudges)
        keys.push_back(nudge.key + " " + nudge.from + " " + nudge.to);
    return keys;
}

bool has(const std::vector<std::string>& list, const std::string& text) {
    return std::ranges::find(list, text) != list.end();
}

} // namespace

TEST_CASE("every study has a name that finds it") {
    for (const Study study : kAllStudies)
        CHECK(find_study(name_of(study)) == study);
    CHECK_FALSE(find_study("elbows"));
}

TEST_CASE("another k leaves the studies of the features as they are") {
    Pipeline pipeline(small_table());
    Settings settings;
    const auto five = final_of(pipeline, settings);
    settings.kmeans.k = 4;
    const auto four = final_of(pipeline, settings);
    for (const Study study : kAllStudies)
        CHECK((study_key(study, *five) == study_key(study, *four)) == !is_of_clusters(study));
    CHECK(study_subject(Study::silhouette, settings) == "k = 4");
}

TEST_CASE("another weight changes what every study depends on, the picture's axes change nothing") {
    Pipeline pipeline(small_table());
    Settings settings;
    const auto before = final_of(pipeline, settings);
    settings.pca_y = 3;
    const auto turned = final_of(pipeline, settings);
    settings.weights["ctc_log"] = 2.0;
    const auto weighted = final_of(pipeline, settings);
    for (const Study study : kAllStudies) {
        CHECK(study_key(study, *before) == study_key(study, *turned));
        CHECK(study_key(study, *before) != study_key(study, *weighted));
    }
}

TEST_CASE("no value of a study of clusters belongs to a preview") {
    Pipeline pipeline(small_table());
    const auto before = final_of(pipeline, {});
    Settings settings;
    settings.weights["ctc_log"] = 2.0;
    const auto preview = pipeline.preview(settings, *before, 8.0);
    for (const Study study : kAllStudies)
        CHECK((study_key(study, *preview) == base::Fingerprint{}) == is_of_clusters(study));
}

TEST_CASE("every knob is nudged once in each direction that there is") {
    Settings settings;
    settings.weights["ctc_log"] = 3.0;
    settings.weights["job_frequency"] = 0.0;
    test::turn(settings, "rare_company_threshold", 1);
    settings.kmeans.k = 2;
    const auto result = small_result(settings);
    const std::vector<std::string> keys = keys_of(nudged_settings(*result));
    CHECK(has(keys, "weight.ctc_log 3 2.75"));
    CHECK(has(keys, "weight.job_frequency 0 0.25"));
    CHECK(has(keys, "weight.years_of_experience 1 1.25"));
    CHECK(has(keys, "weight.years_of_experience 1 0.75"));
    CHECK(has(keys, "rare_company_threshold 1 2"));
    CHECK(has(keys, "outliers.low 1 0"));
    CHECK(has(keys, "outliers.high 99 100"));
    CHECK(has(keys, "scaler standard minmax"));
    CHECK(has(keys, "kmeans.k 2 3"));
    CHECK(has(keys, "seed 42 43"));
    CHECK(std::set<std::string>(keys.begin(), keys.end()).size() == keys.size());
    for (const char* none : {"weight.ctc_log 3 3.25", "rare_company_threshold 1 1", "kmeans.k 2 1",
                             "scaler standard standard"})
        CHECK_FALSE(has(keys, none));
}

TEST_CASE("a nudge applied gives the settings that were tried, with standard weights left out") {
    engine::Settings settings;
    settings.weights["ctc_log"] = 0.75;
    engine::Nudge nudge{"weight.ctc_log", "0.75", "1", 0.1, "0.5", 0.05};
    CHECK(engine::nudged(settings, nudge) == engine::Settings());
    nudge = {"kmeans.k", "5", "6", 0.1, "", engine::kUnknown};
    CHECK(engine::nudged(settings, nudge).kmeans.k == 6);
    CHECK(engine::nudged(settings, nudge).weights == settings.weights);
    nudge = {"outliers.low", "1", "60", 0.1, "", engine::kUnknown};
    CHECK_THROWS_AS(engine::nudged(settings, nudge), base::Error);
}

TEST_CASE("sensitivity lists every key once, most change first") {
    const auto result = small_result();
    StudyContext context;
    const auto made = run<Sensitivity>(Study::sensitivity, *result, context);
    CHECK(made.complete);
    std::set<std::string> keys;
    for (const NudgedSettings& nudge : nudged_settings(*result))
        keys.insert(nudge.key);
    CHECK(made.nudges.size() == keys.size());
    for (std::size_t i = 0; i < made.nudges.size(); ++i) {
        const Nudge& nudge = made.nudges[i];
        CHECK(keys.erase(nudge.key) == 1);
        CHECK(nudge.change >= -0.1);
        CHECK(nudge.change <= 1.5);
        CHECK_FALSE(nudge.other_change > nudge.change);
        if (i > 0)
            CHECK(nudge.change <= made.nudges[i - 1].change);
    }
}

TEST_CASE("agreement counts only the rows that both have") {
    features::PreparedRows first, second;
    first.rows = std::vector<std::uint32_t>{0, 1, 2, 5, 7};
    second.rows = std::vector<std::uint32_t>{1, 2, 3, 5, 7};
    analysis::Clustering one, other;
    one.k = other.k = 2;
    one.labels = {0, 0, 0, 1, 1};
    other.labels = {1, 1, 0, 0, 0}; // the same groups of rows 1, 2 | 5, 7
    CHECK(labels_agreement(first, one, second, other) == doctest::Approx(1.0));
    second.rows = std::vector<std::uint32_t>{10, 11, 12, 13, 14};
    CHECK(labels_agreement(first, one, second, other) == 0.0);
}

TEST_CASE("the elbow lands k by k and ends complete") {
    const auto result = small_result();
    base::Progress progress;
    std::size_t landed = 0;
    const auto partial = [&](StudyValue value) {
        const auto& elbow = std::get<Elbow>(value);
        CHECK(elbow.points.size() >= landed);
        CHECK_FALSE(elbow.complete);
        landed = elbow.points.size();
    };
    const Elbow elbow = study_elbow(*result, partial, progress);
    REQUIRE(elbow.points.size() == kElbowLargest);
    CHECK(landed == kElbowLargest);
    CHECK(elbow.complete);
    CHECK(elbow.knee > 1);
    CHECK(elbow.points[4].inertia == result->clustering->inertia);
    for (std::size_t i = 1; i < elbow.points.size(); ++i) {
        CHECK(elbow.points[i].inertia < elbow.points[i - 1].inertia);
        CHECK(elbow.points[i].silhouette > -1.0);
        CHECK(elbow.points[i].calinski_harabasz > 0.0);
        CHECK(elbow.points[i].davies_bouldin > 0.0);
    }
}

TEST_CASE("the elbow of a table with few distinct rows ends at their number") {
    Settings settings;
    for (const char* off : {"years_of_experience", "company_frequency", "job_frequency", "ctc_log"})
        settings.weights[off] = 0.0;
    settings.kmeans.k = 2;
    const auto result = small_result(settings);
    base::Progress progress;
    const Elbow elbow = study_elbow(
        *result, [](const auto&) {}, progress);
    CHECK(elbow.largest < kElbowLargest);
    CHECK(elbow.points.size() == static_cast<std::size_t>(elbow.largest));
    CHECK(elbow.complete);
}

TEST_CASE("a warm elbow follows the preview's matrix and never claims to be final") {
    Pipeline pipeline(small_table());
    const auto result = final_of(pipeline, {});
    base::Progress progress;
    const Elbow before = study_elbow(
        *result, [](const auto&) {}, progress);
    Settings settings;
    settings.weights["ctc_log"] = 1.3;
    const auto preview = pipeline.preview(settings, *result, 8.0);
    const std::optional<Elbow> warm = warm_elbow(before, *preview, 1000.0);
    REQUIRE(warm);
    CHECK(warm->warm);
    CHECK_FALSE(warm->complete);
    const auto final_result = final_of(pipeline, settings);
    const Elbow after = study_elbow(
        *final_result, [](const auto&) {}, progress);
    for (std::size_t i = 0; i < warm->points.size(); ++i)
        CHECK(warm->points[i].inertia == doctest::Approx(after.points[i].inertia).epsilon(0.10));
}

TEST_CASE("with Ward as the method every part of the result shows its clusters") {
    Settings settings;
    settings.method = Method::ward;
    Pipeline pipeline(small_table());
    const auto result = final_of(pipeline, settings);
    CHECK(result->clustering->k == 5);
    std::size_t rows = 0;
    for (const std::size_t size : result->clustering->sizes)
        rows += size;
    CHECK(rows == result->rows());
    CHECK(result->profiles->clusters.size() == 5);
    CHECK(result->profiles->clusters[0].size == result->clustering->sizes[0]);
    CHECK(result->clustering_key != small_result()->clustering_key);
}

TEST_CASE("once Ward's tree is known another k costs no clustering") {
    Settings settings;
    settings.method = Method::ward;
    Pipeline pipeline(small_table());
    CHECK_FALSE(pipeline.final_is_cheap(settings));
    const auto five = final_of(pipeline, settings);
    settings.kmeans.k = 7;
    CHECK(pipeline.final_is_cheap(settings));
    const auto seven = final_of(pipeline, settings);
    // Cuts are nested: a cluster of seven lies within one of five.
    std::set<std::pair<int, int>> pairs;
    for (std::size_t row = 0; row < five->rows(); ++row)
        pairs.insert({five->clustering->labels[row], seven->clustering->labels[row]});
    CHECK(pairs.size() == 7);
}

TEST_CASE("until Ward's tree is there a preview shows the clusters of before") {
    Pipeline pipeline(small_table());
    const auto before = final_of(pipeline, {});
    Settings settings;
    settings.method = Method::ward;
    settings.kmeans.k = 3;
    const auto preview = pipeline.preview(settings, *before, 8.0);
    CHECK_FALSE(preview->final_result);
    CHECK(preview->clustering->converged);
    CHECK(preview->clustering->labels == before->clustering->labels);
    CHECK(preview->clustering->inertia ==
          doctest::Approx(before->clustering->inertia).epsilon(1e-9));
}

TEST_CASE("the comparison's tables add up and the shared rows lie on the diagonal") {
    const auto result = small_result();
    StudyContext context;
    const auto made = run<Comparison>(Study::compare, *result, context);
    REQUIRE(made.k == 5);
    std::size_t all = 0, shared = 0;
    for (std::size_t ward = 0; ward < 5; ++ward)
        for (std::size_t kmeans = 0; kmeans < 5; ++kmeans) {
            all += made.contingency[ward * 5 + kmeans];
            shared += ward == kmeans ? made.contingency[ward * 5 + kmeans] : 0;
        }
    CHECK(all == result->rows());
    CHECK(2 * shared > all);
    CHECK(made.kmeans_sizes == result->clustering->sizes);
    // The leaves of a Ward cluster hold its rows.
    std::vector<std::size_t> from_leaves(25);
    for (std::size_t i = 0; i < made.leaf_counts.size(); ++i)
        from_leaves[static_cast<std::size_t>(made.ward_of_leaf[i / 5]) * 5 + i % 5] +=
            made.leaf_counts[i];
    CHECK(from_leaves == made.contingency);
    CHECK(made.adjusted_rand > 0.2);
    CHECK(made.adjusted_rand <= 1.0);
    CHECK(made.normalized_mutual_information <= 1.0);
}

TEST_CASE("Ward against K-Means is the same whichever is shown") {
    StudyContext context;
    Settings settings;
    const auto kmeans = small_result(settings);
    settings.method = Method::ward;
    const auto ward = small_result(settings);
    const auto first = run<Comparison>(Study::compare, *kmeans, context);
    const auto second = run<Comparison>(Study::compare, *ward, context);
    CHECK(first.contingency == second.contingency);
    CHECK(first.kmeans_is_shown);
    CHECK_FALSE(second.kmeans_is_shown);
    std::vector<std::size_t> sizes = ward->clustering->sizes, same = first.ward_sizes;
    std::ranges::sort(sizes);
    std::ranges::sort(same);
    CHECK(sizes == same);
    // Ward's clusters have the numbers that they have where Ward is shown.
    CHECK(first.ward_number == second.ward_number);
    for (std::size_t c = 0; c < second.ward_sizes.size(); ++c)
        CHECK(second.ward_sizes[c] ==
              ward->clustering->sizes[static_cast<std::size_t>(second.ward_number[c])]);
}

TEST_CASE("silhouettes of the result come with profiles and the rows below 0") {
    const auto result = small_result();
    StudyContext context;
    const auto made = run<SilhouetteStudy>(Study::silhouette, *result, context);
    CHECK(made.silhouette.values.size() == result->rows());
    CHECK(made.profiles.size() == 5);
    CHECK(made.sizes == result->clustering->sizes);
    std::size_t below = 0;
    for (std::size_t row = 0; row < result->rows(); ++row) {
        const bool is_below = made.silhouette.values[row] < 0.0;
        CHECK(made.negative->contains(result->prepared.rows->rows[row]) == is_below);
        below += is_below ? 1 : 0;
    }
    CHECK(below == made.negative_rows);
    CHECK(made.negative->count() == below);
    for (const std::vector<double>& profile : made.profiles)
        CHECK(std::ranges::is_sorted(profile, std::greater()));
}
