// The workbench with studies: what the workers would say, set by hand.
#pragma once

#include "support/fake_studies.h"
#include "support/headless_ui.h"

namespace cohortscope::tests {

struct StudyBench : HeadlessUi {
    static constexpr std::size_t kRows = 4000;

    explicit StudyBench(const std::string& tab, float width = 1920, float height = 1080,
                        float scale = 1);

    // A result of its own; every study of it has landed, or none is known.
    void show(int k, bool final_result = true);
    void land_all();
    void forget_all() { studies = {}; }

    engine::StudyView& study(engine::Study study) {
        return studies.views[static_cast<std::size_t>(study)];
    }
    // Its value belongs to another result from now on.
    void make_stale(engine::Study study, const std::string& subject);
    void make_running(engine::Study study, double fraction);

    // Clicks in the middle of a text of the right panel, the lowest of several.
    ui::FrameOutput click_text(const std::string& text);
    plot::Box lowest(const std::string& text) const;
};

} // namespace cohortscope::tests
