#include "ui/scene_cache.h"

namespace cohortscope::ui {

plot::ChartOptions chart_options(const Frame& frame) {
    plot::ChartOptions options;
    options.theme = frame.look.theme;
    if (frame.result() != nullptr)
        options.focus = focused_cluster(frame.view.focus, *frame.result());
    return options;
}

plot::ChartOptions chart_options(const Frame& frame, const engine::Result& of) {
    plot::ChartOptions options = chart_options(frame);
    options.focus = focused_cluster(frame.view.focus, of);
    return options;
}

bool takes_new(const Frame& frame, CachedChart& slot, const StudyChart& chart) {
    base::Hasher hasher = chart_key(frame);
    hasher.add(chart.of ? chart.of->serial : 0).add(chart.more);
    if (chart.of)
        hasher.add_number(focused_cluster(frame.view.focus, *chart.of));
    hasher.add_number(static_cast<double>(chart.size.x));
    hasher.add_number(static_cast<double>(chart.size.y));
    const base::Fingerprint key = hasher.finish();
    if (slot.key == key && slot.value == chart.value)
        return false;
    ++frame.view.work.charts;
    slot.key = key;
    slot.value = chart.value;
    return true;
}

base::Hasher chart_key(const Frame& frame) {
    const plot::ChartOptions options = chart_options(frame);
    base::Hasher hasher;
    hasher.add(static_cast<std::uint64_t>(options.theme));
    hasher.add(static_cast<std::uint64_t>(options.focus + 1));
    hasher.add_number(static_cast<double>(frame.look.scale));
    hasher.add(static_cast<std::uint64_t>(frame.look.fonts->exchanges()));
    if (const engine::Result* result = frame.result()) {
        hasher.add(result->serial);
        hasher.add(result->prepared.table->fingerprint);
        for (const std::string& name : result->identity.given_name)
            hasher.add_text(name);
    }
    return hasher;
}

} // namespace cohortscope::ui
