#include "plot/studies/study_charts.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "support/chart_sizes.h"
#include "support/fake_studies.h"

using namespace cohortscope;

namespace {

const tests::EstimatedMeasure kMeasure;
const plot::Tokens& kDark = plot::tokens(plot::Theme::dark);

plot::Scene chart(const engine::Elbow& elbow, int k, float height = 420) {
    return plot::elbow_chart(elbow, k, 552, height, {}, kMeasure);
}

bool mentions(const plot::Scene& scene, const std::string& part) {
    for (const plot::Text& text : tests::shapes_of<plot::Text>(scene))
        if (text.text.find(part) != std::string::npos)
            return true;
    return false;
}

} // namespace

TEST_CASE("the elbow has no fault at any size, however much of it has landed") {
    for (const int landed : {0, 1, 2, 3, 7, 12})
        for (const int scored : {0, 1, 2, 12}) {
            if (scored > landed)
                continue;
            CAPTURE(landed);
            CAPTURE(scored);
            const auto elbow = tests::fake_elbow(landed, scored);
            tests::check_at_all_sizes([&](float width, float height,
                                          const plot::ChartOptions& options,
                                          const plot::TextMeasure& measure) {
                return plot::elbow_chart(elbow, landed + 1, width, height, options, measure);
            });
        }
}

TEST_CASE("the knee and the best of each score are named, the lowest of Davies–Bouldin") {
    const auto scene = chart(tests::fake_elbow(), 4);
    CHECK(tests::says(scene, "knee k = 5"));
    CHECK(tests::says(scene, "best k = 5 · 0.287"));
    CHECK(tests::says(scene, "best k = 5 · 45,010"));
    CHECK(tests::says(scene, "best k = 9 · 1.19"));
    CHECK(tests::says(scene, "lower is better"));
}

TEST_CASE("a knee and a best of some of the points are named so far") {
    const auto scene = chart(tests::fake_elbow(7, 3), 4);
    CHECK(mentions(scene, "knee so far"));
    CHECK(mentions(scene, "best so far k = 2"));
    CHECK(tests::says(scene, "…"));
    CHECK_FALSE(tests::says(chart(tests::fake_elbow(), 4), "…"));
}

TEST_CASE("the present k is the accent's, and none where it lies outside") {
    const auto accents = [](const plot::Scene& scene) {
        const auto discs = tests::shapes_of<plot::Disc>(scene);
        return std::count_if(discs.begin(), discs.end(),
                             [](const plot::Disc& disc) { return disc.fill == kDark.accent; });
    };
    CHECK(accents(chart(tests::fake_elbow(), 5)) == 4);
    CHECK(accents(chart(tests::fake_elbow(), 1)) == 1); // one cluster has no scores
    CHECK(accents(chart(tests::fake_elbow(), 15)) == 0);
    CHECK(mentions(chart(tests::fake_elbow(), 15), "k = 15"));
}

TEST_CASE("every k can be clicked over its whole column, landed or not") {
    for (const float height : {220.0f, 420.0f})
        for (const int landed : {0, 7, 12}) {
            const auto scene = chart(tests::fake_elbow(landed, landed), 4, height);
            std::set<int> values;
            for (const plot::Mark& mark : scene.marks) {
                values.insert(mark.value);
                CHECK(mark.tip.rfind("k = " + std::to_string(mark.value) + ":", 0) == 0);
            }
            CHECK(values.size() == 12);
            CHECK(*values.begin() == 1);
            CHECK(*values.rbegin() == 12);
        }
    const auto scene = chart(tests::fake_elbow(), 4);
    REQUIRE(scene.marks.size() == 12);
    CHECK(scene.marks[4].box.height() == scene.height);
    CHECK(scene.marks[4].tip == "k = 5: inertia 548,910, silhouette 0.287, Calinski–Harabasz "
                                "45,010, Davies–Bouldin 1.20");
    CHECK(scene.marks[0].tip == "k = 1: inertia 1,029,215, silhouette not defined, "
                                "Calinski–Harabasz not defined, Davies–Bouldin not defined");
}

TEST_CASE("the points of the inertia descend, each in the middle of its column") {
    const auto scene = chart(tests::fake_elbow(), 0);
    const auto discs = tests::shapes_of<plot::Disc>(scene);
    REQUIRE(discs.size() == 12 + 3 * 11);
    for (std::size_t i = 0; i < 12; ++i) {
        const plot::Box& column = scene.marks[i].box;
        CHECK(discs[i].centre.x == doctest::Approx((column.left + column.right) / 2));
        if (i > 0)
            CHECK(discs[i].centre.y > discs[i - 1].centre.y);
    }
}

TEST_CASE("an elbow of equal inertias, of one k, or of rows without any spread is drawn") {
    auto flat = tests::fake_elbow();
    for (engine::ElbowPoint& point : flat.points)
        point.inertia = 5.0;
    flat.knee = 0;
    CHECK(tests::fault_of(chart(flat, 3), 1, kMeasure) == "");
    for (engine::ElbowPoint& point : flat.points)
        point.inertia = 0.0;
    CHECK(tests::fault_of(chart(flat, 3), 1, kMeasure) == "");
    auto one = tests::fake_elbow(1, 1);
    one.largest = 1;
    one.complete = true;
    CHECK(tests::fault_of(chart(one, 1), 1, kMeasure) == "");
    CHECK(tests::fault_of(chart(one, 1, 220), 1, kMeasure) == "");
}
