#include "ui/panels/scatter_tools.h"

#include <algorithm>
#include <cmath>

namespace cohortscope::ui {

namespace {

constexpr float kSlack = 3.0f;     // a press that moved less is a click
constexpr float kLeastStep = 2.0f; // between corners of a lasso, in pixels at scale 1

ImVec2 within(const Area& area, ImVec2 at) {
    return {std::clamp(at.x, area.left, area.right), std::clamp(at.y, area.top, area.bottom)};
}

bool is_far(ImVec2 a, ImVec2 b, float distance) {
    return std::fabs(a.x - b.x) > distance || std::fabs(a.y - b.y) > distance;
}

engine::Shape shape_of(const Plane& plane, MapTool tool, const std::vector<ImVec2>& drawn) {
    const auto point = [&](ImVec2 at) { return engine::MapPoint{plane.x(at.x), plane.y(at.y)}; };
    if (tool == MapTool::rectangle) {
        const engine::MapPoint a = point(drawn.front()), b = point(drawn.back());
        return {engine::Rectangle{a.x, a.y, b.x, b.y}};
    }
    engine::Lasso lasso;
    for (const ImVec2& at : drawn)
        lasso.points.push_back(point(at));
    return {std::move(lasso)};
}

void draw_shape(const Frame& frame, const Plane& plane, const std::vector<ImVec2>& drawn) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const plot::Tokens& t = frame.look.tokens();
    const float thick = std::max(1.5f, frame.px(2));
    list.PushClipRect({plane.area.left, plane.area.top}, {plane.area.right, plane.area.bottom},
                      true);
    // A dark line below a light one is seen on any cloud.
    for (const auto& [colour, width] : {std::pair{t.window, 2.2f * thick}, {t.text, thick}}) {
        if (frame.view.tool == MapTool::rectangle)
            list.AddRect(drawn.front(), drawn.back(), packed(colour), 0.0f, 0, width);
        else
            list.AddPolyline(drawn.data(), static_cast<int>(drawn.size()), packed(colour),
                             ImDrawFlags_Closed, width);
    }
    list.PopClipRect();
}

} // namespace

bool use_tool(Frame& frame, const Plane& plane, const Touch& mouse) {
    View& view = frame.view;
    if (view.tool == MapTool::pan)
        return false;
    if (mouse.hovered)
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
    if (!mouse.held) { // an outline that ends where it began is no click there
        const bool drew = view.drawn.size() > 1;
        view.drawn.clear();
        return drew;
    }
    const ImVec2 at = within(plane.area, ImGui::GetIO().MousePos);
    if (view.drawn.empty())
        view.drawn = {within(plane.area, ImGui::GetIO().MouseClickedPos[0])};
    const bool begins = view.drawn.size() == 1;
    if (begins && !is_far(at, view.drawn.front(), frame.px(kSlack)))
        return true;
    if (begins ||
        (view.tool == MapTool::lasso && is_far(at, view.drawn.back(), frame.px(kLeastStep))))
        view.drawn.push_back(at);
    if (view.tool == MapTool::rectangle)
        view.drawn.back() = at;
    engine::Shape shape = shape_of(plane, view.tool, view.drawn);
    if (begins)
        begin_selecting(frame, std::move(shape));
    else
        go_on_selecting(frame, std::move(shape));
    draw_shape(frame, plane, view.drawn);
    return true;
}

} // namespace cohortscope::ui
