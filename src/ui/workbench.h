// The whole interface of one frame: reads a live state, edits a draft of the settings.
#pragma once

#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "data/column_names.h"
#include "engine/live.h"
#include "engine/study.h"
#include "plot/cloud.h"
#include "plot/palette.h"
#include "plot/scene.h"
#include "ui/cloud_choice.h"
#include "ui/frame_work.h"

namespace cohortscope::ui {

// Draws the cloud and returns a texture for ImGui; empty in tests without GL (then nothing is
// drawn).
using CloudPainter = std::function<unsigned int(const plot::CloudData&, const plot::CloudView&,
                                                const plot::CloudStyle&)>;

// Named commands: the keys, the tests and later the palette share them.
enum class Command {
    toggle_theme,
    fit,
    toggle_points_density,
    fewer_clusters,
    more_clusters,
    isolate_cluster,
    larger,
    smaller,
    reset_scale,
    show_keys,
    clear_focus,
    toggle_performance
};

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

struct FrameInput {
    float width = 0, height = 0; // of the window, in device pixels
    double seconds = 0.0;        // monotonic time, for the 250 ms glides
    std::string renderer;        // GL_RENDERER, for the performance overlay
    std::uint64_t bytes_uploaded = 0;
    bool wants_controls = false; // for whoever drives the window from outside
    base::Duration last_frame;   // the whole frame before this one; 0 where there is no window
};

struct FrameOutput {
    engine::Settings settings; // what the user wants now
    bool held = false;         // a knob is under the mouse button
    std::string held_knob;     // its key, also of the picture's knobs; empty when none is
    bool animating = false;    // draw the next frame without waiting for an event
    bool types = false;        // a box to type in is open
    int renamed_colour = -1;   // a cluster that got a name in this frame
    std::string new_name;
    std::vector<engine::Study> wanted; // of the result shown, until the state says that they wait
    std::vector<engine::Study> cancelled;
    bool cancels_load = false; // of the file that is being read
    data::ColumnNames columns; // not empty: LiveState::unknown_path is to be read with these
    plot::Box focused; // the control that the keyboard acts on, in device pixels; empty for none
    std::vector<engine::Study> front; // of the open tab, in its order: they go before all others
    std::vector<Control> controls;    // those of the knobs, where they are wanted
    FrameWork work;
    // After so long a frame is due without an event: progress moves on.
    double next_frame_s = std::numeric_limits<double>::infinity();
};

class Workbench {
  public:
    // Between ImGui::CreateContext and DestroyContext.
    explicit Workbench(CloudPainter painter);
    ~Workbench();
    Workbench(const Workbench&) = delete;
    Workbench& operator=(const Workbench&) = delete;

    // Sets fonts and style for theme and scale; before ImGui::NewFrame (and before the backend's).
    // Fonts of another scale come a frame or two later, and the layout with them, unless the caller
    // waits. True if they did in this call (the backend must make the atlas's texture again).
    bool prepare(float display_scale, bool wait_for_fonts = false);

    // Between ImGui::NewFrame and ImGui::Render.
    FrameOutput frame(const engine::LiveState& state, const FrameInput& input,
                      const engine::StudiesState& studies = {});

    void run(Command command, int argument = 0);

    void set_settings(const engine::Settings& settings);
    void set_theme(plot::Theme theme);
    void set_cloud(CloudChoice choice);
    void set_tab(const std::string& name); // throws base::Error for a tab that does not exist
    plot::Theme theme() const;
    void set_message(const std::string& message); // a line in the window until it is closed
    void set_hints(bool shown);  // the first minute's hints; shown unless switched off
    void set_motion(bool moves); // false: the first minute and its end stand still
    void show_first_minute();    // until a key is pressed or the workbench opened

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace cohortscope::ui
