// What the tab of the row in question keeps from frame to frame.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/fingerprint.h"
#include "engine/asked_row.h"
#include "engine/why_row.h"
#include "plot/scene.h"

namespace cohortscope::ui {

struct WhyView {
    engine::Asking wanted;   // of the worker
    std::uint64_t taken = 0; // serial of the answer that the document has

    base::Fingerprint key; // of what follows: a row of a result
    std::optional<engine::WhyRow> row;
    std::string unused; // why there is none, as far as it is known

    base::Fingerprint card_key;
    plot::Scene card;

    plot::Box label; // of the ring on the map, in device pixels; empty where there is none
};

} // namespace cohortscope::ui
