// The picture of a result's rows that the benchmarks draw: all of them on 1920 × 1080 pixels.
#pragma once

#include "engine/result.h"
#include "plot/cloud/cloud.h"

namespace cohortscope::bench {

plot::CloudData cloud_of(const engine::Result& result);
plot::CloudView view_of(const engine::Result& result);
plot::CloudStyle style_of(const engine::Result& result, plot::CloudMode mode);

} // namespace cohortscope::bench
