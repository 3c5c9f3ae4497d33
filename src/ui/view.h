// What only the view knows: how things are shown, what is open, hovered, pinned or being typed.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.h"
#include "engine/changes.h"
#include "engine/flow_story.h"
#include "engine/shown_columns.h"
#include "engine/shown_final.h"
#include "plot/cloud/cloud.h"
#include "plot/clusters/cluster_chart.h"
#include "plot/clusters/profile_rows.h"
#include "plot/effects.h"
#include "plot/palette.h"
#include "plot/studies/study_charts.h"
#include "ui/cloud_choice.h"
#include "ui/cloud_keys.h"
#include "ui/controls/key_focus.h"
#include "ui/first_minute/first_minute.h"
#include "ui/focus.h"
#include "ui/frame_work.h"
#include "ui/layout.h"
#include "ui/panels/cluster_brush.h"
#include "ui/panels/column_answers.h"
#include "ui/panels/columns_view_state.h"
#include "ui/panels/loading.h"
#include "ui/panels/personas_state.h"
#include "ui/panels/report_box.h"
#include "ui/panels/row_list_state.h"
#include "ui/panels/scatter_view.h"
#include "ui/panels/selected_tab.h"
#include "ui/panels/why_state.h"
#include "ui/selecting.h"
#include "ui/studies/peers_view.h"
#include "ui/studies/study_tabs_state.h"

namespace cohortscope::ui {

enum class Hint { left, centre, right };

// What the left panel shows.
enum class LeftView { knobs, columns, history };

// What a drag on the map does.
enum class MapTool { pan, lasso, rectangle };

// A number or a name that is being typed.
struct Typing {
    std::string what;     // the knob's key, or "name"; empty when nothing is typed
    int colour = kNobody; // of the cluster that is renamed
    std::array<char, 64> text{};
    bool begins = false; // takes the keyboard in this frame
};

// The slider under the mouse button.
struct Grab {
    std::string key;
    float offset = 0.0f; // of the pointer from the handle, in pixels
    bool resets = false; // a double click: the drag that follows is ignored
};

// The list that is open.
struct OpenList {
    std::string key;     // of its choice; empty when none is
    int at = 0;          // the option that the keyboard is at
    bool drawn = false;  // in this frame
    bool closes = false; // asked to
};

// A chart and what it was made from.
struct CachedScene {
    base::Fingerprint key;
    plot::Scene scene;
};

struct CachedClusters {
    base::Fingerprint key;
    plot::ClusterChart chart;
};

struct CachedScatter {
    base::Fingerprint key;
    plot::Scatter scatter;
};

// What changed, in the chart of the tab and in the line above the map.
struct ChangedView {
    std::shared_ptr<const engine::ShownFinal> baseline; // what the rest belongs to
    std::optional<engine::FlowEnds> picked; // the flow that was clicked, by its groups' colours
    base::Fingerprint key;                  // of the chart, with the next two
    std::shared_ptr<const engine::Changes> changes;
    std::shared_ptr<const engine::FlowStory> story;
    plot::Scene chart;
    base::Fingerprint strip_key; // of the line, with the settings shown
    engine::Settings strip_now;
    plot::Scene strip;
};

// How many rows the scatter chart does not show, counted once for each view of a result.
struct CachedCount {
    base::Fingerprint key;
    std::size_t rows = 0;
};

// A chart of a study, and what it was made from.
struct CachedChart {
    base::Fingerprint key;
    std::shared_ptr<const engine::StudyValue> value;
};
template <class Made> struct CachedStudy : CachedChart { Made made; };

// The dendrogram and the colours of its branches.
struct WardView {
    CachedStudy<plot::DendrogramChart> chart;
    std::shared_ptr<const analysis::Dendrogram> of; // what the next two belong to
    std::vector<std::size_t> first_rows;            // of each leaf, its lowest row
    std::vector<int> colours;                       // of each leaf, as last known
    bool dragging = false;                          // the cut line is under the mouse button
    float grab = 0.0f;                              // of the pointer from the line, in pixels
};

// Text under the pointer, found once for each place and result.
struct HoverText {
    base::Fingerprint key;
    std::size_t rows = 0;
    std::vector<std::pair<int, std::size_t>> clusters; // with rows there, most first
    double median = 0.0;                               // of the measure
    std::uint32_t nearest = 0;                         // position of the row nearest to the pointer
};

// What the steps of a result did, in words, by column and part.
struct EffectSentences {
    std::shared_ptr<const engine::Result> of;
    std::map<std::pair<std::string, plot::EffectPart>, std::string> text;
};

// The columns that the list above the ridges offers, found once for each table.
struct RidgeChoices {
    std::shared_ptr<const schema::Bound> of;
    std::vector<engine::ShownColumn> columns;
    std::vector<std::string> labels;
};

// The columns of the left panel, where they are many.
struct ColumnList {
    std::array<char, 64> filter{}; // only rows whose name or label has it
    bool typing = false;           // it has the keyboard
    std::set<std::string> turned;  // columns that somebody opened or closed
};

// What a frame takes of the window's thread.
struct FrameCost {
    base::Duration interface; // building it, without the cloud
    base::Duration cloud;     // drawing or looking up the point cloud
    base::Duration window;    // all of the frame before: events read to buffers swapped

    void raise(const FrameCost& other) {
        interface.raise(other.interface);
        cloud.raise(other.cloud);
        window.raise(other.window);
    }
};

struct View {
    plot::Theme theme = plot::Theme::dark;
    float user_scale = 1.0f;
    int wanted_scale_steps = 0; // asked for in this frame; taken between frames
    CloudChoice cloud = CloudChoice::automatic;
    float point_size = 1.5f; // radius in pixels at scale 1
    float exposure = 1.0f;
    std::string tab = "profile";
    std::string ridges; // the column beside the clusters; empty: the measure
    bool heatmap_by_strength = false;
    Layout layout;
    LeftView left = LeftView::knobs;
    bool shows_keys = false;
    bool shows_performance = false;
    bool copies_picture = false; // of the open tab, in the next frame
    std::array<bool, 3> hint_open = {true, true, true};

    Focus focus;
    FirstMinute first_minute;
    ScatterView scatter;
    CloudKeys cloud_keys;
    Typing typing;
    Grab grab;
    OpenList list;
    KeyFocus key_focus;
    std::string active_knob; // the arrow keys nudge it

    std::optional<std::size_t> goes_to_step; // of the history, at the end of this frame
    double gesture_until = -1.0;             // seconds; turns of the wheel until then are one step

    bool saves_session = false; // at the end of this frame
    bool opens_recent = false;  // the list of files, in the next frame
    Loading load;
    ColumnAnswers columns;
    ReportBox report;
    ColumnList column_list;
    RidgeChoices ridge_choices;
    ColumnsView columns_view;
    RowListView row_list;
    EffectSentences effects;
    std::string message;
    std::string dismissed_error;
    std::set<std::string> dismissed_notices;
    double computing_since = -1.0;
    double scrolled_at = -1.0; // the left panel, by the wheel

    CachedScene rare_strip, profile;
    std::vector<plot::ProfileRow> profile_rows; // of that profile, from the top
    CachedClusters clusters;
    CachedScatter chart;
    CachedCount outside;
    HoverText hover;

    bool flip_key = false;        // is held
    bool flips = false;           // and the baseline is shown for as long
    bool shows_before = false;    // in the last frame
    ScatterView scatter_kept;     // of the present result meanwhile
    bool pins_next_final = false; // as baseline
    ChangedView changed;

    StudyAsks studies;
    MapTool tool = MapTool::pan;
    std::vector<ImVec2> drawn; // by the tool, in device pixels; while the button is down
    Selecting selecting;
    SelectedTab selected_tab;
    Brush brush;
    CachedSelectedRows selected_rows;
    std::string selecting_from_origin; // of what was selected when the gesture began
    WhyView why;
    PersonasView personas;
    PeersView peers;
    int explain_leaves = 0; // of the explaining tree; 0: as many as it suggests
    CachedStudy<plot::Scene> explain, elbow, scores, silhouette, comparison, stability, sensitivity;
    WardView ward;
    std::map<std::string, float> widths; // of status items: they grow, never shrink
    FrameWork work;                      // of this frame, so far
    base::Duration cloud_cost;           // likewise
    FrameCost cost, longest;             // of the last frame; of any since the overlay was opened
    int settling = 3;                    // frames still to draw after the last input
};

// A box to type in is open.
inline bool types(const View& view) {
    return !view.typing.what.empty() || view.column_list.typing || view.row_list.typing ||
           view.report.typing || view.peers.list.typing;
}

} // namespace cohortscope::ui
