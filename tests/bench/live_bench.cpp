// The workers as the window sees them: a live frame from the request to its preview, alone and
// beside a study; and how soon a cancelled study leaves its thread.
#include <thread>

#include "bench.h"
#include "engine/live.h"
#include "engine/studies.h"

namespace cohortscope::bench {

namespace {

using engine::Study;
using Phase = engine::StudyView::Phase;

template <class Done> void wait_until(const Done& done) {
    while (!done())
        std::this_thread::sleep_for(std::chrono::microseconds(100));
}

struct Workers {
    engine::Live live{[] {}};
    engine::Studies studies{[] {}, live.gate(), live.trees()};
    engine::Settings settings;

    explicit Workers(const Context& context) {
        live.request(settings, false);
        live.load_table(context.table);
        wait_until([&] { return live.state().result && live.state().result->final_result; });
    }
    std::shared_ptr<const engine::Result> result() const { return live.state().result; }
    Phase phase(Study study, const engine::Result& of) const {
        return studies.state(&of)[study].phase;
    }
    // Until the study runs, or has run.
    void begin(Study study, const std::shared_ptr<const engine::Result>& of) {
        studies.request(study, of);
        wait_until([&] {
            return phase(study, *of) == Phase::running || studies.state(of.get())[study].complete;
        });
    }
    void preview(double weight) {
        const std::uint64_t before = live.state().previews;
        settings.weights["ctc_log"] = weight;
        live.request(settings, true);
        wait_until([&] { return live.state().previews > before; });
    }
};

void add_frames(const Context& context, const std::string& name, bool beside_study) {
    add_benchmark(name, 30, [&context, beside_study](benchmark::State& state, FrameTimes& times) {
        Workers workers(context);
        if (beside_study)
            workers.begin(Study::silhouette, workers.result());
        double weight = 1.0;
        for (auto _ : state) {
            weight += 0.01;
            times.measure([&] { workers.preview(weight); });
        }
    });
}

// From the cancel to the start of the next study in its thread.
void add_cancel(const Context& context, Study study) {
    const std::string name = "cancelled_" + std::string(engine::name_of(study));
    add_benchmark(name, 5, [&context, study](benchmark::State& state, FrameTimes& times) {
        Workers workers(context);
        int k = 5;
        for (auto _ : state) {
            workers.begin(study, workers.result());
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            workers.settings.kmeans.k = ++k; // the scores of the next one are not known
            engine::Pipeline pipeline(context.table);
            base::Progress progress;
            const auto next = pipeline.final_result(workers.settings, progress);
            times.measure([&] {
                workers.studies.cancel(study);
                workers.begin(Study::scores, next);
            });
            workers.studies.cancel(Study::scores);
        }
    });
}

} // namespace

void register_live(const Context& context) {
    add_frames(context, "live_frame", false);
    add_frames(context, "live_frame_beside_study", true);
    for (const Study study : {Study::silhouette, Study::ward, Study::stability, Study::sensitivity})
        add_cancel(context, study);
}

} // namespace cohortscope::bench
