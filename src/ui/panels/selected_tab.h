// The tab that tells what the selected rows are like against the rest, or one set against another.
#pragma once

#include <memory>
#include <string>

#include "base/fingerprint.h"
#include "engine/selection/contrasted.h"
#include "plot/scene.h"

namespace cohortscope::ui {

struct Frame;
struct Area;

struct SelectedTab {
    std::string first, second;  // names of sets; empty: the selection, the rest
    engine::Contrasting wanted; // by this frame
    // The chart, and what it was made from.
    std::shared_ptr<const engine::Contrasted> shown;
    base::Fingerprint key;
    plot::Scene scene;
};

void selected_tab(Frame& frame, const Area& area);

} // namespace cohortscope::ui
