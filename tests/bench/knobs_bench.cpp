// Every knob moved, one by one, through the preview that the window asks for.
#include "bench.h"
#include "schema/guess.h"
#include "schema/schema.h"

namespace cohortscope::bench {

namespace {

constexpr double kPreviewBudgetMs = 8.0; // of K-Means, as the live worker gives it

struct Knob {
    std::string key;
    std::vector<std::string> values; // in the order visited, the default not among them
};

Knob dragged(const std::string& key, double first, double step, int count) {
    Knob knob{key, {}};
    for (int i = 0; i < count; ++i)
        knob.values.push_back(std::to_string(first + step * i));
    return knob;
}

Knob stepped(const std::string& key, int first, int step, int count) {
    Knob knob{key, {}};
    for (int i = 0; i < count; ++i)
        knob.values.push_back(std::to_string(first + step * i));
    return knob;
}

Knob dragged_weight(const std::string& feature) {
    Knob knob{"weight." + feature, {}};
    for (const double weight : dragged_weights())
        knob.values.push_back(std::to_string(weight));
    return knob;
}

std::vector<Knob> dragged_knobs() {
    std::vector<Knob> knobs{stepped("rare_company_threshold", 6, 1, 24),
                            stepped("rare_role_threshold", 2, 1, 24),
                            dragged("outliers.low", 1.1, 0.1, 24),
                            dragged("outliers.high", 98.9, -0.1, 24),
                            stepped("clean.first_year", 1971, 2, 20),
                            stepped("reference_year", 2024, -1, 8),
                            stepped("kmeans.k", 6, 1, 7),
                            stepped("seed", 43, 1, 8),
                            stepped("kmeans.restarts", 11, 1, 8),
                            stepped("pca.y", 3, 1, 3)};
    for (const schema::FeatureSpec& feature : schema::built_in().features)
        knobs.push_back(dragged_weight(feature.name));
    return knobs;
}

std::vector<Knob> switched_knobs() {
    return {{"impute.year", {"mean", "company", "neighbours"}},
            {"impute.role", {"other"}},
            {"outliers.mode", {"drop", "none"}},
            {"clean.text", {"false"}},
            {"clean.duplicates", {"false"}},
            {"clean.person_rows", {"first", "last"}},
            {"scaler", {"robust", "minmax", "none"}}};
}

// Adds one preview to the counters: the mean time of each stage, and the share of previews whose
// K-Means was cut by the budget.
void count(benchmark::State& state, const engine::Result& preview) {
    const auto mean = benchmark::Counter::kAvgIterations;
    for (const engine::StageTime& time : preview.times) {
        benchmark::Counter& counter =
            state.counters[std::string(engine::name_of(time.stage)) + " ms"];
        counter.flags = mean;
        counter.value += time.milliseconds;
    }
    benchmark::Counter& cut = state.counters["cut"];
    cut.flags = mean;
    cut.value += preview.clustering->converged ? 0.0 : 1.0;
}

// Each frame starts from the one before, as under a slider that is held.
void drag(benchmark::State& state, FrameTimes& times, const Context& context, const Knob& knob) {
    engine::Settings settings;
    Shown shown = show(context, settings);
    std::size_t frame = 0;
    for (auto _ : state) {
        engine::set_from_text(settings, knob.key, knob.values[frame++]);
        times.measure([&] {
            shown.result = shown.pipeline.preview(settings, *shown.result, kPreviewBudgetMs);
        });
        count(state, *shown.result);
    }
}

// Each frame starts from the defaults in a fresh pipeline, so that none finds what another left.
void flip(benchmark::State& state, FrameTimes& times, const Context& context,
          const std::string& key, const std::string& value) {
    for (auto _ : state) {
        engine::Settings settings;
        Shown shown = show(context, settings);
        engine::set_from_text(settings, key, value);
        times.measure([&] {
            shown.result = shown.pipeline.preview(settings, *shown.result, kPreviewBudgetMs);
        });
        count(state, *shown.result);
    }
}

// The whole preview while the weight of the first feature is dragged, whatever the table.
void add_any_table(const Context& context) {
    add_benchmark("first_weight", 40, [&context](benchmark::State& state, FrameTimes& times) {
        engine::Settings settings;
        settings.schema = schema::best_schema(*context.table);
        Shown shown = show(context, settings);
        const std::string key = shown.result->prepared.features->columns.front()->spec->name;
        const std::vector<double> weights = dragged_weights();
        std::size_t frame = 0;
        for (auto _ : state) {
            settings.weights[key] = weights[frame++];
            times.measure([&] {
                shown.result = shown.pipeline.preview(settings, *shown.result, kPreviewBudgetMs);
            });
            count(state, *shown.result);
        }
        state.counters["rows"] = static_cast<double>(shown.result->prepared.matrix->rows);
        state.counters["columns"] =
            static_cast<double>(shown.result->prepared.matrix->columns.size());
    });
}

} // namespace

void register_knobs(const Context& context) {
    for (const Knob& knob : dragged_knobs())
        add_benchmark("knob_" + knob.key, static_cast<int>(knob.values.size()),
                      [&context, knob](benchmark::State& state, FrameTimes& times) {
                          drag(state, times, context, knob);
                      });
    for (const Knob& knob : switched_knobs())
        for (const std::string& value : knob.values)
            add_benchmark("knob_" + knob.key + "_" + value, 5,
                          [&context, knob, value](benchmark::State& state, FrameTimes& times) {
                              flip(state, times, context, knob.key, value);
                          });
    add_any_table(context);
    add_benchmark("preview_k12", 40, [&context](benchmark::State& state, FrameTimes& times) {
        engine::Settings settings;
        settings.kmeans.k = 12;
        Shown shown = show(context, settings);
        const std::vector<double> weights = dragged_weights();
        std::size_t frame = 0;
        for (auto _ : state) {
            settings.weights["years_of_experience"] = weights[frame++];
            times.measure([&] {
                shown.result = shown.pipeline.preview(settings, *shown.result, kPreviewBudgetMs);
            });
        }
    });
}

} // namespace cohortscope::bench
