#include "ui/studies/stability_badge.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/format.h"
#include "plot/studies/study_charts.h"
#include "ui/controls/widgets.h"

namespace cohortscope::ui {

namespace {

using engine::Study;

constexpr float kSign = 4.0f; // radius at scale 1
constexpr float kWidth = 46.0f;

const analysis::Stability* known(const Frame& frame) {
    return engine::value_in<analysis::Stability>(frame.studies[Study::stability]);
}

// Of the cluster of the result shown with this colour; none for other clusters than those that the
// study looked at, however alike they are: a figure stays with what it was computed for.
std::optional<double> jaccard_of(const Frame& frame, int colour) {
    const analysis::Stability& stability = *known(frame);
    const int cluster = cluster_of_colour(*frame.result(), colour);
    if (!frame.studies[Study::stability].current || cluster == kNobody ||
        static_cast<std::size_t>(cluster) >= stability.jaccard.size())
        return std::nullopt;
    return stability.jaccard[static_cast<std::size_t>(cluster)];
}

// A full, half and empty disc, told apart without colours.
void sign(const Frame& frame, ImVec2 centre, double jaccard, ImU32 ink) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float r = kSign * frame.look.scale;
    const float line = std::max(1.0f, 1.2f * frame.look.scale);
    if (jaccard >= analysis::kStable) {
        list.AddCircleFilled(centre, r + line / 2, ink);
        return;
    }
    list.AddCircle(centre, r, ink, 0, line);
    if (jaccard < analysis::kModerate)
        return;
    constexpr float kQuarter = 1.5707963f;
    list.PathArcTo(centre, r, kQuarter, 3 * kQuarter); // the left half
    list.PathFillConvex(ink);
}

void tip(Frame& frame, std::optional<double> jaccard) {
    if (!jaccard) {
        frame.tip = {{"Stability is not known for these clusters", ""},
                     {"It was computed for " + frame.studies[Study::stability].subject +
                          ": see the tab Stability.",
                      "", kNobody, true}};
        return;
    }
    frame.tip = {
        {"Stability " + base::fixed(*jaccard, 2) + ": " + plot::stability_word(*jaccard), ""},
        {"Mean Jaccard of the cluster and its match when the rows are drawn again " +
             std::to_string(analysis::kResamples) + " times.",
         "", kNobody, true}};
}

} // namespace

bool has_stability(const Frame& frame) {
    return frame.result()->settings.method == engine::Method::kmeans && known(frame) != nullptr;
}

void stability_badge(Frame& frame, ImVec2 right_top, const Area& row, int colour) {
    const std::optional<double> jaccard = jaccard_of(frame, colour);
    TextStyle style = small_plain(frame.look);
    if (!jaccard)
        style.colour = frame.look.tokens().muted;
    draw_text_right(frame.look, right_top, jaccard ? base::fixed(*jaccard, 2) : "–", style);
    const float left = right_top.x - frame.px(kWidth);
    const float middle = right_top.y + text_height(frame.look, style) / 2;
    if (jaccard)
        sign(frame, {left + frame.px(kSign + 1), middle}, *jaccard, packed(style.colour));
    const Area place = {left, row.top, right_top.x, row.bottom};
    if (place.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered())
        tip(frame, jaccard);
}

} // namespace cohortscope::ui
