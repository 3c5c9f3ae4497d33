#include "ui/studies/study_tabs.h"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "support/headless_studies.h"

using namespace cohortscope;
using engine::Study;
using engine::StudyView;
using tests::StudyBench;

namespace {

using Wanted = std::vector<Study>;

} // namespace

TEST_CASE("the profile wants no study and each tab wants its own") {
    StudyBench ui("profile");
    CHECK(ui.frames(4).wanted.empty());
    for (const ui::Tab& tab : ui::all_tabs()) {
        ui.workbench().set_tab(tab.name);
        const Wanted expected(tab.studies.begin(), tab.studies.end());
        CHECK(ui.frame().wanted == expected);
        CHECK(ui.frames(3).wanted == expected); // until the state says that they wait
    }
}

TEST_CASE("a click on a tab opens it and wants its studies") {
    StudyBench ui("profile");
    ui.frames(4);
    ui.click_text("Explain");
    CHECK(ui.frame().wanted == Wanted{Study::explain});
}

TEST_CASE("a study that waits, runs or is there is not wanted again") {
    StudyBench ui("stability");
    ui.study(Study::stability).phase = StudyView::Phase::waiting;
    ui.study(Study::stability).running_for_present = true;
    CHECK(ui.frames(3).wanted.empty());
    ui.make_running(Study::stability, 0.4);
    CHECK(ui.frames(3).wanted.empty());
    ui.study(Study::stability).running_for_present = false; // the run is for another result
    CHECK(ui.frame().wanted == Wanted{Study::stability});
    ui.land_all();
    CHECK(ui.frame().wanted.empty());
}

TEST_CASE("progress says what runs, how far and how long still, and is drawn ten times a second") {
    StudyBench ui("stability");
    CHECK(std::isinf(ui.frames(3).next_frame_s));
    ui.make_running(Study::stability, 0.43);
    CHECK(ui.frames(3).next_frame_s == doctest::Approx(0.1));
    CHECK(ui.shows("Stability 43 %"));
    CHECK(ui.shows("about 3 s left"));
    ui.forget_all();
    ui.make_running(Study::sensitivity, 0.12);
    ui.study(Study::stability).phase = StudyView::Phase::waiting;
    ui.study(Study::stability).running_for_present = true;
    ui.frames(2);
    CHECK(ui.shows("Stability waits for Sensitivity 12 %"));
}

TEST_CASE("a cancelled study is not wanted until its button is pressed or the result is new") {
    StudyBench ui("stability");
    ui.make_running(Study::stability, 0.4);
    ui.frames(3);
    CHECK(ui.click_text("Cancel").cancelled.empty()); // it was handed out at the press
    ui.make_running(Study::stability, 0.4);
    ui.frames(2);
    const plot::Box cancel = ui.lowest("Cancel");
    ui.move(cancel.left + 3, cancel.top + 3);
    ui.frames(2);
    ui.button(true);
    CHECK(ui.frame().cancelled == Wanted{Study::stability});
    ui.button(false);
    ui.forget_all();
    CHECK(ui.frames(3).wanted.empty());
    CHECK(ui.shows("Run for k = 5"));
    ui.click_text("Run for k = 5");
    CHECK(ui.frame().wanted == Wanted{Study::stability});
    CHECK_FALSE(ui.shows("Run for k = 5"));
}

TEST_CASE("a cancelled quick study comes back with the next result") {
    StudyBench ui("compare");
    ui.make_running(Study::compare, 0.4);
    ui.frames(3);
    ui.click_text("Cancel");
    ui.forget_all();
    CHECK(ui.frames(2).wanted.empty());
    ui.show(6);
    CHECK(ui.frames(2).wanted == Wanted{Study::compare});
}

TEST_CASE("quick studies refresh with each final result, slow ones offer to") {
    StudyBench ui("silhouette");
    ui.land_all();
    ui.frames(3);
    ui.show(4);
    ui.make_stale(Study::silhouette, "k = 5");
    ui.make_stale(Study::scores, "k = 5");
    CHECK(ui.frames(3).wanted == Wanted{Study::scores});
    CHECK(ui.shows("for k = 5"));
    CHECK(ui.shows("Run for k = 4"));
    ui.click_text("Run for k = 4");
    CHECK(ui.frame().wanted == Wanted{Study::scores, Study::silhouette});
}

TEST_CASE("of a preview the elbow alone is wanted, once") {
    for (const char* tab : {"elbow", "explain", "silhouette", "ward", "compare"}) {
        StudyBench ui(tab);
        ui.show(5, false);
        const bool is_elbow = std::string(tab) == "elbow";
        CHECK(ui.frame().wanted == (is_elbow ? Wanted{Study::elbow} : Wanted{}));
        CHECK(ui.frame().wanted.empty());
    }
}

TEST_CASE("a stale value stays and says for what") {
    for (const auto& [tab, study] : {std::pair{"stability", Study::stability},
                                     {"compare", Study::compare},
                                     {"silhouette", Study::silhouette}}) {
        StudyBench ui(tab);
        ui.land_all();
        ui.frames(3);
        CHECK_FALSE(ui.shows("for k = 4"));
        ui.make_stale(study, "k = 4");
        ui.frames(30);
        CHECK_MESSAGE(ui.shows("for k = 4"), tab);
    }
}

TEST_CASE("a study that failed says why, is not wanted again by itself, and can be tried again") {
    StudyBench ui("stability");
    ui.study(Study::stability).error = "a resample holds too few distinct rows";
    CHECK(ui.frames(3).wanted.empty());
    CHECK(ui.shows("a resample holds"));
    ui.click_text("Try again");
    const ui::FrameOutput first = ui.frame();
    CHECK((first.wanted == Wanted{Study::stability} || first.wanted.empty()));
    CHECK(ui.frames(2).wanted.empty()); // asked once
}

TEST_CASE("nothing is drawn anew once every study has landed") {
    for (const ui::Tab& tab : ui::all_tabs()) {
        StudyBench ui(tab.name);
        ui.land_all();
        const ui::FrameOutput out = ui.frames(30);
        CHECK_FALSE(out.animating);
        CHECK(std::isinf(out.next_frame_s));
    }
}

TEST_CASE("clicks along the elbow take each k") {
    StudyBench ui("elbow");
    ui.land_all();
    ui.frames(4);
    const plot::Box tab = ui.lowest("Elbow");
    std::vector<int> taken;
    for (float x = ui.width() * 0.7f; x < ui.width(); x += 8) {
        const int k = ui.click(x, tab.bottom + ui.px(110)).wish.settings.kmeans.k;
        if (taken.empty() || taken.back() != k)
            taken.push_back(k);
    }
    REQUIRE(taken.size() >= 11);
    CHECK(taken.front() == 5); // as it was
    CHECK(std::vector<int>(taken.begin() + 1, taken.end()) ==
          std::vector<int>{2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
}

TEST_CASE("stability is shown as a column for the clusters it belongs to") {
    StudyBench ui("profile");
    ui.frames(3);
    CHECK_FALSE(ui.shows("stability"));
    ui.land_all();
    ui.frames(3);
    CHECK(ui.shows("stability"));
    for (const char* jaccard : {"0.97", "0.91", "0.66", "0.88", "0.41"})
        CHECK(ui.shows(jaccard));
    auto ward = std::make_shared<engine::Result>(*ui.live.result);
    ward->settings.method = engine::Method::ward;
    ui.live.result = ward;
    ui.frames(3);
    CHECK_FALSE(ui.shows("stability")); // it is of K-Means' clusters
}

TEST_CASE("a figure of stability never stands beside clusters that it was not computed for") {
    StudyBench ui("profile");
    ui.land_all();
    ui.frames(3);
    CHECK(ui.shows("0.97"));
    const std::vector<int> colours = ui.live.result->identity.colour;
    ui.show(6);
    auto more = std::make_shared<engine::Result>(*ui.live.result);
    std::copy(colours.begin(), colours.end(), more->identity.colour.begin());
    ui.live.result = more;
    ui.make_stale(Study::stability, "k = 5");
    ui.frames(20);
    CHECK(ui.shows("stability")); // the column stays where it is
    for (const char* jaccard : {"0.97", "0.91", "0.66", "0.88", "0.41"})
        CHECK_FALSE(ui.shows(jaccard));
    ui.show(5);
    ui.land_all();
    ui.frames(3);
    CHECK(ui.shows("0.97"));
}

TEST_CASE("a figure of stability stands in the row of its cluster whatever colour that has") {
    StudyBench ui("profile");
    ui.land_all();
    ui.frames(3);
    const float row = ui.find("0.66").top;
    auto turned = std::make_shared<engine::Result>(*ui.live.result);
    std::rotate(turned->identity.colour.begin(), turned->identity.colour.begin() + 2,
                turned->identity.colour.end());
    ui.live.result = turned;
    ui.frames(3);
    CHECK(ui.find("0.66").top == row);
}

TEST_CASE("the tab of stability offers K-Means' clusters where Ward's are shown") {
    StudyBench ui("stability");
    auto ward = std::make_shared<engine::Result>(*ui.live.result);
    ward->settings.method = engine::Method::ward;
    ui.live.result = ward;
    ui.workbench().set_settings(ward->settings);
    CHECK(ui.frames(3).wanted.empty());
    CHECK(ui.shows("the window shows Ward's"));
    CHECK(ui.click_text("Show K-Means").wish.settings.method == engine::Method::kmeans);
}

TEST_CASE("Ward's clusters have no iterations in the status line") {
    StudyBench ui("profile");
    ui.frames(3);
    CHECK(ui.shows("iterations"));
    auto ward = std::make_shared<engine::Result>(*ui.live.result);
    ward->settings.method = engine::Method::ward;
    ui.live.result = ward;
    ui.frames(3);
    CHECK_FALSE(ui.shows("iterations"));
    CHECK(ui.shows("method"));
}
