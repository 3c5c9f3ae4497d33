#include "app/run_studies.h"

#include <utility>

#include "app/progress_bar.h"
#include "base/clock.h"
#include "base/file_message.h"
#include "engine/study_runs.h"

namespace cohortscope::app {

std::vector<report::StudyOutcome> run_studies(std::span<const engine::Study> studies,
                                              const engine::Result& result,
                                              std::shared_ptr<engine::WardTrees> trees,
                                              bool quiet) {
    engine::StudyContext context;
    context.trees = std::move(trees);
    std::vector<report::StudyOutcome> outcomes;
    base::about_file(result.prepared.table->source, [&] {
        for (const engine::Study study : studies) {
            base::Progress progress;
            const ProgressBar bar(std::string(engine::name_of(study)), progress, quiet);
            const double start_ms = base::now_ms();
            engine::StudyValue value = engine::run_study(
                study, result, context, [](const auto&) {}, progress);
            outcomes.push_back({study, std::move(value), (base::now_ms() - start_ms) / 1000.0});
        }
    });
    return outcomes;
}

} // namespace cohortscope::app
