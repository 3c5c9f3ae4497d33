#include "engine/sensitivity.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/error.h"
#include "base/format.h"
#include "engine/labels_agreement.h"
#include "engine/rules.h"
#include "features/encode.h"

namespace cohortscope::engine {

namespace {

constexpr double kWeightStep = 0.25;

// Collects nudges that change a value.
class Nudges {
  public:
    explicit Nudges(const Result& result) : present_(result.settings) {
        present_.method = Method::kmeans;
    }

    void add_field(std::string_view key, double value) {
        const Field& field = *find_field(*present_.schema, key);
        Settings settings = present_;
        field.set(settings, std::clamp(value, field.minimum, field.maximum));
        add({std::string(key), text_of(field, present_), text_of(field, settings), settings});
    }
    void add_weight(const std::string& feature, double present, double weight) {
        Settings settings = present_;
        settings.weights[feature] = std::clamp(weight, 0.0, kMaximumWeight);
        add({"weight." + feature, base::shortest(present),
             base::shortest(settings.weights[feature]), settings});
    }
    double value_of(std::string_view key) const {
        return find_field(*present_.schema, key)->get(present_);
    }
    const Settings& present() const { return present_; }
    std::vector<NudgedSettings> take() { return std::move(list_); }

  private:
    void add(NudgedSettings nudged) {
        if (nudged.from != nudged.to)
            list_.push_back(std::move(nudged));
    }
    Settings present_;
    std::vector<NudgedSettings> list_;
};

void add_around(Nudges& nudges, std::string_view key, double low, double high) {
    nudges.add_field(key, low);
    nudges.add_field(key, high);
}

// Of one-hot the feature once.
void add_weights(Nudges& nudges, const features::FeatureSet& features) {
    const schema::FeatureSpec* last = nullptr;
    for (const auto& column : features.columns) {
        if (column->spec.get() == last)
            continue;
        last = column->spec.get();
        const double weight = features::weight_of(nudges.present().weights, *last);
        nudges.add_weight(last->name, weight, weight - kWeightStep);
        nudges.add_weight(last->name, weight, weight + kWeightStep);
    }
}

// The labels' change under a nudge; nothing where the table refuses the settings.
std::optional<double> change_of(const Result& result, const analysis::Clustering& kmeans,
                                const NudgedSettings& nudged, Pipeline& pipeline,
                                base::Progress& progress) {
    try {
        check_combination(nudged.settings);
        const Prepared prepared = pipeline.prepare(nudged.settings);
        const analysis::Clustering made =
            analysis::fit_kmeans(*prepared.matrix, nudged.settings.kmeans, progress);
        return 1.0 - labels_agreement(*result.prepared.rows, kmeans, *prepared.rows, made);
    } catch (const base::Error&) {
        return std::nullopt;
    }
}

// Puts a key's next nudge beside its earlier ones: the one that changes more comes first.
void merge(std::vector<Nudge>& nudges, const NudgedSettings& nudged, double change) {
    const auto known = std::ranges::find(nudges, nudged.key, &Nudge::key);
    if (known == nudges.end()) {
        nudges.push_back({nudged.key, nudged.from, nudged.to, change, "", kUnknown});
        return;
    }
    if (change > known->change) {
        std::swap(known->other_to, known->to);
        known->other_change = known->change;
        known->to = nudged.to;
        known->change = change;
    } else if (known->other_to.empty() || change > known->other_change) {
        known->other_to = nudged.to;
        known->other_change = change;
    }
}

Sensitivity sorted(std::vector<Nudge> nudges) {
    std::ranges::stable_sort(nudges, std::greater(), &Nudge::change);
    Sensitivity made;
    made.nudges = std::move(nudges);
    return made;
}

} // namespace

std::vector<NudgedSettings> nudged_settings(const Result& result) {
    Nudges nudges(result);
    const Settings& present = nudges.present();
    for (const schema::ColumnSpec& column : present.schema->columns)
        if (column.role == schema::Role::category && column.rare_below > 1) {
            const std::string key = knob_key(column, Knob::rare_below);
            const double threshold = nudges.value_of(key);
            add_around(nudges, key, std::max(1.0, std::floor(threshold / 2.0)), threshold * 2.0);
        }
    for (const schema::ColumnSpec& column : present.schema->columns)
        if (outliers_of(present, column).mode != schema::OutlierMode::none)
            for (const Knob knob : {Knob::low, Knob::high}) {
                const std::string key = knob_key(column, knob);
                add_around(nudges, key, nudges.value_of(key) - 1.0, nudges.value_of(key) + 1.0);
            }
    for (std::size_t i = 0; i < find_field(*present.schema, "scaler")->choices.size(); ++i)
        nudges.add_field("scaler", static_cast<double>(i));
    add_weights(nudges, *result.prepared.features);
    const int k = present.kmeans.k;
    add_around(nudges, "kmeans.k", std::max(std::min(k, 2), k - 1), k + 1.0);
    nudges.add_field("seed", static_cast<double>(present.kmeans.seed) + 1.0);
    return nudges.take();
}

Settings nudged(const Settings& settings, const Nudge& nudge) {
    Settings made = settings;
    set_from_text(made, nudge.key, nudge.to);
    for (const schema::FeatureSpec& feature : made.schema->features) {
        const auto weight = made.weights.find(feature.name);
        if (weight != made.weights.end() && weight->second == feature.default_weight)
            made.weights.erase(weight); // equal knobs are equal settings
    }
    check_combination(made);
    return made;
}

Sensitivity sensitivity(const Result& result, const analysis::Clustering& kmeans,
                        Pipeline& pipeline, const Partial& partial, base::Progress& progress) {
    const std::vector<NudgedSettings> all = nudged_settings(result);
    std::vector<Nudge> nudges;
    const auto count = static_cast<double>(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        progress.enter_part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
        progress.checkpoint(0.0);
        if (const auto change = change_of(result, kmeans, all[i], pipeline, progress))
            merge(nudges, all[i], *change);
        partial(sorted(nudges));
    }
    Sensitivity made = sorted(std::move(nudges));
    made.complete = true;
    return made;
}

} // namespace cohortscope::engine
