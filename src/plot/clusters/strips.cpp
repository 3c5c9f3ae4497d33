// The chart of one bar: names kept and rows lumped.
#include <algorithm>

#include "base/format.h"
#include "plot/clusters/cluster_charts.h"
#include "plot/effects.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

// The numbers in words, long and short.
struct StripNumbers {
    std::string kept, lumped, short_kept, short_lumped, tip;
    float share_kept = 1;
};

StripNumbers strip_numbers(const features::NamesSlot& slot, std::size_t rows) {
    const std::string& one = slot.spec->label;
    const std::string& many = plural_of(*slot.spec);
    const double share =
        rows > 0 ? static_cast<double>(slot.rare_rows) / static_cast<double>(rows) : 0;
    StripNumbers numbers;
    numbers.short_kept = counted(slot.names - slot.rare_names, one, many);
    numbers.kept = numbers.short_kept + " kept";
    numbers.short_lumped = row_count(slot.rare_rows) + " lumped";
    numbers.lumped = numbers.short_lumped + " (" + percent(share, 0) + ")";
    numbers.tip = counted(slot.rare_names, one, many) + " with " + row_count(slot.rare_rows) +
                  " (" + percent(share) + ") became the one " + one + " " + slot.spec->rare_name;
    numbers.share_kept = static_cast<float>(1.0 - share);
    return numbers;
}

} // namespace

Scene rare_strip(const engine::Result& result, float width, const ChartOptions& options,
                 const TextMeasure& measure) {
    const Tokens& colours = tokens(options.theme);
    const float scale = options.text_scale;
    const features::NamesSlot* slot = lumped_names(result);
    if (slot == nullptr)
        return {width, 0, {}, {}};
    const StripNumbers numbers = strip_numbers(*slot, result.rows());
    Scene scene;
    scene.width = width;
    Text kept{{0, 0}, numbers.kept, colours.text, kSmallSize * scale};
    Text lumped{{width, 0}, numbers.lumped, colours.text, kSmallSize * scale};
    lumped.align_x = AlignX::right;
    const float gap = 2 * kStep * scale;
    const auto fit_beside = [&] {
        return text_box(kept, measure).right + gap <= text_box(lumped, measure).left;
    };
    if (!fit_beside()) {
        kept.text = numbers.short_kept;
        lumped.text = numbers.short_lumped;
    }
    const bool one_line = fit_beside();
    // Each number stands over (or under) its own end of the bar.
    const float bar_top = text_box(kept, measure).bottom + kStep * scale / 2;
    const float bar_bottom = bar_top + 2 * kStep * scale;
    if (!one_line)
        lumped.at.y = bar_bottom + kStep * scale / 2;
    scene.height = one_line ? bar_bottom : text_box(lumped, measure).bottom;
    const float seam = width * numbers.share_kept;
    const float radius = std::min(kStep * scale, 3.0f);
    scene.shapes.emplace_back(Rectangle{
        {0, bar_top, width, bar_bottom}, mix(colours.panel, colours.muted, 0.38f), radius});
    if (seam > 0)
        scene.shapes.emplace_back(Rectangle{{0, bar_top, seam, bar_bottom}, colours.muted, radius});
    if (seam > 0 && seam < width)
        scene.shapes.emplace_back(
            Rectangle{{seam - scale, bar_top, seam + scale, bar_bottom}, colours.panel, 0});
    scene.shapes.emplace_back(kept);
    scene.shapes.emplace_back(lumped);
    scene.marks.push_back({{0, 0, width, scene.height}, -1, numbers.tip});
    return scene;
}

} // namespace cohortscope::plot
