// Which knob changes the clustering most around the present settings.
#pragma once

#include "engine/study_runs.h"

namespace cohortscope::engine {

// One setting after a nudge.
struct NudgedSettings {
    std::string key; // of the field, or "weight.NAME"
    std::string from, to;
    Settings settings;
};

// Each weight ± 0.25, k ± 1 (from 2), each threshold of rare names above 1 doubled and halved, each
// clip percentile ± 1, each other scaler, and the next seed; within the ranges of the fields, and
// only where that changes a value. One key's nudges stand beside each other. The method is K-Means.
std::vector<NudgedSettings> nudged_settings(const Result& result);

// The settings with the nudge that changes more. Throws base::Error where they do not go together.
Settings nudged(const Settings& settings, const Nudge& nudge);

// 1 − adjusted Rand index between `kmeans` (the final K-Means labels of `result`) and those of
// every nudge; of a key's nudges the one that changes more counts. Nudges that the table refuses
// are left out. `partial` gets the list as it grows. Throws base::Cancelled.
Sensitivity sensitivity(const Result& result, const analysis::Clustering& kmeans,
                        Pipeline& pipeline, const Partial& partial, base::Progress& progress);

} // namespace cohortscope::engine
