#include "support/headless_studies.h"

#include <doctest/doctest.h>

namespace cohortscope::tests {

using engine::Study;
using engine::StudyView;

StudyBench::StudyBench(const std::string& tab, float width, float height, float scale)
    : HeadlessUi(width, height, scale) {
    workbench().set_tab(tab);
    workbench().set_hints(false);
    show(5);
}

void StudyBench::show(int k, bool final_result) {
    auto result = std::make_shared<engine::Result>(*sample_result(kRows, k));
    result->serial = live.result ? live.result->serial + 1 : 1;
    result->settings.kmeans.k = k;
    result->final_result = final_result;
    if (live.result) // the same table, not one that was read again
        result->prepared.table = live.result->prepared.table;
    live.result = result;
    workbench().set_settings(result->settings);
}

void StudyBench::land_all() {
    studies = fake_studies(*live.result);
    for (const Study each : engine::kAllStudies) {
        study(each).complete = true;
        study(each).subject = engine::study_subject(each, live.result->settings);
    }
}

void StudyBench::make_stale(Study which, const std::string& subject) {
    study(which).current = study(which).complete = false;
    study(which).subject = subject;
}

void StudyBench::make_running(Study which, double fraction) {
    StudyView& view = study(which);
    view.phase = StudyView::Phase::running;
    view.running_for_present = true;
    view.fraction = fraction;
    view.seconds_left = 3.2;
}

plot::Box StudyBench::lowest(const std::string& text) const {
    plot::Box lowest;
    for (int n = 0;; ++n) {
        const plot::Box box = find(text, n);
        if (box.width() <= 0)
            return lowest;
        if (box.left > width() * 0.7f && box.top >= lowest.top)
            lowest = box;
    }
}

ui::FrameOutput StudyBench::click_text(const std::string& text) {
    const plot::Box box = lowest(text);
    REQUIRE_MESSAGE(box.width() > 0, text);
    return click((box.left + box.right) / 2, (box.top + box.bottom) / 2);
}

} // namespace cohortscope::tests
