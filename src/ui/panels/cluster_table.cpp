#include <algorithm>
#include <cmath>

#include "plot/clusters/cluster_chart.h"
#include "plot/clusters/picked_parts.h"
#include "ui/baseline.h"
#include "ui/camera/camera.h"
#include "ui/compat/compat.h"
#include "ui/controls/ridge_choice.h"
#include "ui/controls/scrolled.h"
#include "ui/controls/slider.h"
#include "ui/controls/widgets.h"
#include "ui/painter.h"
#include "ui/panels/cluster_brush.h"
#include "ui/panels/panels.h"
#include "ui/scene_cache.h"
#include "ui/studies/stability_badge.h"

namespace cohortscope::ui {

namespace {

constexpr const char* kTypedName = "name";
constexpr float kLeastTyping = 150.0f; // width of the box for a name, at scale 1
constexpr float kPencil = 20.0f;

const plot::ClusterChart& chart(Frame& frame, ImVec2 size) {
    const engine::Result* before = baseline_of(frame);
    const engine::Ghost ghost = before != nullptr ? engine::ghost_of(*before) : engine::Ghost();
    const auto chosen = static_cast<std::size_t>(chosen_ridges(frame));
    const RidgeChoices& choices = ridge_choices(frame);
    const analysis::ColumnSpread* spread = ridge_spread(frame);
    const bool waits = chosen > 0 && spread == nullptr;
    const plot::ClusterRoom room = {size.x,
                                    size.y,
                                    has_stability(frame),
                                    spread,
                                    choices.columns.size() > 1 ? choices.labels[chosen] : "",
                                    waits,
                                    before != nullptr ? &ghost : nullptr,
                                    kCamera + kCameraGap};
    base::Hasher hasher = chart_key(frame);
    hasher.add_number(static_cast<double>(size.x)).add_number(static_cast<double>(size.y));
    hasher.add(chosen).add(waits ? 1 : 0);
    hasher.add(before != nullptr ? before->serial + 1 : 0);
    const base::Fingerprint key = hasher.add(room.judged ? 1 : 0).finish();
    CachedClusters& slot = frame.view.clusters;
    if (slot.key != key) {
        ++frame.view.work.charts;
        slot.chart = plot::cluster_chart(*frame.result(), room, chart_options(frame),
                                         FontMeasure(*frame.look.fonts));
        slot.key = key;
    }
    return slot.chart;
}

void name_box(Frame& frame, const Area& area, int colour) {
    Typing& typing = frame.view.typing;
    const TypingEnd end = typing_box(frame, area, typing);
    if (end == TypingEnd::accepted) {
        give_name(frame, colour, typing.text.data());
    }
    if (end != TypingEnd::none)
        typing = {};
}

bool is_renaming(const Frame& frame, int colour) {
    return frame.view.typing.what == kTypedName && frame.view.typing.colour == colour;
}

void begin_renaming(Frame& frame, int colour, const std::string& name) {
    begin_typing(frame.view, kTypedName, name);
    frame.view.typing.colour = colour;
}

// A row on the screen.
struct Row {
    Area area, name, ridge;
    float name_end = 0.0f;
    int cluster = 0;
    int colour = 0;
};

Row row_on_screen(const Frame& frame, const plot::ClusterRowPlace& place, ImVec2 origin,
                  int cluster) {
    const float scale = frame.look.scale;
    const auto area = [&](const plot::Box& box) {
        return Area{origin.x + box.left * scale, origin.y + box.top * scale,
                    origin.x + box.right * scale, origin.y + box.bottom * scale};
    };
    return {area(place.row),   area(place.name),
            area(place.ridge), origin.x + place.name_end * scale,
            cluster,           frame.result()->identity.colour[static_cast<std::size_t>(cluster)]};
}

// Behind the name's last line, at the latest at the end of its column.
Area pencil_of(const Frame& frame, const Row& row) {
    const float side = frame.px(kPencil);
    const float line = text_height(frame.look, small(frame.look));
    const float left = std::min(row.name_end + frame.px(2), row.name.right - side + frame.px(8));
    const float top = std::floor(row.name.bottom - line / 2 - side / 2);
    return {left, top, left + side, top + side};
}

// True when the pencil was clicked. Its ground covers what a long name has there.
bool pencil(Frame& frame, const Row& row) {
    const plot::Tokens& t = frame.look.tokens();
    const Area place = pencil_of(frame, row);
    fill(place, frame.view.focus.pinned() == row.colour ? t.raised : t.panel, frame.px(4));
    const bool clicked = icon_button(frame, "rename", place, Icon::pencil);
    if (ImGui::IsItemHovered())
        frame.tip = {{"Give the cluster a name of your own", ""}};
    return clicked;
}

// The mark of the scene under the pointer; null where there is none.
const plot::Mark* mark_under(const Frame& frame, const plot::Scene& scene, ImVec2 origin) {
    if (!ImGui::IsWindowHovered())
        return nullptr;
    return mark_at({ImGui::GetWindowDrawList(), origin, &frame.look, {}}, scene,
                   ImGui::GetIO().MousePos);
}

// The rows of a name, or with an outcome, that a mark stands for: in its group, or in all with
// Ctrl. None where the mark is no such part.
std::optional<PartRows> rows_of_part(Frame& frame, const plot::Mark* mark) {
    const analysis::ColumnSpread* spread = ridge_spread(frame);
    if (mark == nullptr || spread == nullptr)
        return std::nullopt;
    std::optional<engine::Shape> shape = plot::shape_of_part(*spread, mark->value, mark->cluster);
    if (!shape)
        return std::nullopt;
    if (mark->cluster >= 0 && !ImGui::GetIO().KeyCtrl)
        shape->colour = frame.result()->identity.colour[static_cast<std::size_t>(mark->cluster)];
    return PartRows{std::move(*shape)};
}

// What mouse and keys do on a row. Its pencil is there while the one or the others are on it.
// `part`: where the pointer is on a part of its bar.
void touch_row(Frame& frame, const Row& row, const plot::RidgeAxis& axis,
               const std::optional<PartRows>& part) {
    const engine::Result& result = *frame.result();
    const KeyFocus& keys = frame.view.key_focus;
    const bool inside = row.area.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered();
    const bool keyed =
        keys.shown && (keys.id == ImGui::GetID("row") || keys.id == ImGui::GetID("rename"));
    if (inside || keyed)
        frame.view.focus.hover(row.colour);
    // What is drawn first has the mouse, and comes first for Tab.
    bool renames = inside && pencil(frame, row);
    const bool on_ridge = brush_axis(frame, row.ridge, axis, row.colour);
    const Touch mouse = touch("row", row.area);
    renames = renames || (keyed && !inside && pencil(frame, row));
    if (renames)
        return begin_renaming(frame, row.colour, result.name(row.cluster));
    if (mouse.double_clicked ||
        (inside && row.ridge.contains(ImGui::GetIO().MousePos) && ImGui::IsMouseDoubleClicked(0)))
        frame.view.scatter.fit_cluster(result, row.cluster, frame.input.seconds);
    if (inside && part && mouse.clicked && click_part(frame, *part))
        return;
    if ((mouse.clicked || on_ridge) && !select_group(frame, row.colour))
        frame.view.focus.toggle_pin(row.colour);
}

void typing_row(Frame& frame, const Row& row) {
    const float middle = (row.name.top + row.name.bottom) / 2;
    const float half = frame.px(13);
    const float right = std::max(row.name.right, row.name.left + frame.px(kLeastTyping));
    fill({row.name.left, row.area.top + 1.0f, right, row.area.bottom - 1.0f},
         frame.look.tokens().panel);
    name_box(frame, {row.name.left - frame.px(4), middle - half, right, middle + half}, row.colour);
}

void badge(Frame& frame, const plot::ClusterRowPlace& place, ImVec2 origin, const Row& row) {
    if (place.judged_right <= 0.0f)
        return;
    const float line = text_height(frame.look, small(frame.look));
    const float middle = (row.area.top + row.area.bottom) / 2;
    stability_badge(frame, {origin.x + place.judged_right * frame.look.scale, middle - line / 2},
                    row.area, row.colour);
}

// Adds to what is said already where `more`.
void tell(Frame& frame, const plot::Scene& scene, ImVec2 origin, bool more = false) {
    if (!ImGui::IsWindowHovered())
        return;
    const Canvas canvas = {ImGui::GetWindowDrawList(), origin, &frame.look, {}};
    const plot::Mark* mark = mark_at(canvas, scene, ImGui::GetIO().MousePos);
    if (mark == nullptr || mark->tip.empty())
        return;
    if (!more)
        frame.tip.clear();
    frame.tip.push_back({mark->tip, ""});
    if (mark->cluster >= 0)
        tell_before(frame,
                    frame.result()->identity.colour[static_cast<std::size_t>(mark->cluster)]);
}

// How rows are selected there, below what a mark tells.
void tell_how(Frame& frame, const std::string& how) {
    if (!frame.tip.empty() && ImGui::IsWindowHovered() && !frame.view.brush.held)
        frame.tip.push_back({how, "", kNobody, true});
}

// What a click on a part selects, and what a key does to that.
void tell_click(Frame& frame, const PartRows& part, const char* keyed) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (frame.tip.empty())
        return;
    tell_part(frame, part);
    if (*keyed != '\0')
        tell_how(frame, keyed);
}

void show_pinned(Frame& frame, const plot::Scene& scene, ImVec2 origin) {
    paint({ImGui::GetWindowDrawList(), origin, &frame.look, {}}, scene);
    tell(frame, scene, origin);
}

void rows(Frame& frame, const plot::ClusterChart& made, const Area& area) {
    Scrolled list(frame, "###clusters", area);
    const ImVec2 origin = list.origin();
    std::vector<Row> all;
    for (std::size_t i = 0; i < made.places.size(); ++i)
        all.push_back(row_on_screen(frame, made.places[i], origin, static_cast<int>(i)));
    for (const Row& row : all)
        if (frame.view.focus.pinned() == row.colour)
            fill({row.area.left - frame.px(6), row.area.top, row.area.right + frame.px(6),
                  row.area.bottom},
                 frame.look.tokens().raised, frame.px(4));
    paint({ImGui::GetWindowDrawList(), origin, &frame.look, {}}, made.rows);
    tell(frame, made.rows, origin);
    if (const plot::Scene* selected = selected_rows_scene(frame, made)) {
        paint({ImGui::GetWindowDrawList(), origin, &frame.look, {}}, *selected);
        tell(frame, *selected, origin, true);
    }
    const std::optional<PartRows> part = rows_of_part(frame, mark_under(frame, made.rows, origin));
    if (part)
        tell_click(frame, *part, "Ctrl: in all groups");
    else
        tell_how(frame, made.axis.column.empty()
                            ? "Ctrl+click selects the group"
                            : "Drag over a ridge: selects that range of the group · Ctrl+click: "
                              "the group");
    for (std::size_t i = 0; i < all.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        if (is_renaming(frame, all[i].colour))
            typing_row(frame, all[i]);
        else
            touch_row(frame, all[i], made.axis, part);
        badge(frame, made.places[i], origin, all[i]);
        ImGui::PopID();
    }
    list.end(made.rows.height * frame.look.scale);
}

// The axis: a drag along it selects a range of all rows.
void foot(Frame& frame, const plot::ClusterChart& made, const Area& area) {
    show_pinned(frame, made.foot, {area.left, area.top});
    if (made.places.empty())
        return;
    if (const auto part =
            rows_of_part(frame, mark_under(frame, made.foot, {area.left, area.top}))) {
        tell_click(frame, *part, "");
        click_part(frame, *part);
        return;
    }
    const float scale = frame.look.scale;
    const plot::Box& ridge = made.places.front().ridge;
    const Area axis = {area.left + ridge.left * scale, area.top, area.left + ridge.right * scale,
                       std::min(area.bottom, area.top + made.foot.height * scale)};
    if (axis.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered() && frame.tip.empty())
        frame.tip = {{"Drag along the axis to select a range of all rows"}};
    else if (axis.contains(ImGui::GetIO().MousePos))
        tell_how(frame, "Drag along the axis to select a range of all rows");
    brush_axis(frame, axis, made.axis, kNobody);
}

} // namespace

void cluster_table(Frame& frame, const Area& area) {
    const float scale = frame.look.scale;
    const plot::ClusterChart& made =
        chart(frame, {area.width() / scale, std::floor(area.height() / scale)});
    const float top = area.top + frame.px(made.head.height);
    const float room = area.bottom - top - frame.px(made.foot.height);
    const float bottom = top + std::min(room, std::ceil(made.rows.height * scale));
    show_pinned(frame, made.head, {area.left, area.top});
    if (made.chooser.width() > 0)
        ridge_choice(frame, {area.left + made.chooser.left * scale, area.top,
                             area.left + made.chooser.right * scale,
                             area.top + made.chooser.bottom * scale});
    const float side = frame.px(kCamera);
    camera(frame, "camera.clusters", {area.right - side, area.top, area.right, area.top + side},
           subject_of_clusters);
    rows(frame, made, {area.left, top, area.right, bottom});
    foot(frame, made, {area.left, bottom, area.right, area.bottom});
}

} // namespace cohortscope::ui
