#include "ui/stability_badge.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "plot/study_charts.h"
#include "ui/widgets.h"

namespace cohortscope::ui {

namespace {

using engine::Study;

constexpr float kSign = 4.0f; // radius at scale 1
constexpr float kWidth = 46.0f;
constexpr float kStaleShare = 0.55f; // of the panel's colour

// The value and the result that gives its clusters their colours; both or none.
struct Known {
    const analysis::Stability* stability = nullptr;
    const engine::Result* of = nullptr;
};

Known known(const Frame& frame) {
    const auto* stability = engine::value_in<analysis::Stability>(frame.studies[Study::stability]);
    const engine::Result* of = frame.view.studies[Study::stability].studied().get();
    if (stability == nullptr || of == nullptr ||
        of->identity.colour.size() != stability->jaccard.size())
        return {};
    return {stability, of};
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

void tip(Frame& frame, double jaccard, bool current) {
    frame.tip = {
        {"Stability " + base::fixed(jaccard, 2) + ": " + plot::stability_word(jaccard), ""},
        {"Mean Jaccard of the cluster and its match when the rows are drawn again " +
             std::to_string(analysis::kResamples) + " times.",
         "", kNobody, true}};
    if (!current)
        frame.tip.push_back(
            {"for " + frame.studies[Study::stability].subject + ", not for what is shown", "",
             kNobody, true});
}

} // namespace

bool has_stability(const Frame& frame) {
    return frame.result()->settings.method == engine::Method::kmeans &&
           known(frame).stability != nullptr;
}

void stability_badge(Frame& frame, ImVec2 right_top, const Area& row, int colour) {
    const auto [stability, of] = known(frame);
    const int cluster = cluster_of_colour(*of, colour);
    if (cluster == kNobody)
        return;
    const double jaccard = stability->jaccard[static_cast<std::size_t>(cluster)];
    const bool current = frame.studies[Study::stability].current;
    const plot::Tokens& t = frame.look.tokens();
    TextStyle style = small_plain(frame.look);
    style.colour = plot::mix(style.colour, t.panel, current ? 0.0f : kStaleShare);
    draw_text_right(frame.look, right_top, base::fixed(jaccard, 2), style);
    const float left = right_top.x - frame.px(kWidth);
    const float middle = right_top.y + text_height(frame.look, style) / 2;
    sign(frame, {left + frame.px(kSign + 1), middle}, jaccard, packed(style.colour));
    const Area place = {left, row.top, right_top.x, row.bottom};
    if (place.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered())
        tip(frame, jaccard, current);
}

} // namespace cohortscope::ui
