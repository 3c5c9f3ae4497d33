#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "base/format.h"
#include "base/printable.h"
#include "plot/labels.h"
#include "ui/baseline.h"
#include "ui/compat/compat.h"
#include "ui/controls/widgets.h"
#include "ui/panels/panels.h"

namespace cohortscope::ui {

namespace {

// At scale 1: where there is less room beside the buttons, these go.
constexpr float kRoomForName = 300.0f;   // the program's own
constexpr float kRoomForWords = 1700.0f; // of the whole bar
constexpr float kRoomForBoth = 260.0f;   // the table's name, while another one is read
constexpr float kLongestWhole = 160.0f;  // the part of a name that is shown before the rows are
constexpr float kRoomForRows = 400.0f;   // how many were read, while another table is read

void source(Frame& frame, const Area& area, float right) {
    const Look& look = frame.look;
    const TextStyle style = {look.tokens().text, plot::kSectionSize, plot::Face::semibold};
    const float y = area.top + frame.px(9);
    float x = area.left + frame.px(plot::kPanelPadding);
    if (right - x > frame.px(kRoomForName)) {
        draw_text(look, {x, y}, "Cohortscope", style);
        x += text_width(look, "Cohortscope", style) + frame.px(16);
    }
    if (frame.result() == nullptr)
        return;
    const data::Table& table = *frame.result()->prepared.table;
    std::string rows = plot::row_count(table.rows) + " read";
    std::string loading = loading_text(frame.live);
    if (!loading.empty() && right - x < frame.px(kRoomForBoth)) {
        draw_text(look, {x, y + frame.px(3)},
                  fitted(look, loading, right - x - frame.px(12), small(look)), small(look));
        return;
    }
    if (!loading.empty()) {
        if (right - x < frame.px(kRoomForRows))
            rows.clear();
        loading.insert(0, "  ·  ");
    }
    const float least_name = frame.px(60);
    // A name of usual length goes before the rows, which the status line says too.
    const float whole_name = std::min(text_width(look, shown_file_name(table.source), body(look)),
                                      frame.px(kLongestWhole));
    if (right - x - text_width(look, rows, small(look)) - frame.px(24) < whole_name)
        rows.clear();
    const float rows_width = text_width(look, rows, small(look));
    loading =
        fitted(look, loading, right - x - rows_width - least_name - frame.px(24), small(look));
    const float loading_width = text_width(look, loading, small(look));
    const float room = right - x - rows_width - loading_width - frame.px(24);
    const std::string name = fitted(look, shown_file_name(table.source), room, body(look));
    draw_text(look, {x, y + frame.px(1)}, name, body(look));
    const Area place = {x, area.top, x + text_width(look, name, body(look)), area.bottom};
    if (place.contains(ImGui::GetIO().MousePos))
        frame.tip = {{base::printable(table.source), ""},
                     {"Drop a CSV file on the window to load it.", "", kNobody, true}};
    x = place.right + frame.px(12);
    draw_text(look, {x, y + frame.px(3)}, rows, small(look));
    draw_text(look, {x + rows_width, y + frame.px(3)}, loading, small(look));
}

void tip_over(Frame& frame, const Area& area, const std::string& text) {
    if (area.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered())
        frame.tip = {{text, ""}};
}

// Buttons are placed from the right; each returns the area it took.
class FromRight {
  public:
    FromRight(const Frame& frame, const Area& area)
        : frame_(frame), x_(area.right - frame.px(8)), top_(area.top + frame.px(6)) {}
    Area take(float width) {
        const Area area = {x_ - frame_.px(width), top_, x_, top_ + frame_.px(30)};
        x_ = area.left - frame_.px(4);
        return area;
    }
    void gap() { x_ -= frame_.px(12); }
    float left() const { return x_; }

  private:
    const Frame& frame_;
    float x_, top_;
};

void scale_buttons(Frame& frame, FromRight& places) {
    const plot::Tokens& t = frame.look.tokens();
    const plot::Colour off = plot::mix(t.panel, t.muted, 0.45f); // what can do no more
    const Area larger = places.take(30);
    const Area percent = places.take(58);
    const Area smaller = places.take(30);
    const bool can_grow = frame.view.user_scale < frame.view.layout.largest_scale;
    if (!can_grow)
        draw_icon(frame.look, larger, Icon::plus, off);
    else if (icon_button(frame, "larger", larger, Icon::plus))
        frame.view.wanted_scale_steps = 1;
    if (frame.view.user_scale <= kSmallestScale)
        draw_icon(frame.look, smaller, Icon::minus, off);
    else if (icon_button(frame, "smaller", smaller, Icon::minus))
        frame.view.wanted_scale_steps = -1;
    const auto shown = std::lround(static_cast<double>(frame.view.user_scale) * 100.0);
    if (button(frame, percent, std::to_string(shown) + " %###scale"))
        frame.view.user_scale = 1.0f;
    tip_over(frame, larger,
             can_grow ? "Larger interface (Ctrl +)"
                      : "The window has no room for a larger interface");
    tip_over(frame, percent, "Scale of the interface; click for 100 % (Ctrl 0)");
    tip_over(frame, smaller, "Smaller interface (Ctrl −)");
}

// An icon that is lit while it is on.
bool lit_icon(Frame& frame, const char* id, const Area& area, Icon icon, bool on) {
    const plot::Tokens& t = frame.look.tokens();
    if (on)
        fill(area, plot::mix(t.panel, t.accent, 0.3f), frame.px(plot::kCornerRadius));
    return icon_button(frame, id, area, icon);
}

void tool_buttons(Frame& frame, FromRight& places) {
    struct Tool {
        MapTool tool;
        Icon icon;
        const char* id;
        const char* help;
    };
    static constexpr Tool kTools[] = {
        {MapTool::rectangle, Icon::rectangle, "rectangle",
         "Rectangle: select rows on the map (R). Shift adds, Alt takes away"},
        {MapTool::lasso, Icon::lasso, "lasso",
         "Lasso: draw around rows on the map to select them (L). Shift adds, Alt takes away"},
        {MapTool::pan, Icon::pan, "pan", "Move the map (V)"}};
    for (const Tool& each : kTools) {
        const Area area = places.take(32);
        if (lit_icon(frame, each.id, area, each.icon, frame.view.tool == each.tool))
            frame.view.tool = each.tool;
        tip_over(frame, area, each.help);
    }
}

// Lit while a baseline is pinned; with words where there is room for them.
void baseline_button(Frame& frame, FromRight& places, const Area& bar) {
    const bool on = frame.history.present().baseline || frame.view.pins_next_final;
    const std::string label = on ? "Baseline" : "Pin baseline";
    const bool worded = bar.width() >= frame.px(kRoomForWords);
    const Area area = places.take(worded ? 126 : 32);
    if (on)
        fill(area, plot::mix(frame.look.tokens().panel, frame.look.tokens().accent, 0.3f),
             frame.px(plot::kCornerRadius));
    const Area icon = {area.left, area.top, area.left + frame.px(32), area.bottom};
    const Touch mouse = touch("baseline", area);
    const plot::Colour ink =
        on || mouse.hovered ? frame.look.tokens().text : frame.look.tokens().muted;
    if (mouse.hovered && !on)
        fill(area, frame.look.tokens().raised, frame.px(plot::kCornerRadius));
    draw_icon(frame.look, icon, Icon::pin, ink);
    if (worded)
        draw_text(frame.look, {icon.right, area.top + frame.px(6)}, label, {ink});
    if (mouse.clicked && !frame.before)
        toggle_baseline(frame.history, frame.view, frame.live.shown_final);
    tip_over(frame, area,
             on ? "Let the baseline go (B). Hold Space to see it"
                : "Pin what is shown as the baseline: every panel shows what changes from it (B)");
}

// Undo and redo say what they would do.
void step_buttons(Frame& frame, FromRight& places) {
    const engine::History& history = frame.history;
    const plot::Tokens& t = frame.look.tokens();
    const plot::Colour off = plot::mix(t.panel, t.muted, 0.45f);
    const Area redo = places.take(32);
    const Area undo = places.take(32);
    const std::size_t at = history.at();
    if (!history.can_redo()) {
        draw_icon(frame.look, redo, Icon::redo, off);
    } else {
        if (icon_button(frame, "redo", redo, Icon::redo))
            frame.view.goes_to_step = at + 1;
        tip_over(frame, redo, "Again: " + history.steps()[at + 1].words + " (Ctrl Y)");
    }
    if (!history.can_undo()) {
        draw_icon(frame.look, undo, Icon::undo, off);
    } else {
        if (icon_button(frame, "undo", undo, Icon::undo))
            frame.view.goes_to_step = at - 1;
        tip_over(frame, undo, "Take back: " + history.steps()[at].words + " (Ctrl Z)");
    }
}

// A list of the files opened last.
void open_list(Frame& frame, FromRight& places) {
    constexpr const char* kKey = "open";
    Area area = places.take(84);
    area.top += frame.px(2); // as high as its neighbours' text
    std::vector<std::string> labels = {"Open"};
    const bool has_any = frame.input.recent && !frame.input.recent->empty();
    if (has_any)
        for (const std::string& path : *frame.input.recent)
            labels.push_back(shown_file_name(path));
    else
        labels.push_back("No file was opened yet: drop a table or a session on the window");
    if (std::exchange(frame.view.opens_recent, false))
        compat::open_combo(ImGui::GetID("##open")); // of that key
    const auto chosen = static_cast<std::size_t>(dropdown(frame, kKey, area, labels, 0));
    if (chosen > 0 && has_any)
        frame.out.opens = (*frame.input.recent)[chosen - 1];
    tip_over(frame, area,
             "The tables and sessions opened last (Ctrl O). Drop a file on the window to open it; "
             "Ctrl S saves all of this as a session");
}

// In words where there is room for them.
void export_button(Frame& frame, FromRight& places, const Area& bar) {
    ReportBox& box = frame.view.report;
    const bool worded = bar.width() >= frame.px(kRoomForWords);
    const Area area = places.take(worded ? 64 : 34);
    if (worded ? button(frame, area, "Export", {box.open})
               : icon_button(frame, "export", area, Icon::upload))
        toggle_report_box(box);
    tip_over(frame, area,
             "Export: a report with its page, figures, slides and tables in one folder (Ctrl E)");
}

} // namespace

void toolbar(Frame& frame, const Area& area) {
    fill(area, frame.look.tokens().panel);
    View& view = frame.view;
    FromRight places(frame, area);
    const Area keys = places.take(54);
    if (button(frame, keys, "Keys", {view.shows_keys}))
        view.shows_keys = !view.shows_keys;
    tip_over(frame, keys, "All keys (F1)");
    places.gap();
    scale_buttons(frame, places);
    places.gap();
    const Area theme = places.take(34);
    if (icon_button(frame, "theme", theme, Icon::theme))
        view.theme = view.theme == plot::Theme::dark ? plot::Theme::light : plot::Theme::dark;
    tip_over(frame, theme, "Dark or light (T)");
    const Area fit = places.take(34);
    if (icon_button(frame, "fit", fit, Icon::fit))
        view.scatter.fit(frame.input.seconds);
    tip_over(frame, fit, "Fit all rows into view (F)");
    places.gap();
    export_button(frame, places, area);
    places.gap();
    const std::array<std::string, 3> modes = {"Points", "Density", "Auto"};
    const Area mode = places.take(216);
    view.cloud =
        static_cast<CloudChoice>(segmented(frame, mode, modes, static_cast<int>(view.cloud)));
    tip_over(frame, mode, "Points, rows per pixel, or whichever suits the crowd (D)");
    places.gap();
    tool_buttons(frame, places);
    places.gap();
    baseline_button(frame, places, area);
    places.gap();
    step_buttons(frame, places);
    places.gap();
    // A narrow bar says what is being read in the place of the list.
    if (frame.live.loading.empty() || places.left() - area.left > frame.px(kRoomForBoth))
        open_list(frame, places);
    source(frame, area, places.left());
}

} // namespace cohortscope::ui
