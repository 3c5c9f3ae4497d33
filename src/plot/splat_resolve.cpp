#include "plot/splat_resolve.h"

#include <algorithm>

#include "base/elementary.h"

namespace cohortscope::plot {

namespace {

// Between 512 equal steps up to a depth of 8, where e^−8 is below a tenth of a level; linear
// interpolation errs by (8 / 512)² / 8 < 1/100 of a level.
constexpr int kSteps = 512;
constexpr double kDeepest = 8.0;
constexpr float kStepsADepth = static_cast<float>(kSteps / (kDeepest * kLogScale));

} // namespace

SplatResolver::SplatResolver(const CloudStyle& style, double weight_unit)
    : density_(style.mode == CloudMode::density), coverage_(kSteps + 1),
      rows_a_weight_(weight_unit * std::max(0.0, double(style.exposure))),
      full_log_(base::natural_log1p(std::max(1e-3, double(style.saturation_rows)))) {
    for (int i = 0; i <= kSteps; ++i)
        coverage_[static_cast<std::size_t>(i)] =
            static_cast<float>(1.0 - base::exponential(-kDeepest * i / kSteps));
}

float SplatResolver::point_coverage(float depth) const {
    const float place = depth * kStepsADepth;
    if (place >= static_cast<float>(kSteps))
        return 1.0f;
    const int step = static_cast<int>(place);
    const float* at = coverage_.data() + step;
    return at[0] + (place - static_cast<float>(step)) * (at[1] - at[0]);
}

float SplatResolver::density_coverage(float weight) const {
    const double rows = double(weight) * rows_a_weight_;
    return static_cast<float>(std::min(1.0, base::natural_log1p(rows) / full_log_));
}

} // namespace cohortscope::plot
