// The whole interface of one frame: reads a live state, edits the document.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "engine/history.h"
#include "engine/live.h"
#include "engine/session/opened_session.h"
#include "plot/palette.h"
#include "ui/cloud_choice.h"
#include "ui/frame_io.h"

namespace cohortscope::ui {

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
    toggle_performance,
    undo,
    redo,
    pan_tool,
    lasso_tool,
    rectangle_tool,
    toggle_baseline,
    save_session,
    open_recent,
    copy_figure,
    export_report
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

    // While it is held, every panel shows the baseline, if one is pinned, unless the keyboard is
    // taken when it is pressed.
    void hold_flip_key(bool held);

    void set_settings(const engine::Settings& settings);
    // Other rules for personas and recommendations: a step that can be taken back.
    void use_rules(schema::Rules rules);
    void set_theme(plot::Theme theme);
    void set_cloud(CloudChoice choice);
    void set_tab(const std::string& name); // throws base::Error for a tab that does not exist
    // The column beside the clusters; of a table that has none of that name, the measure.
    void set_ridges(const std::string& column);
    void set_left(bool columns); // the left panel shows columns or knobs, whatever the table
    void set_row(std::uint32_t file_row); // the one in question, from 0
    // As if somebody had selected them; null: nothing.
    void set_selection(std::shared_ptr<const engine::RowSet> rows, const std::string& origin);
    // Takes up what a session held: a step that can be taken back, with these words.
    void open_session(const engine::OpenedSession& session, const std::string& words);
    plot::Theme theme() const;
    const engine::History& history() const;
    void set_message(const std::string& message); // a line in the window until it is closed
    void set_hints(bool shown);  // the first minute's hints; shown unless switched off
    void set_motion(bool moves); // false: the first minute and its end stand still
    void show_first_minute();    // until a key is pressed or the workbench opened

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace cohortscope::ui
