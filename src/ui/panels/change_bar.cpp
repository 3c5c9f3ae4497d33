// The line above the map: what differs from the baseline; and the stamp over the baseline itself.
#include <algorithm>

#include "plot/studies/change_chart.h"
#include "ui/baseline.h"
#include "ui/controls/widgets.h"
#include "ui/painter.h"
#include "ui/scene_cache.h"

namespace cohortscope::ui {

namespace {

constexpr float kHeight = 28.0f; // at scale 1
constexpr float kCross = 20.0f;

// Made anew where the settings differ from those of the last frame. The baseline that is shown in
// place of the present result leaves it as it is.
const plot::Scene& strip(Frame& frame, const engine::ShownFinal& pinned, float width) {
    ChangedView& view = frame.view.changed;
    const engine::Settings& now = frame.history.present().settings;
    base::Hasher hasher;
    hasher.add(static_cast<std::uint64_t>(frame.look.theme));
    hasher.add(static_cast<std::uint64_t>(frame.look.fonts->exchanges()));
    hasher.add(reinterpret_cast<std::uintptr_t>(&pinned));
    hasher.add_number(static_cast<double>(width));
    const base::Fingerprint key = hasher.finish();
    if (view.strip_key == key && view.strip_now == now)
        return view.strip;
    ++frame.view.work.charts;
    view.strip = plot::change_strip(pinned.settings, now, width, chart_options(frame),
                                    FontMeasure(*frame.look.fonts));
    view.strip_key = key;
    view.strip_now = now;
    return view.strip;
}

} // namespace

float change_bar(Frame& frame, const Area& area) {
    const std::shared_ptr<const engine::ShownFinal>& pinned = frame.history.present().baseline;
    if (!pinned || frame.result() == nullptr)
        return 0.0f;
    const Look& look = frame.look;
    const float pad = frame.px(plot::kPanelPadding);
    const float cross = frame.px(kCross);
    const Area bar = {area.left, area.top, area.right, area.top + frame.px(kHeight)};
    fill(bar, look.tokens().raised);
    fill({bar.left, bar.top, bar.left + frame.px(4), bar.bottom}, look.tokens().accent);
    const float middle = (bar.top + bar.bottom) / 2;
    const Area close = {bar.right - pad - cross, middle - cross / 2, bar.right - pad,
                        middle + cross / 2};
    const Area text = {bar.left + pad, bar.top, close.left - frame.px(8), bar.bottom};
    const plot::Scene& scene = strip(frame, *pinned, text.width() / look.scale);
    const float line = text_height(look, small(look));
    if (scene.shapes.empty())
        draw_text(look, {text.left, middle - line / 2},
                  fitted(look, "Baseline pinned: no setting differs from it yet", text.width(),
                         small(look)),
                  small(look));
    else
        paint({ImGui::GetWindowDrawList(), {text.left, middle - line / 2}, &look, {}}, scene);
    if (text.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered()) {
        for (const plot::Mark& mark : scene.marks)
            frame.tip.push_back({mark.tip, ""});
        frame.tip.push_back({"Hold Space to see the baseline; B lets it go", "", kNobody, true});
    }
    if (icon_button(frame, "let the baseline go", close, Icon::close))
        frame.edit({}, [](engine::Document& next) { next.baseline.reset(); });
    else if (ImGui::IsItemHovered())
        frame.tip = {{"Let the baseline go (B)"}};
    return frame.px(kHeight) + std::max(1.0f, frame.px(1));
}

void stamp_before(const Frame& frame, const Area& area) {
    if (!frame.before)
        return;
    const Look& look = frame.look;
    const plot::Tokens& t = look.tokens();
    const TextStyle style = {t.window, plot::kReadoutSize, plot::Face::semibold};
    const std::string word = "before";
    const float width = text_width(look, word, style) + frame.px(32);
    const float left = (area.left + area.right - width) / 2;
    const Area stamp = {left, area.top + frame.px(8), left + width,
                        area.top + frame.px(16) + text_height(look, style)};
    fill(stamp, t.warning, frame.px(plot::kCornerRadius));
    draw_text(look, {stamp.left + frame.px(16), stamp.top + frame.px(4)}, word, style);
}

} // namespace cohortscope::ui
