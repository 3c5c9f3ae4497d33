#include "bench.h"

namespace cohortscope::bench {

Shown show(const Context& context, const engine::Settings& settings) {
    Shown shown{engine::Pipeline(context.table), nullptr};
    base::Progress progress;
    shown.result = shown.pipeline.final_result(settings, progress);
    return shown;
}

std::vector<double> dragged_weights() {
    std::vector<double> weights;
    for (int step = 1; step <= 20; ++step)
        weights.push_back(1.0 + 0.02 * step);
    for (int step = 20; step > 0; --step)
        weights.push_back(1.0 + 0.02 * step - 0.01);
    return weights;
}

} // namespace cohortscope::bench
