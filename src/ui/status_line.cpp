#include <algorithm>

#include "base/format.h"
#include "plot/labels.h"
#include "ui/panels.h"
#include "ui/widgets.h"

namespace cohortscope::ui {

namespace {

// Items are placed from the left; each keeps the largest width it ever had, so that changing
// numbers move nothing.
class Items {
  public:
    Items(Frame& frame, const Area& area)
        : frame_(frame), x_(area.left + frame.px(plot::kPanelPadding)), y_(area.top + frame.px(6)) {
    }

    void add(const std::string& label, const std::string& value) {
        const Look& look = frame_.look;
        const float label_width =
            label.empty() ? 0.0f : text_width(look, label, small(look)) + frame_.px(5);
        float& width =
            frame_.view.widths[label + "@" + base::fixed(static_cast<double>(look.scale), 3)];
        width = std::max(width, text_width(look, value, small_plain(look)));
        draw_text(look, {x_, y_}, label, small(look));
        draw_text(look, {x_ + label_width, y_}, value, small_plain(look));
        x_ += label_width + width + frame_.px(16);
    }
    float x() const { return x_; }

  private:
    Frame& frame_;
    float x_, y_;
};

void tag(Frame& frame, const Area& area, const engine::Result& result) {
    const plot::Tokens& t = frame.look.tokens();
    const float middle = (area.top + area.bottom) / 2;
    const float width = frame.px(62);
    const Area place = {area.left, middle - frame.px(10), area.left + width, middle + frame.px(10)};
    const plot::Colour colour = result.final_result ? t.accent : t.warning;
    fill(place, plot::mix(t.panel, colour, 0.16f), frame.px(4));
    const TextStyle style = {colour, plot::kSmallSize, plot::Face::semibold};
    const std::string text = result.final_result ? "Final" : "Preview";
    draw_text(frame.look,
              {place.left + (width - text_width(frame.look, text, style)) / 2,
               middle - text_height(frame.look, style) / 2},
              text, style);
}

std::string component(const engine::Result& result, int number) {
    const auto i = static_cast<std::size_t>(number - 1);
    return plot::percent(result.pca->explained_variance_ratio.at(i));
}

std::string duration(double ms) {
    if (ms >= 999.5)
        return base::fixed(ms / 1000.0, 1) + " s";
    return base::fixed(ms, ms < 9.95 ? 1 : 0) + " ms";
}

void items(Frame& frame, const Area& area, const engine::Result& result) {
    const engine::Settings& s = result.settings;
    Items list(frame, {area.left + frame.px(76), area.top, area.right, area.bottom});
    list.add("rows", base::grouped(static_cast<long long>(result.rows())));
    list.add("k", std::to_string(result.clustering->k));
    if (s.method == engine::Method::ward)
        list.add("method", "Ward");
    else
        list.add("iterations", std::to_string(result.clustering->iterations));
    list.add("inertia", base::grouped(static_cast<long long>(result.clustering->inertia + 0.5)));
    list.add("explained", "PC " + std::to_string(s.pca_x) + " " + component(result, s.pca_x) +
                              " + PC " + std::to_string(s.pca_y) + " " +
                              component(result, s.pca_y));
    list.add("computed in", duration(result.total_ms));
}

// At the right: what is going on.
void activity(Frame& frame, const Area& area, const engine::Result& result) {
    View& view = frame.view;
    if (!frame.live.computing)
        view.computing_since = -1.0;
    else if (view.computing_since < 0.0)
        view.computing_since = frame.input.seconds;
    // Quick answers need no notice: it would only flicker.
    const bool slow =
        view.computing_since >= 0.0 && frame.input.seconds - view.computing_since > 0.3;
    const float right = area.right - frame.px(plot::kPanelPadding);
    const float y = area.top + frame.px(6);
    if (slow)
        draw_text_right(frame.look, {right, y}, "computing …", small(frame.look));
    else if (result.better_optimum && result.final_result)
        draw_text_right(frame.look, {right, y}, "better optimum found",
                        {frame.look.tokens().accent, plot::kSmallSize});
    if (frame.live.computing && !slow)
        frame.out.animating = true; // until the notice is due
}

} // namespace

void status_line(Frame& frame, const Area& area) {
    fill(area, frame.look.tokens().panel);
    const engine::Result* result = frame.result();
    if (result == nullptr)
        return;
    tag(frame, {area.left + frame.px(plot::kPanelPadding), area.top, area.right, area.bottom},
        *result);
    items(frame, area, *result);
    activity(frame, area, *result);
}

} // namespace cohortscope::ui
