// What became of the groups since the pinned result.
#include <cmath>

#include "engine/changes.h"
#include "plot/figures/figure_list.h"
#include "plot/figures/figure_parts.h"
#include "plot/labels.h"
#include "plot/studies/change_chart.h"

namespace cohortscope::plot {

namespace {

Picture make(const FigureInput& input, const FigureFrame& frame) {
    const ChartOptions options = options_of(frame);
    Picture picture{change_strip(input.baseline->settings, input.result.settings, frame.width,
                                 options, frame.measure)};
    const engine::Changes changes = engine::changes_between(*input.baseline, input.result);
    const float gap = picture.scene.height > 0 ? 2 * kStep * frame.text_scale : 0;
    append_below(picture.scene,
                 change_chart(ChangeView{changes}, frame.width, options, frame.measure), gap);
    return picture;
}

std::string words(const FigureInput& input) {
    const engine::Changes changes = engine::changes_between(*input.baseline, input.result);
    std::string words = engine::headline(changes) + "; adjusted Rand index " +
                        significant(std::round(changes.adjusted_rand * 1000.0) / 1000.0) + ".";
    if (const std::string note = engine::matching_note(changes); !note.empty())
        words += " " + note;
    for (const std::string& sentence : engine::unused_sentences(changes))
        words += " " + sentence + ".";
    return words;
}

bool has_baseline(const FigureInput& input) {
    return input.baseline != nullptr && input.baseline != &input.result &&
           input.baseline->prepared.table == input.result.prepared.table;
}

} // namespace

Figure what_changed_figure() {
    return {"what_changed", "What changed since the pinned result", {}, has_baseline, make, words};
}

} // namespace cohortscope::plot
