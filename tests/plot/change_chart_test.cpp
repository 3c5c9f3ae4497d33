#include "plot/studies/change_chart.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "support/changed_results.h"
#include "support/chart_sizes.h"
#include "support/knob.h"

using namespace cohortscope;
using engine::FlowEnds;
using engine::kAnyGroup;
using engine::kNotUsed;

namespace {

const tests::EstimatedMeasure kMeasure;

// As many rows from each group to each other, in thousands or less.
engine::Changes changes_of(const std::vector<std::vector<std::size_t>>& table,
                           std::vector<int> before, std::vector<int> after) {
    tests::GroupsByHand then{{}, {}, std::move(before)}, now{{}, {}, std::move(after)};
    std::uint32_t row = 0;
    for (std::size_t from = 0; from < table.size(); ++from)
        for (std::size_t to = 0; to < table[from].size(); ++to)
            for (std::size_t i = 0; i < table[from][to]; ++i, ++row) {
                for (auto* of : {&then, &now})
                    of->rows.push_back(row);
                then.labels.push_back(static_cast<analysis::Label>(from));
                now.labels.push_back(static_cast<analysis::Label>(to));
            }
    return changes_between(tests::result_of(then), tests::result_of(now));
}

std::size_t marks_of(const plot::Scene& scene, const FlowEnds& ends) {
    return static_cast<std::size_t>(std::ranges::count_if(
        scene.marks, [&](const plot::Mark& mark) { return plot::flow_of(mark.value) == ends; }));
}

} // namespace

TEST_CASE(
    "charts of what changed have no fault at any size, for 1 to 15 groups and rows left out") {
    for (const int k : {1, 2, 5, 9, 15}) {
        CAPTURE(k);
        const auto before = tests::random_groups(k, 3000, 1);
        const auto after = tests::random_groups(16 - k, 3000, 2);
        const engine::Changes changes = changes_between(before, after);
        for (const bool picked : {false, true})
            tests::check_at_all_sizes([&](float width, float, const plot::ChartOptions& options,
                                          const plot::TextMeasure& measure) {
                plot::ChangeView view{changes};
                if (picked) {
                    view.picked = FlowEnds{0, 0};
                    view.why = {"pay now counts for nothing", "their company became rare"};
                }
                return plot::change_chart(view, width, options, measure);
            });
    }
}

TEST_CASE("a click on a ribbon, a block or a sentence tells which rows are meant") {
    const auto changes = changes_of({{500, 120, 0}, {30, 300, 50}}, {0, 1}, {0, 1, 4});
    const plot::Scene scene = plot::change_chart({changes}, 380, {}, kMeasure);
    for (const FlowEnds& ends :
         {FlowEnds{0, 0}, FlowEnds{0, 1}, FlowEnds{1, 0}, FlowEnds{1, 1}, FlowEnds{1, 2}})
        CHECK(marks_of(scene, ends) > 5); // boxes along the ribbon
    CHECK(marks_of(scene, {0, 2}) == 0);
    for (int group = 0; group < 2; ++group)
        CHECK(marks_of(scene, {group, kAnyGroup}) == 3); // block, label, sentence
    CHECK(marks_of(scene, {kAnyGroup, 0}) == 2);
    CHECK(marks_of(scene, {kAnyGroup, 2}) == 3); // a new group has a sentence
    const auto tip = [&](const std::string& text) {
        return std::ranges::any_of(scene.marks,
                                   [&](const plot::Mark& mark) { return mark.tip == text; });
    };
    CHECK(tip("120 learners from group 0 to group 1: 19 % of group 0 before, 29 % of group 1 now"));
    CHECK(tip("500 learners stayed in group 0, 81 % of it"));
    CHECK(tip("50 learners: group 4 (new): 100 % from group 1"));
    CHECK(tests::says(scene, "200 of 1,000 learners changed group, 20\u00A0%"));
}

TEST_CASE("the ends of every flow survive the trip through a mark") {
    std::set<int> seen;
    for (int from = kAnyGroup; from < analysis::kMaximumClusters; ++from)
        for (int to = kAnyGroup; to < analysis::kMaximumClusters; ++to) {
            const int value = plot::flow_value({from, to});
            CHECK(value >= 0);
            CHECK(seen.insert(value).second);
            CHECK(plot::flow_of(value) == FlowEnds{from, to});
        }
    CHECK_FALSE(plot::flow_of(-1));
    CHECK_FALSE(plot::flow_of(1 << 20));
}

TEST_CASE("ribbons are as thick as their rows at both ends, whatever the number of blocks") {
    const auto changes = changes_of({{400, 100, 200, 300}}, {0}, {0, 1, 2, 3});
    const plot::Scene scene = plot::change_chart({changes}, 380, {}, kMeasure);
    std::vector<float> thick;
    for (const plot::Area& area : tests::shapes_of<plot::Area>(scene)) {
        thick.push_back(area.lower.front() - area.upper.front().y);
        CHECK(area.lower.back() - area.upper.back().y == doctest::Approx(thick.back()));
    }
    std::ranges::sort(thick);
    REQUIRE(thick.size() == 4);
    for (int i = 1; i < 4; ++i)
        CHECK(thick[std::size_t(i)] == doctest::Approx(thick[0] * float(i + 1)));
}

TEST_CASE(
    "only flows of less than 0.2 % are left out, and said; the largest of a group never are") {
    const auto changes =
        changes_of({{9'000, 19, 0}, {20, 11'000, 0}, {18, 0, 5}}, {0, 1, 2}, {0, 1, 2});
    const plot::Scene scene = plot::change_chart({changes}, 380, {}, kMeasure);
    CHECK(marks_of(scene, {0, 1}) == 0);
    CHECK(marks_of(scene, {1, 0}) == 0);
    CHECK(marks_of(scene, {2, 0}) > 0); // most of its group
    CHECK(marks_of(scene, {2, 2}) > 0); // they stayed
    CHECK(std::ranges::any_of(tests::shapes_of<plot::Text>(scene), [](const plot::Text& text) {
        return text.text.starts_with("2 other flows of less than 0.2 %");
    }));
    const auto fine = changes_of({{900, 2}, {3, 95}}, {0, 1}, {0, 1});
    CHECK(marks_of(plot::change_chart({fine}, 380, {}, kMeasure), {0, 1}) > 0);
}

TEST_CASE("rows left out have blocks of their own, only where there are some") {
    const auto changes = changes_between(tests::result_of({{1, 3, 5, 8}, {0, 0, 1, 1}, {0, 1}}),
                                         tests::result_of({{3, 5, 8, 9}, {0, 1, 1, 0}, {0, 1}}));
    const plot::Scene scene = plot::change_chart({changes}, 380, {}, kMeasure);
    CHECK(marks_of(scene, {kNotUsed, kAnyGroup}) == 2);
    CHECK(marks_of(scene, {kAnyGroup, kNotUsed}) == 2);
    CHECK(marks_of(scene, {0, kNotUsed}) > 0);
    CHECK(marks_of(scene, {kNotUsed, 0}) > 0);
    const auto all = changes_of({{4, 1}, {1, 4}}, {0, 1}, {0, 1});
    CHECK_FALSE(tests::says(plot::change_chart({all}, 380, {}, kMeasure), "left out"));
}

TEST_CASE("a picked flow stands out and says why") {
    const auto changes = changes_of({{500, 120}, {30, 350}}, {0, 1}, {0, 1});
    plot::ChangeView view{changes, FlowEnds{0, 1}, {"pay counts for less"}};
    const plot::Scene scene = plot::change_chart(view, 600, {}, kMeasure);
    CHECK(tests::says(scene, "120 learners from group 0 to group 1"));
    CHECK(tests::says(scene, "because pay counts for less"));
    float strongest = 0;
    for (const plot::Area& area : tests::shapes_of<plot::Area>(scene))
        strongest = std::max(strongest, area.fill.a);
    CHECK(strongest == doctest::Approx(0.85f));
}

TEST_CASE("the strip has both settings in one line and all changes in its tip") {
    engine::Settings before, now;
    CHECK(plot::change_strip(before, now, 900, {}, kMeasure).shapes.empty());
    before.kmeans.k = 3;
    now.kmeans.k = 8;
    now.weights["company_frequency"] = 0.0;
    test::turn(now, "rare_company_threshold", 50);
    const plot::Scene wide = plot::change_strip(before, now, 900, {}, kMeasure);
    CHECK(tests::says(wide, "before: k 3 · rare company 5"));
    CHECK(tests::says(wide, "now: k 8 · same company muted · rare company 50"));
    REQUIRE(wide.marks.size() == 1);
    CHECK(wide.marks[0].tip == "k 3 to 8\nsame company muted\nrare company 5 to 50");
    for (const float width : {60.0f, 200.0f, 380.0f}) {
        const plot::Scene narrow = plot::change_strip(before, now, width, {}, kMeasure);
        CHECK(tests::fault_of(narrow, 1, kMeasure) == "");
    }
    engine::Settings muted;
    muted.weights["company_frequency"] = 0.0;
    const plot::Scene from_defaults = plot::change_strip({}, muted, 900, {}, kMeasure);
    CHECK(tests::says(from_defaults, "before: the defaults"));
    CHECK(tests::says(from_defaults, "now: same company muted"));
}
