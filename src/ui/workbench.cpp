#include "ui/workbench.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/error.h"
#include "engine/edited_settings.h"
#include "engine/fitted_settings.h"
#include "ui/asking.h"
#include "ui/baseline.h"
#include "ui/camera/camera.h"
#include "ui/controls/columns.h"
#include "ui/controls/ridge_choice.h"
#include "ui/controls/widgets.h"
#include "ui/document_view.h"
#include "ui/first_minute/first_minute.h"
#include "ui/least_window.h"
#include "ui/panels/panels.h"
#include "ui/panels/row_list.h"
#include "ui/scene_cache.h"
#include "ui/studies/study_tabs.h"
#include "ui/view_commands.h"
#include "ui/whole_window.h"

namespace cohortscope::ui {

namespace {

constexpr float kScaleStep = 1.1f;
// ImGui settles what it lays out (hover, sizes) in the frames after an input.
constexpr int kSettlingFrames = 3;

bool has_input() {
    const ImGuiIO& io = ImGui::GetIO();
    bool any = io.MouseDelta.x != 0.0f || io.MouseDelta.y != 0.0f || io.MouseWheel != 0.0f ||
               io.InputQueueCharacters.Size > 0;
    for (int button = 0; button < 3; ++button)
        any = any || io.MouseDown[button] || ImGui::IsMouseReleased(button);
    return any;
}

} // namespace

struct Workbench::State {
    CloudPainter cloud;
    engine::History history;
    View view;
    Fonts fonts;
    plot::Theme styled_theme = plot::Theme::dark;
    float display_scale = 1.0f;
    float width = 0.0f, height = 0.0f;                     // of the window in the last frame
    std::shared_ptr<const engine::Result> result;          // of the last frame, for commands
    std::shared_ptr<const engine::ShownFinal> shown_final; // likewise
    double seconds = 0.0;
    std::string told_of_table; // what the last step to another table could not take along

    float scale() const { return display_scale * view.user_scale; }
    void scale_by(float factor);
    void keep_scale_in_bounds();
    void isolate(int number);
    // Where the next result is of another table, drops what does not fit that.
    void take_table(const std::shared_ptr<const engine::Result>& next);
    void change_k(int by);
    void close_topmost();
    void go_back(bool moved);
    void end_frame(FrameOutput& out);
};

void Workbench::State::keep_scale_in_bounds() {
    view.layout.largest_scale = kLargestScale;
    if (width > 0.0f)
        view.layout.largest_scale =
            std::clamp(std::min(width / kLeastWidth, height / kLeastHeight) / display_scale,
                       kSmallestScale, kLargestScale);
    view.user_scale = std::clamp(view.user_scale, kSmallestScale, view.layout.largest_scale);
}

void Workbench::State::scale_by(float factor) {
    view.user_scale = std::round(view.user_scale * factor * 20.0f) / 20.0f;
    keep_scale_in_bounds();
}

void Workbench::State::isolate(int number) {
    if (!result || number < 1 || number > result->clustering->k)
        return;
    view.focus.toggle_pin(result->identity.colour[static_cast<std::size_t>(number - 1)]);
}

void Workbench::State::change_k(int by) {
    engine::Document next = history.present();
    int& k = next.settings.kmeans.k;
    k = std::clamp(k + by, kFewestClusters, kMostClusters);
    history.edit(std::move(next), {});
}

void Workbench::State::close_topmost() {
    if (!view.list.key.empty())
        view.list.closes = true;
    else if (view.shows_keys)
        view.shows_keys = false;
    else if (!view.columns.closed)
        view.columns.closed = true;
    else if (view.report.open)
        toggle_report_box(view.report);
    else if (view.load.under_way)
        view.load.cancels = true;
    else if (history.present().selection)
        clear_selection(history, view);
    else if (view.focus.pinned() != kNobody || history.present().view.row)
        let_go(history, view);
    else
        view.key_focus.shown = false;
}

Workbench::Workbench(CloudPainter painter) : state_(std::make_unique<State>()) {
    state_->cloud = std::move(painter);
    ImGui::GetIO().IniFilename = nullptr; // nothing is written unless asked for
}

Workbench::~Workbench() = default;

bool Workbench::prepare(float display_scale, bool wait_for_fonts) {
    State& s = *state_;
    s.display_scale = display_scale;
    if (s.view.wanted_scale_steps != 0)
        s.scale_by(s.view.wanted_scale_steps > 0 ? kScaleStep : 1.0f / kScaleStep);
    s.view.wanted_scale_steps = 0;
    s.keep_scale_in_bounds();
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    s.fonts.want_stage(first_minute_stage(s.view, window.x, window.y, s.scale()));
    const bool others = s.fonts.follow(s.scale(), wait_for_fonts);
    if (others)
        s.view.settling = kSettlingFrames; // they may come long after the input that asked for them
    if (others || s.styled_theme != s.view.theme) {
        apply_style({s.view.theme, s.fonts.scale(), &s.fonts, nullptr});
        s.styled_theme = s.view.theme;
    }
    return others;
}

void Workbench::State::take_table(const std::shared_ptr<const engine::Result>& next) {
    if (!next || (result && result->prepared.table == next->prepared.table))
        return;
    const bool other_schema = !(*history.present().settings.schema == *next->settings.schema);
    const bool expected = history.present().table == next->prepared.table;
    const std::string dropped = ui::take_table(history, *next);
    if (!expected)
        view.message = told_of_table = dropped;
    if (other_schema)
        view.column_list = {};
}

void Workbench::State::go_back(bool moved) {
    if (!moved)
        return;
    view.selecting.give_up();
    view.why.taken = view.why.wanted.serial;
    show_choices(view, history.present().view);
    view.typing = {};
    view.list = {};
    if (view.message == told_of_table) // it was about the step that is left
        view.message.clear();
}

void Workbench::State::end_frame(FrameOutput& out) {
    const bool pressed = ImGui::GetIO().MouseDown[0];
    keep_choices(history, view, pressed ? "view" : "");
    if (view.goes_to_step) {
        go_back(history.go_to(*view.goes_to_step));
        view.goes_to_step.reset();
    }
    if (!pressed) {
        view.grab.key.clear();
        if (seconds >= view.gesture_until && !view.selecting.waits())
            history.end_gesture();
    }
    out.held_knob = view.grab.key;
    out.wish = wish_of(history);
    out.wish.picking = view.selecting.wanted;
    out.wish.asking = view.why.wanted;
    if (view.tab == kChangedTab && out.wish.baseline)
        out.wish.flow = view.changed.picked;
    out.wish.contrasting = std::exchange(view.selected_tab.wanted, {});
    if (view.selecting.waits())
        out.animating = true;
    out.saves_session = std::exchange(view.saves_session, false);
}

FrameOutput Workbench::frame(const engine::LiveState& present, const FrameInput& input,
                             const engine::StudiesState& present_studies) {
    const base::Stopwatch watch;
    State& s = *state_;
    s.width = input.width;
    s.height = input.height;
    s.take_table(present.result);
    note_landing(s.history, present);
    take_picked(s.history, s.view.selecting, present);
    s.shown_final = present.shown_final;
    const bool before = follow_baseline(s.history, s.view, present);
    const engine::LiveState before_live = before ? before_of(present) : engine::LiveState();
    const engine::StudiesState before_studies =
        before ? before_of(present_studies) : engine::StudiesState();
    const engine::LiveState& live = before ? before_live : present;
    const engine::StudiesState& studies = before ? before_studies : present_studies;
    s.result = live.result;
    s.seconds = input.seconds;
    s.view.work = {};
    s.view.cloud_cost = {};
    FrameOutput out;
    const plot::Theme theme = s.view.theme;
    const int focused = s.view.focus.colour();
    Frame frame{live,      studies,
                input,     s.cloud,
                s.history, before ? live.result->settings : s.history.present().settings,
                s.view,    {theme, s.fonts.scale(), &s.fonts, nullptr},
                out,       {}};
    frame.before = before;
    out.animating = s.view.focus.advance(live.result.get(), input.seconds);
    if (!s.view.list.drawn)
        s.view.list = {};
    s.view.list.drawn = false;
    begin_key_focus(s.view.key_focus, !types(s.view) && s.view.list.key.empty());
    if (!before) {
        follow_studies(frame);
        follow_rows(frame);
        follow_why(frame);
    }
    follow_load(frame);
    begin_root(frame);
    whole_window(frame);
    ask_for_ridges(frame);
    if (std::exchange(s.view.copies_picture, false))
        copy_open_tab(frame);
    ImGui::End();
    if (has_input() || s.view.theme != theme || s.view.wanted_scale_steps != 0)
        s.view.settling = kSettlingFrames;
    s.view.settling = std::max(0, s.view.settling - 1);
    for (const ImWchar typed : ImGui::GetIO().InputQueueCharacters)
        s.fonts.note(plot::utf8(typed));
    out.animating = out.animating || s.fonts.pending();
    out.animating = out.animating || s.view.settling > 0 || s.view.focus.colour() != focused;
    out.types = types(s.view);
    out.work = s.view.work;
    s.end_frame(out);
    s.view.cost = {watch.passed() - s.view.cloud_cost, s.view.cloud_cost, input.last_frame};
    s.view.longest.raise(s.view.cost);
    return out;
}

void Workbench::run(Command command, int argument) {
    State& s = *state_;
    View& view = s.view;
    view.settling = kSettlingFrames;
    if (leave_first_minute(view, s.seconds))
        return;
    switch (command) {
    case Command::fit:
        view.scatter.fit(s.seconds);
        break;
    case Command::fewer_clusters:
        s.change_k(-1);
        break;
    case Command::more_clusters:
        s.change_k(1);
        break;
    case Command::isolate_cluster:
        s.isolate(argument);
        break;
    case Command::larger:
        s.scale_by(kScaleStep);
        break;
    case Command::smaller:
        s.scale_by(1.0f / kScaleStep);
        break;
    case Command::reset_scale:
        view.user_scale = 1.0f;
        break;
    case Command::clear_focus:
        s.close_topmost();
        break;
    case Command::undo:
        s.go_back(s.history.undo());
        break;
    case Command::redo:
        s.go_back(s.history.redo());
        break;
    case Command::toggle_baseline:
        toggle_baseline(s.history, view, s.shown_final);
        break;
    case Command::save_session:
        view.saves_session = true;
        break;
    case Command::open_recent:
        view.opens_recent = true;
        break;
    case Command::copy_figure:
        view.copies_picture = true;
        break;
    default:
        run_on_view(view, command);
    }
    keep_choices(s.history, view, {});
}

void Workbench::hold_flip_key(bool held) { ui::hold_flip_key(state_->view, held); }

void Workbench::set_settings(const engine::Settings& settings) {
    engine::Document next = state_->history.present();
    next.settings = settings;
    state_->history.amend(std::move(next));
}

void Workbench::use_rules(schema::Rules rules) {
    engine::Document next = state_->history.present();
    next.settings = engine::with_rules(next.settings, std::move(rules));
    state_->history.edit(std::move(next), {});
}

void Workbench::set_selection(std::shared_ptr<const engine::RowSet> rows,
                              const std::string& origin) {
    engine::Document next = state_->history.present();
    next.selection = std::move(rows);
    next.selection_origin = origin;
    state_->history.amend(std::move(next));
}

void Workbench::open_session(const engine::OpenedSession& session, const std::string& words) {
    State& s = *state_;
    s.history.open(session.document, words, session.shown);
    show_theme_and_tab(s.view, session.document.view);
    s.view.ridges = session.column;
    s.view.pins_next_final = false;
    s.go_back(true);
    s.view.message = session.message;
    s.view.settling = kSettlingFrames;
}

void Workbench::set_theme(plot::Theme theme) {
    state_->view.theme = theme;
    amend_choices(state_->history, state_->view);
}

void Workbench::set_cloud(CloudChoice choice) {
    state_->view.cloud = choice;
    amend_choices(state_->history, state_->view);
}

void Workbench::set_row(std::uint32_t file_row) {
    engine::Document next = state_->history.present();
    next.view.row = file_row;
    state_->history.amend(std::move(next));
}

const engine::History& Workbench::history() const { return state_->history; }
void Workbench::set_ridges(const std::string& column) { state_->view.ridges = column; }
void Workbench::set_left(bool columns) { state_->view.columns_view.always = columns; }
plot::Theme Workbench::theme() const { return state_->view.theme; }
void Workbench::set_message(const std::string& message) { state_->view.message = message; }

void Workbench::set_hints(bool shown) { state_->view.hint_open = {shown, shown, shown}; }

void Workbench::set_motion(bool moves) { state_->view.first_minute.moves = moves; }
void Workbench::show_first_minute() { ui::show_first_minute(state_->view); }

void Workbench::set_tab(const std::string& name) {
    std::string known;
    for (const Tab& tab : all_tabs()) {
        if (name == tab.name) {
            open_tab(state_->view, tab);
            amend_choices(state_->history, state_->view);
            return;
        }
        known += (known.empty() ? "" : ", ") + std::string(tab.name);
    }
    throw base::Error("there is no tab '" + name + "'; expected " + known);
}

} // namespace cohortscope::ui
