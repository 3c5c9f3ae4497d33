// Every tab at every size: letters inside their panels, none over another.
#include <doctest/doctest.h>

#include "support/headless_letters.h"
#include "support/headless_studies.h"
#include "ui/controls/tabs.h"

using namespace cohortscope;
using engine::Study;
using tests::StudyBench;

namespace {

struct Size {
    float width, height, scale;
};
const Size kSizes[] = {
    {960, 540, 1}, {1024, 600, 1}, {1280, 720, 1}, {1920, 1080, 1}, {960, 540, 2}};

} // namespace

TEST_CASE("in no tab is text cut or over other text, at any size or number of clusters") {
    for (const ui::Tab& tab : ui::all_tabs())
        for (const Size& size : kSizes)
            for (const int k : {2, 5, 12}) {
                CAPTURE(std::string(tab.name));
                CAPTURE(size.width);
                CAPTURE(size.scale);
                CAPTURE(k);
                StudyBench ui(tab.name, size.width, size.height, size.scale);
                ui.show(k);
                ui.land_all();
                ui.frames(5);
                check_layout(ui);
            }
}

TEST_CASE("the line of a tab fits while a study runs, waits, failed or is stale") {
    for (const ui::Tab& tab : ui::all_tabs()) {
        if (tab.studies.empty())
            continue;
        CAPTURE(std::string(tab.name));
        StudyBench ui(tab.name, 1280, 720);
        ui.land_all();
        ui.frames(3);
        ui.make_stale(tab.main, "Ward, k = 12");
        ui.frames(20);
        check_layout(ui);
        ui.make_running(tab.main, 0.999);
        ui.study(tab.main).seconds_left = 88;
        ui.frames(3);
        check_layout(ui);
        CHECK(ui.shows("for Ward, k = 12"));
        ui.forget_all();
        ui.study(tab.main).error = "k = 12 exceeds the 7 distinct rows of this table, so that "
                                   "there is nothing to find";
        ui.frames(3);
        check_layout(ui);
    }
}
