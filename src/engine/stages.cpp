#include "engine/stages.h"

#include <algorithm>
#include <array>

#include "schema/schema_json.h"

namespace cohortscope::engine {

namespace {

features::Weights extras_of(const schema::Schema& schema, const features::Weights& weights) {
    features::Weights extras;
    for (const auto& [name, weight] : weights)
        if (weight > 0.0 && std::ranges::find(schema.features, name, &schema::FeatureSpec::name) ==
                                schema.features.end())
            extras[name] = 1.0;
    return extras;
}

features::Weights weights_of(const features::FeatureSet& features,
                             const features::Weights& weights) {
    features::Weights all;
    for (const auto& feature : features.columns)
        all[feature->spec->name] = features::weight_of(weights, *feature->spec);
    return all;
}

} // namespace

std::string_view name_of(Stage stage) {
    constexpr std::array<std::string_view, 13> kNames = {
        "clean",        "numbers",    "names",   "rows", "features", "scale and weight",
        "measure bins", "projection", "k-means", "ward", "contours", "profiles",
        "personas"};
    return kNames[static_cast<std::size_t>(stage)];
}

StageClock::StageClock(std::vector<StageTime>& times, Stage stage)
    : times_(times), stage_(stage), start_ms_(now_ms()) {}

StageClock::~StageClock() { times_.push_back({stage_, now_ms() - start_ms_}); }

Stages::Stages(std::shared_ptr<const data::Table> table) : table_(std::move(table)) {}

void Stages::bind(const Settings& settings) {
    if (rows_ &&
        (rows_->bound->schema == settings.schema || *rows_->bound->schema == *settings.schema))
        return;
    const base::Fingerprint key = base::Hasher()
                                      .add(table_->fingerprint)
                                      .add_text(schema::schema_to_json(*settings.schema))
                                      .finish();
    rows_ = std::make_unique<RowStages>(TiedSchema{
        std::make_shared<const schema::Bound>(schema::bind(settings.schema, table_)), key});
}

Prepared Stages::prepare(const Settings& settings, std::vector<StageTime>& times) {
    check_combination(settings);
    bind(settings);
    const TiedSchema& bound = rows_->bound;
    features::check_weights(*bound, settings.weights);
    Prepared made;
    made.table = table_;
    made.bound = bound;
    const auto timed = [&](Stage stage, const auto& work) {
        const StageClock clock(times, stage);
        work();
    };
    timed(Stage::clean, [&] { rows_->clean(settings, made); });
    timed(Stage::numbers, [&] { rows_->fill_numbers(made); });
    timed(Stage::names, [&] { rows_->fill_names(made); });
    timed(Stage::rows, [&] { rows_->prepare(settings, made); });
    timed(Stage::features, [&] {
        made.features =
            encoded_.get({bound, made.rows, extras_of(*settings.schema, settings.weights)},
                         encoded_.latest().get());
    });
    timed(Stage::matrix, [&] {
        made.matrix = matrix_.get(
            {made.features, settings.scaler, weights_of(*made.features, settings.weights)},
            matrix_.latest().get());
    });
    timed(Stage::measure_bins, [&] { made.measure_bins = rows_->bins.get({bound, made.rows}); });
    return made;
}

} // namespace cohortscope::engine
