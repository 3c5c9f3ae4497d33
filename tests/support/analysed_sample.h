// A final result of the built-in sample, made once, for tests that need real columns.
#pragma once

#include <memory>

#include "engine/pipeline.h"
#include "sample/sample.h"

namespace cohortscope::tests {

// 3,000 rows in 5 clusters; cluster i has colour i.
inline const std::shared_ptr<const engine::Result>& analysed_sample() {
    static const std::shared_ptr<const engine::Result> made = [] {
        engine::Pipeline pipeline(
            std::make_shared<const data::Table>(sample::make_sample(3000, 42)));
        engine::Settings settings;
        settings.kmeans.restarts = 2;
        base::Progress progress;
        return pipeline.final_result(settings, progress);
    }();
    return made;
}

} // namespace cohortscope::tests
