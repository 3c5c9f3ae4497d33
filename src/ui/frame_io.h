// What one frame gets from the window, and what it asks of whoever runs it.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "data/column_names.h"
#include "engine/live.h"
#include "engine/row_list.h"
#include "engine/study.h"
#include "plot/cloud/cloud.h"
#include "plot/scene.h"
#include "ui/frame_work.h"
#include "ui/reporting.h"
#include "ui/taking.h"

namespace cohortscope::ui {

// Draws the cloud and returns a texture for ImGui; empty in tests without GL (then nothing is
// drawn).
using CloudPainter = std::function<unsigned int(const plot::CloudData&, const plot::CloudView&,
                                                const plot::CloudStyle&)>;

enum class ControlKind { slider, choice, option, toggle, stop };

// A control in sight: where to press it (a slider's handle), in device pixels, and what it says.
// The options of an open list have the key of their choice; stops are all that the keyboard
// reaches.
struct Control {
    ControlKind kind = ControlKind::slider;
    std::string key; // of the settings where it is one of them
    float x = 0, y = 0;
    std::string says; // a number, a choice, "on" or "off"
    bool operator==(const Control&) const = default;
};

// The answer to FrameInput::restorable.
enum class Restoring { unanswered, restore, discard };

struct FrameInput {
    float width = 0, height = 0; // of the window, in device pixels
    double seconds = 0.0;        // monotonic time, for the 250 ms glides
    std::string renderer;        // GL_RENDERER, for the performance overlay
    std::uint64_t bytes_uploaded = 0;
    bool wants_controls = false;                    // for whoever drives the window from outside
    std::shared_ptr<const engine::RowListing> rows; // the latest; null before the first
    std::shared_ptr<const std::vector<std::string>> recent; // files, the latest first; may be null
    bool restorable = false; // what was open when the program stopped can be had again
    std::string no_pictures; // why none can be copied, in a few words; empty: they can
    ReportState report;
    base::Duration last_frame; // the whole frame before this one; 0 where there is no window
};

struct FrameOutput {
    engine::Wish wish;                 // what the user wants now
    bool held = false;                 // a knob is under the mouse button
    std::string held_knob;             // its key, also of the picture's knobs; empty when none is
    bool animating = false;            // draw the next frame without waiting for an event
    bool types = false;                // a box to type in is open
    std::string shown_column;          // beside the clusters; empty: the measure
    std::vector<engine::Study> wanted; // of the result shown, until the state says that they wait
    std::vector<engine::Study> cancelled;
    bool cancels_load = false;            // of the file that is being read
    std::shared_ptr<const Taking> taking; // null: nothing
    bool saves_schema = false;            // of the settings, beside the table
    bool saves_session = false;
    ReportAsks report;
    std::string opens; // a file: a table or a session; empty: none
    Restoring restoring = Restoring::unanswered;
    data::ColumnNames columns; // not empty: LiveState::unknown_path is to be read with these
    plot::Box focused; // the control that the keyboard acts on, in device pixels; empty for none
    std::vector<engine::Study> front; // of the open tab, in its order: they go before all others
    std::optional<engine::RowQuery> row_query; // of the result shown, where no listing answers it
    // Of the list of rows: positions in the rows of the listing's result; -1 for none.
    std::int64_t hovered_row = -1, clicked_row = -1;
    std::vector<Control> controls; // those of the knobs, where they are wanted
    FrameWork work;
    // After so long a frame is due without an event: progress moves on.
    double next_frame_s = std::numeric_limits<double>::infinity();
};

} // namespace cohortscope::ui
