// A baseline: pinned, carried by every panel, flipped to, and let go.
#include <doctest/doctest.h>

#include "engine/changes.h"
#include "engine/flow_story.h"
#include "engine/pipeline.h"
#include "engine/selection/shapes.h"
#include "sample/sample.h"
#include "support/headless_studies.h"
#include "ui/controls/tabs.h"

using namespace cohortscope;
using engine::Study;
using tests::StudyBench;
using ui::Command;

namespace {

std::shared_ptr<const engine::Result> result_of_one_table(int k) {
    static engine::Pipeline pipeline(
        std::make_shared<data::Table>(sample::make_sample(StudyBench::kRows, 42)));
    engine::Settings settings;
    settings.kmeans.k = k;
    settings.kmeans.restarts = 2;
    base::Progress progress;
    return pipeline.final_result(settings, progress);
}

// What the worker would answer, set by hand.
struct BaselineBench : StudyBench {
    explicit BaselineBench(const std::string& tab = ui::kChangedTab, float width = 1600,
                           float height = 900)
        : StudyBench(tab, width, height) {
        show_final(3);
        frames(4);
    }
    void show_final(int k) {
        auto result = std::make_shared<engine::Result>(*result_of_one_table(k));
        result->serial = live.result ? live.result->serial + 1 : 1;
        live.result = result;
        workbench().set_settings(result->settings);
        live.shown_final = std::make_shared<const engine::ShownFinal>(
            engine::ShownFinal{live.result->prepared.table->fingerprint,
                               live.result->settings,
                               {},
                               live.result->identity,
                               {}});
        compare();
    }
    void compare() {
        if (live.baseline)
            live.changes = std::make_shared<const engine::Changes>(
                engine::changes_between(*live.baseline, *live.result));
    }
    void pin() {
        workbench().run(Command::toggle_baseline);
        live.baseline = live.result;
        compare();
        frames(3);
    }
    const engine::Document& document() { return workbench().history().present(); }
    std::size_t steps() { return workbench().history().steps().size(); }
};

ImVec2 middle(const plot::Box& box) {
    return {(box.left + box.right) / 2, (box.top + box.bottom) / 2};
}

} // namespace

TEST_CASE("B pins the final shown as one step, again lets it go; undo and redo follow") {
    BaselineBench ui;
    const std::size_t before = ui.steps();
    ui.workbench().run(Command::toggle_baseline);
    CHECK(ui.document().baseline == ui.live.shown_final);
    CHECK(ui.steps() == before + 1);
    CHECK(ui.workbench().history().steps().back().words == "baseline pinned");
    CHECK(ui.frame().wish.baseline == ui.live.shown_final);
    CHECK(ui.workbench().history().steps().back().effect.empty());
    ui.workbench().run(Command::undo);
    CHECK(ui.frame().wish.baseline == nullptr);
    ui.workbench().run(Command::redo);
    CHECK(ui.frame().wish.baseline == ui.live.shown_final);
    ui.workbench().run(Command::toggle_baseline);
    CHECK(ui.frame().wish.baseline == nullptr);
    CHECK(ui.steps() == before + 2);
}

TEST_CASE("what a step to another table left behind is told until one goes back before it") {
    BaselineBench ui;
    ui.workbench().run(Command::toggle_baseline);
    ui.frames(2);
    const std::shared_ptr<const engine::Result> before = ui.live.result;
    auto table = std::make_shared<data::Table>(*before->prepared.table);
    table->fingerprint = base::Hasher().add(table->fingerprint).add_number(1).finish();
    auto other = std::make_shared<engine::Result>(*before);
    other->prepared.table = table;
    other->serial = before->serial + 1;
    ui.live.result = other;
    ui.frames(3);
    CHECK(ui.shows("The baseline was pinned for another table"));
    ui.workbench().run(Command::undo);
    ui.live.result = before;
    ui.frames(3);
    CHECK(ui.document().baseline != nullptr);
    CHECK_FALSE(ui.shows("The baseline was pinned for another table"));
    // What else was told stays.
    ui.workbench().set_message("broken.csv:3: expected 6 cells");
    ui.workbench().run(Command::undo);
    ui.frames(2);
    CHECK(ui.shows("broken.csv:3"));
}

TEST_CASE("a baseline that is asked for during a preview is the final that follows") {
    BaselineBench ui;
    const auto final_shown = ui.live.shown_final;
    ui.live.shown_final.reset();
    ui.frame();
    ui.workbench().run(Command::toggle_baseline);
    CHECK(ui.document().baseline == nullptr);
    ui.live.shown_final = final_shown;
    ui.frame();
    CHECK(ui.document().baseline == final_shown);
}

TEST_CASE("the line above the map tells both settings and moves nothing but the map") {
    BaselineBench ui;
    const plot::Box heading = ui.find("Clusters"), knob = ui.find("Scaler");
    const plot::Box map = ui.find("Projection");
    ui.pin();
    CHECK(ui.shows("Baseline pinned: no setting differs"));
    ui.show_final(4);
    ui.frames(3);
    CHECK(ui.shows("before: k 3"));
    CHECK(ui.find("Clusters").top == heading.top);
    CHECK(ui.find("Scaler").top == knob.top);
    CHECK(ui.find("Projection").top > map.top);
    CHECK(ui.find("Projection").left == map.left);
    ui.workbench().run(Command::toggle_baseline);
    ui.frames(3);
    CHECK(!ui.shows("before: k 3"));
    CHECK(ui.find("Projection").top == map.top);
}

TEST_CASE("the tab says how to pin, and pins") {
    BaselineBench ui;
    CHECK(ui.shows("Here will stand which"));
    ui.click_text("Pin baseline");
    CHECK(ui.document().baseline == ui.live.shown_final);
}

TEST_CASE("a click on a flow selects its rows by the groups' colours and asks why") {
    BaselineBench ui(ui::kChangedTab, 1600, 1600); // with the sentences in sight
    ui.pin();
    CHECK(ui.shows("None of "));
    ui.show_final(4);
    ui.frames(3);
    CHECK(ui.shows(" changed group"));
    const std::string sentence = engine::sentence_of_earlier(*ui.live.changes, 0);
    const plot::Box box = ui.lowest(sentence.substr(0, sentence.find(':')).substr(0, 8));
    REQUIRE(box.width() > 0);
    const ui::FrameOutput out = ui.click(middle(box).x, middle(box).y);
    REQUIRE(out.wish.flow.has_value());
    CHECK(out.wish.flow->to == engine::kAnyGroup);
    const auto* rows = std::get_if<engine::FlowRows>(&out.wish.picking.shape.what);
    REQUIRE(rows != nullptr);
    CHECK(rows->colours == *out.wish.flow);
    CHECK(rows->origin.starts_with("before in "));
    ui.workbench().set_tab("profile");
    CHECK(!ui.frame().wish.flow.has_value());
}

TEST_CASE("a told flow stands in the chart") {
    BaselineBench ui;
    ui.pin();
    ui.show_final(4);
    ui.frames(3);
    const engine::Changes& changes = *ui.live.changes;
    engine::FlowEnds ends{0, 0};
    for (int to = 1; to < changes.flows.after_k; ++to)
        if (changes.flows.rows(0, to) > changes.flows.rows(0, ends.to))
            ends.to = to;
    // The largest ribbon starts at the top of the left column of blocks: searched by its tip.
    bool picked = false;
    for (float y = 480; y < 880 && !picked; y += 6) {
        ui.move(1380, y);
        ui.frames(2);
        if (!ui.shows("Click to select these rows"))
            continue;
        const ui::FrameOutput out = ui.click(1380, y);
        picked = out.wish.flow && out.wish.flow->from >= 0 && out.wish.flow->to >= 0;
        if (!picked)
            continue;
        auto story = std::make_shared<engine::FlowStory>();
        story->ends = *engine::groups_of(changes, *out.wish.flow);
        story->changes = ui.live.changes;
        story->why = {"the groups lie elsewhere"};
        ui.live.story = story;
        ui.frames(2);
        CHECK(ui.shows("because the groups lie"));
        CHECK(ui.shows("Looking for what tells"));
        auto whole = std::make_shared<engine::FlowStory>(*story);
        whole->contrast = "Against those who stayed: 19 years instead of 8";
        whole->complete = true;
        ui.live.story = whole;
        ui.frames(2);
        CHECK(ui.shows("Against those who stayed"));
    }
    CHECK(picked);
}

TEST_CASE("while the key is held everything shows the baseline, and nothing is edited") {
    BaselineBench ui("profile");
    ui.pin();
    ui.show_final(6);
    ui.frames(20);
    const auto document = ui.document();
    ui.workbench().hold_flip_key(true);
    ui::FrameOutput out = ui.frames(2);
    CHECK(ui.shows("Before"));
    CHECK(!ui.shows("Final"));
    CHECK(ui.clouds.at(0).style.colours.size() == 3);
    CHECK(out.wish.settings.kmeans.k == 6);
    const plot::Box k = ui.find("Rare");
    REQUIRE(k.width() > 0);
    out = ui.click(150, k.bottom + 14); // on the track of a slider
    out = ui.click(150, k.bottom + 40);
    CHECK(ui.document() == document);
    ui.workbench().hold_flip_key(false);
    out = ui.frame();
    CHECK(ui.shows("Final"));
    CHECK(ui.clouds.at(0).style.colours.size() == 6);
    CHECK(ui.document() == document);
}

TEST_CASE("while the key is held the selected rows are shown among the baseline's groups") {
    BaselineBench ui("profile");
    ui.pin();
    ui.show_final(6);
    ui.frames(3);
    const engine::Result& now = *ui.live.result;
    const auto rows = rows_in(now, {engine::NumberRange{now.profiles->measure->name, 0, 1e6}});
    ui.workbench().set_selection(rows, "low pay");
    ui.frames(4);
    REQUIRE(ui.clouds.at(0).selected_rows == rows->count());
    ui.workbench().hold_flip_key(true);
    ui.frames(3);
    CHECK(ui.shows("Before"));
    CHECK(ui.clouds.at(0).style.colours.size() == 3);
    CHECK(ui.clouds.at(0).selected_rows == rows->count());
    CHECK(ui.shows(" selected · low pay"));
    ui.workbench().hold_flip_key(false);
    ui.frames(3);
    CHECK(ui.clouds.at(0).style.colours.size() == 6);
    CHECK(ui.clouds.at(0).selected_rows == rows->count());
}

TEST_CASE("the map is where it was after the baseline was shown") {
    BaselineBench ui("profile");
    ui.pin();
    ui.show_final(6);
    ui.frames(30);
    const plot::CloudView view = ui.clouds.at(0).view;
    ui.workbench().hold_flip_key(true);
    ui.frame();
    ui.workbench().hold_flip_key(false);
    ui.frame();
    CHECK(ui.clouds.at(0).view.min_x == view.min_x);
    CHECK(ui.clouds.at(0).view.max_y == view.max_y);
}

TEST_CASE("without a baseline, or while something is typed, the key shows nothing") {
    BaselineBench ui("profile");
    ui.workbench().hold_flip_key(true);
    ui.frame();
    CHECK(!ui.shows("Before"));
    ui.workbench().hold_flip_key(false);
    ui.pin();
    ui.key(ImGuiKey_Tab); // a control has the keyboard: Space presses it
    ui.workbench().hold_flip_key(true);
    ui.frame();
    CHECK(!ui.shows("Before"));
}

TEST_CASE("tips carry what a group was like before") {
    BaselineBench ui("profile");
    ui.pin();
    ui.show_final(4);
    ui.frames(3);
    const plot::Box name = ui.find(ui.live.result->name(0).substr(0, 6));
    REQUIRE(name.width() > 0);
    bool told = false;
    for (float x = name.right + 20; x < 1580 && !told; x += 10) {
        ui.move(x, middle(name).y);
        ui.frames(2);
        told = ui.shows("before: ") && ui.find("before: ", 1).width() > 0 && ui.shows("share ");
    }
    CHECK(told);
}

TEST_CASE("a bar of the sensitivities is applied as one step, with the baseline") {
    BaselineBench ui("sensitivity");
    ui.land_all();
    ui.frames(3);
    const auto document = ui.document();
    const std::size_t steps = ui.steps();
    const auto& nudges =
        engine::value_in<engine::Sensitivity>(ui.study(Study::sensitivity))->nudges;
    const auto k = std::ranges::find(nudges, "kmeans.k", &engine::Nudge::key);
    REQUIRE(k != nudges.end());
    const plot::Box row = ui.lowest("k" + k->from);
    REQUIRE(row.width() > 0);
    ui.click(middle(row).x, middle(row).y);
    CHECK(ui.steps() == steps + 1);
    CHECK(ui.document().baseline == ui.live.shown_final);
    CHECK(std::to_string(ui.document().settings.kmeans.k) == k->to);
    ui.workbench().run(Command::undo);
    CHECK(ui.document().baseline == nullptr);
    CHECK(ui.document().settings == document.settings);
    ui.make_stale(Study::sensitivity, "other settings");
    ui.frames(3);
    ui.click(middle(row).x, middle(row).y);
    CHECK(ui.document().settings == document.settings);
}
