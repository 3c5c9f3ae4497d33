#include "plot/studies/study_charts.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "support/chart_sizes.h"
#include "support/fake_studies.h"

using namespace cohortscope;

namespace {

const tests::EstimatedMeasure kMeasure;

plot::DendrogramChart chart(const analysis::Dendrogram& dendrogram, int k,
                            const std::vector<int>& colours = {}) {
    return plot::dendrogram_chart(dendrogram, k, colours, 552, 420, {}, kMeasure);
}

// Four leaves: 0 and 1 join at 1, 2 and 3 at 3, all at 8.
analysis::Dendrogram four_leaves() {
    analysis::Dendrogram dendrogram;
    dendrogram.leaf_rows = {40, 30, 20, 10};
    dendrogram.merges = {{0, 1, 1.0, 70}, {2, 3, 3.0, 30}, {4, 5, 8.0, 100}};
    return dendrogram;
}

} // namespace

TEST_CASE("dendrograms of 1 to 31 leaves have no fault at any size and cut") {
    for (const std::size_t leaves : {2u, 5u, 12u, 31u}) {
        const auto dendrogram = tests::fake_dendrogram(205785, leaves);
        for (const int k : {1, 2, 5, 15, 31}) {
            CAPTURE(leaves);
            CAPTURE(k);
            tests::check_at_all_sizes([&](float width, float height,
                                          const plot::ChartOptions& options,
                                          const plot::TextMeasure& measure) {
                return plot::dendrogram_chart(dendrogram, k, {}, width, height, options, measure)
                    .scene;
            });
        }
    }
}

TEST_CASE("the line of each k lies in the middle between the merges around it") {
    const auto made = chart(four_leaves(), 2);
    REQUIRE(made.cut_y.size() == 4);
    const float unit = (made.cut_y[2] - made.cut_y[1]) / 3.5f; // 5.5 down to 2, in pixels
    CHECK(made.plot.bottom - made.cut_y[3] == doctest::Approx(0.5f * unit).epsilon(0.001));
    CHECK(made.plot.bottom - made.cut_y[2] == doctest::Approx(2.0f * unit).epsilon(0.001));
    CHECK(made.plot.bottom - made.cut_y[1] == doctest::Approx(5.5f * unit).epsilon(0.001));
    CHECK(made.cut_y[0] >= made.plot.top);
    CHECK(made.plot.bottom - made.cut_y[0] > 8.0f * unit);
}

TEST_CASE("every k has a place of its own that is found again, even among equal heights") {
    auto equal = tests::fake_dendrogram(5000);
    for (std::size_t i = 5; i < 25; ++i)
        equal.merges[i].height = equal.merges[4].height;
    auto zero = tests::fake_dendrogram(5000);
    for (analysis::Merge& merge : zero.merges)
        merge.height = 0.0;
    for (const auto& dendrogram : {tests::fake_dendrogram(5000), equal, zero}) {
        const auto made = chart(dendrogram, 5);
        REQUIRE(made.cut_y.size() == 31);
        CHECK(tests::fault_of(made.scene, 1, kMeasure) == "");
        for (int k = 1; k <= 31; ++k) {
            const float y = made.cut_y[static_cast<std::size_t>(k - 1)];
            CHECK(plot::cut_at(made, y) == k);
            CHECK(y >= made.plot.top);
            CHECK(y <= made.plot.bottom);
            if (k > 1)
                CHECK(y > made.cut_y[static_cast<std::size_t>(k - 2)]);
        }
        CHECK(plot::cut_at(made, -100) == 1);
        CHECK(plot::cut_at(made, 1000) == 31);
    }
}

TEST_CASE("branches below the cut have their cluster's colour, those above none") {
    const std::vector<int> colours = {3, 3, 6, 6};
    const auto made = chart(four_leaves(), 2, colours);
    const float cut = made.cut_y[1];
    std::set<int> seen;
    for (const plot::Line& line : tests::shapes_of<plot::Line>(made.scene))
        for (const int colour : {3, 6})
            if (line.colour == plot::cluster_colour(colour, plot::Theme::dark)) {
                seen.insert(colour);
                CHECK(std::min(line.from.y, line.to.y) >= cut - 0.01f);
            }
    CHECK(seen == std::set<int>{3, 6});
    CHECK(tests::shapes_of<plot::Disc>(made.scene).size() == 2); // a marker for each cluster
    CHECK(tests::says(made.scene, "k = 2"));
}

TEST_CASE("merges and leaves say what they are") {
    const auto made = chart(four_leaves(), 2);
    const auto has = [&](const std::string& tip) {
        return std::any_of(made.scene.marks.begin(), made.scene.marks.end(),
                           [&](const plot::Mark& mark) { return mark.tip == tip; });
    };
    CHECK(has("2 clusters of 70 and 30 rows join at height 8.0"));
    CHECK(has("2 clusters of 40 and 30 rows join at height 1.0"));
    CHECK(has("10 rows in this leaf"));
    CHECK(tests::says(made.scene, "40"));
    for (const float y : {made.cut_y[0], made.cut_y[1]})
        for (const plot::Mark& mark : made.scene.marks)
            CHECK_FALSE(mark.box.contains({made.plot.left - 20, y})); // the tag is free to drag
}

TEST_CASE("narrow dendrograms turn the numbers of the leaves and keep those that fit") {
    const auto dendrogram = tests::fake_dendrogram(205785);
    const auto wide = plot::dendrogram_chart(dendrogram, 5, {}, 700, 420, {}, kMeasure).scene;
    const auto narrow = plot::dendrogram_chart(dendrogram, 5, {}, 360, 220, {}, kMeasure).scene;
    const auto turned = [](const plot::Scene& scene) {
        const auto texts = tests::shapes_of<plot::Text>(scene);
        return std::count_if(texts.begin(), texts.end(),
                             [](const plot::Text& text) { return text.turn > 0; });
    };
    CHECK(turned(wide) == 31);
    CHECK(turned(narrow) >= 10);
    CHECK(turned(narrow) < 31);
    CHECK(tests::says(narrow, "rows of the larger leaves · height: √(2Δ)"));
}

TEST_CASE("a tree of one leaf or none is drawn") {
    analysis::Dendrogram one;
    one.leaf_rows = {7};
    const auto made = chart(one, 1);
    CHECK(made.cut_y.size() == 1);
    CHECK(plot::cut_at(made, 50) == 1);
    CHECK(tests::fault_of(made.scene, 1, kMeasure) == "");
    CHECK(chart({}, 1).cut_y.empty());
    CHECK(plot::cut_at(chart({}, 1), 50) == 1);
}
