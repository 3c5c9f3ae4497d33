// One frame's context, handed to every panel: the result to read, the draft settings to edit.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/history.h"
#include "engine/live.h"
#include "ui/frame_io.h"
#include "ui/look.h"
#include "ui/view.h"

namespace cohortscope::ui {

// Device pixels.
struct Area {
    float left = 0, top = 0, right = 0, bottom = 0;
    float width() const { return right - left; }
    float height() const { return bottom - top; }
    bool contains(ImVec2 p) const {
        return p.x >= left && p.x < right && p.y >= top && p.y < bottom;
    }
    Area inset(float x, float y) const { return {left + x, top + y, right - x, bottom - y}; }
};

// One line of a tooltip: text, a number at its right, a cluster's swatch before it.
struct TipLine {
    std::string text;
    std::string value = {};
    int colour = kNobody;
    bool muted = false;
};

// A column of rows, filled from the top.
struct Column {
    float left = 0, right = 0, y = 0;
    float width() const { return right - left; }
};

struct Frame {
    const engine::LiveState& live;
    const engine::StudiesState& studies;
    const FrameInput& input;
    const CloudPainter& cloud;
    engine::History& history;
    const engine::Settings& draft; // the present document's; of `before` the baseline's
    View& view;
    Look look;
    FrameOutput& out;
    std::vector<TipLine> tip; // drawn at the end of the frame, beside what it explains
    Area tip_beside = {};     // where that lies; empty: only the pointer's place is known
    bool wheel_taken = false; // a slider used the wheel: its panel does not scroll
    bool before = false;      // it shows the baseline and its settings: nothing is edited

    // The one way to change the document: `change` gets a copy to alter. Edits with the same
    // gesture are one step to go back over until the mouse button is up.
    template <class Change> void edit(std::string_view gesture, const Change& change) {
        if (before)
            return;
        engine::Document next = history.present();
        change(next);
        history.edit(std::move(next), gesture);
    }

    const engine::Result* result() const { return live.result.get(); }
    float px(float length) const { return look.px(length); }
};

} // namespace cohortscope::ui
