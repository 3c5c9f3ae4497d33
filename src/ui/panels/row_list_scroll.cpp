#include <algorithm>
#include <cmath>

#include "ui/compat/compat.h"
#include "ui/controls/widgets.h"
#include "ui/panels/row_list_grid.h"

namespace cohortscope::ui {

namespace {

// At scale 1.
constexpr float kBar = 8.0f;
constexpr float kLeastHandle = 24.0f;
constexpr float kWheelColumns = 60.0f; // pixels a turn
constexpr std::size_t kWheelRows = 3;  // a turn

// A bar along [begin, end) of which `share` is in sight from `at` (0 to 1) on.
struct Bar {
    const char* id;
    Area area;
    bool upright = true;
    double share = 1.0, at = 0.0;
};

// Where the bar is dragged to: 0 to 1, of what can be scrolled.
double dragged(Frame& frame, const Bar& bar, RowListView& view) {
    const plot::Tokens& t = frame.look.tokens();
    const float begin = bar.upright ? bar.area.top : bar.area.left;
    const float length = bar.upright ? bar.area.height() : bar.area.width();
    const float handle = std::max(frame.px(kLeastHandle), length * static_cast<float>(bar.share));
    const float room = std::max(1.0f, length - handle);
    const float start = begin + static_cast<float>(bar.at) * room;
    const ImVec2 pointer = ImGui::GetIO().MousePos;
    const float along = bar.upright ? pointer.y : pointer.x;
    const Touch mouse = touch_by_mouse(bar.id, bar.area);
    if (mouse.clicked) // beside the handle: its middle comes there
        view.grab = along >= start && along < start + handle ? along - start : handle / 2;
    const bool hot = mouse.hovered || mouse.held;
    const plot::Colour ink = mouse.held ? t.accent
                             : hot      ? t.muted
                                        : plot::mix(t.faint, t.muted, 0.25f);
    const Area grip = bar.upright ? Area{bar.area.left, start, bar.area.right, start + handle}
                                  : Area{start, bar.area.top, start + handle, bar.area.bottom};
    fill(grip, ink, frame.px(kBar) / 2);
    if (!mouse.held)
        return bar.at;
    return std::clamp(static_cast<double>(along - view.grab - begin) / static_cast<double>(room),
                      0.0, 1.0);
}

void drag_rows(Frame& frame, const RowGrid& grid, RowListView& view) {
    const std::size_t last = grid.last_first();
    if (last == 0)
        return;
    const double rows = static_cast<double>(grid.listing.matching());
    const float left = grid.body.right + frame.px(2); // in the panel's padding
    const double at = static_cast<double>(view.scroll.first) / static_cast<double>(last);
    const double to = dragged(frame,
                              {"###rows bar",
                               {left, grid.body.top, left + frame.px(kBar), grid.body.bottom},
                               true,
                               static_cast<double>(grid.whole_rows()) / rows,
                               at},
                              view);
    if (to != at)
        view.scroll.first = static_cast<std::size_t>(std::llround(to * static_cast<double>(last)));
}

void drag_columns(Frame& frame, const RowGrid& grid, RowListView& view) {
    const float most = grid.columns_width - grid.room();
    if (most <= 0.0f)
        return;
    const float top = grid.body.bottom + frame.px(2);
    const double at = static_cast<double>(view.scroll.left / most);
    const double to = dragged(frame,
                              {"###columns bar",
                               {grid.numbers_right, top, grid.body.right, top + frame.px(kBar)},
                               false,
                               static_cast<double>(grid.room() / grid.columns_width),
                               at},
                              view);
    if (to != at)
        view.scroll.left = static_cast<float>(to) * most;
}

std::size_t moved(std::size_t row, std::int64_t by, std::size_t rows) {
    const auto to = std::clamp<std::int64_t>(static_cast<std::int64_t>(row) + by, 0,
                                             static_cast<std::int64_t>(rows) - 1);
    return static_cast<std::size_t>(to);
}

// How far the keys of this frame move the keyboard's row.
std::int64_t key_steps(const RowGrid& grid) {
    const auto page = static_cast<std::int64_t>(grid.whole_rows());
    const auto all = static_cast<std::int64_t>(grid.listing.matching());
    const std::pair<ImGuiKey, std::int64_t> kKeys[] = {
        {ImGuiKey_DownArrow, 1},  {ImGuiKey_UpArrow, -1}, {ImGuiKey_PageDown, page},
        {ImGuiKey_PageUp, -page}, {ImGuiKey_End, all},    {ImGuiKey_Home, -all}};
    for (const auto& [key, by] : kKeys)
        if (compat::key_pressed(key))
            return by;
    return 0;
}

// The keyboard is the list's where it was clicked or reached last.
void take_keys(Frame& frame, const RowGrid& grid, RowListView& view) {
    KeyFocus& focus = frame.view.key_focus;
    if (focus.id != ImGui::GetID("###rows") || view.typing || !frame.view.typing.what.empty() ||
        grid.listing.matching() == 0)
        return;
    focus.takes_arrows = true;
    if (const std::int64_t by = key_steps(grid); by != 0) {
        view.key_row = moved(view.key_row, by, grid.listing.matching());
        if (view.key_row < view.scroll.first)
            view.scroll.first = view.key_row;
        if (view.key_row >= view.scroll.first + grid.whole_rows())
            view.scroll.first = view.key_row - grid.whole_rows() + 1;
        focus.shown = true;
    }
    const float step = frame.px(kWheelColumns);
    if (compat::key_pressed(ImGuiKey_RightArrow))
        view.scroll.left += step;
    if (compat::key_pressed(ImGuiKey_LeftArrow))
        view.scroll.left -= step;
}

void take_wheel(Frame& frame, const RowGrid& grid, RowListView& view) {
    const ImGuiIO& io = ImGui::GetIO();
    if (!grid.body.contains(io.MousePos) || !ImGui::IsWindowHovered())
        return;
    const bool across = io.KeyShift;
    const float turns = io.MouseWheelH + (across ? io.MouseWheel : 0.0f);
    view.scroll.left -= turns * frame.px(kWheelColumns);
    if (across || io.MouseWheel == 0.0f)
        return;
    const float rows = io.MouseWheel * static_cast<float>(kWheelRows);
    const auto by = static_cast<std::int64_t>(rows < 0 ? std::floor(rows) : std::ceil(rows));
    view.scroll.first =
        moved(view.scroll.first, -by, std::max<std::size_t>(1, grid.listing.matching()));
}

} // namespace

void scroll_list(Frame& frame, const RowGrid& grid, RowListView& view) {
    take_wheel(frame, grid, view);
    take_keys(frame, grid, view);
    drag_rows(frame, grid, view);
    drag_columns(frame, grid, view);
    view.scroll.first = std::min(view.scroll.first, grid.last_first());
    view.scroll.left =
        std::clamp(view.scroll.left, 0.0f, std::max(0.0f, grid.columns_width - grid.room()));
    view.key_row = std::min(view.key_row, std::max<std::size_t>(1, grid.listing.matching()) - 1);
}

} // namespace cohortscope::ui
