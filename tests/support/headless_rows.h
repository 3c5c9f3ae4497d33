// The workbench with the list of rows open: what the worker would find is found between frames.
#pragma once

#include <string>

#include "engine/row_list.h"
#include "support/headless_ui.h"

namespace cohortscope::tests {

struct RowBench : HeadlessUi {
    explicit RowBench(float width = 1280, float height = 720, float scale = 1)
        : HeadlessUi(width, height, scale) {
        live.result = sample_result(4000);
        wants_controls = true;
        workbench().set_hints(false);
        workbench().set_tab("rows");
        rest();
        answered(4);
    }

    // Frames in which every question is answered; the last one's output.
    ui::FrameOutput answered(int count) {
        ui::FrameOutput out;
        for (int i = 0; i < count; ++i) {
            out = frame();
            if (!out.row_query)
                continue;
            asked = *out.row_query;
            base::Progress progress;
            rows = std::make_shared<const engine::RowListing>(
                finder.find(asked, live.result, rows.get(), progress));
        }
        return out;
    }

    // The lowest of the places where the text is drawn in the right panel, while the pointer is
    // elsewhere; without width: nowhere.
    plot::Box lowest(const std::string& text) {
        move(-1000, -1000);
        frames(2);
        plot::Box found;
        for (int n = 0;; ++n) {
            const plot::Box box = find(text, n);
            if (box.width() <= 0)
                return found;
            if (box.left > width() * 0.5f && box.top >= found.top)
                found = box;
        }
    }
    ui::FrameOutput click_on(const plot::Box& box) {
        click((box.left + box.right) / 2, (box.top + box.bottom) / 2);
        return answered(3);
    }
    // Types into the line above the list, over what stands there.
    void type_filter(const std::string& text) {
        const ui::FrameOutput out = answered(2);
        for (const ui::Control& control : out.controls)
            if (control.key == "rows.filter")
                click(control.x, control.y);
        answered(2);
        type(text);
        answered(4);
    }

    engine::RowFinder finder;
    engine::RowQuery asked; // last
};

} // namespace cohortscope::tests
