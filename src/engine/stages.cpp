#include "engine/stages.h"

#include <array>

#include "features/encode.h"

namespace cohortscope::engine {

namespace {

using base::Fingerprint;
using base::Hasher;

Fingerprint key_of(const features::CleanSettings& s) {
    return Hasher()
        .add(s.text)
        .add(std::uint64_t(s.duplicates))
        .add(std::uint64_t(s.person_rows))
        .finish();
}

Fingerprint key_of(Fingerprint read, const features::YearSettings& s) {
    return Hasher()
        .add(read)
        .add_number(s.first_year)
        .add_number(s.reference_year)
        .add(std::uint64_t(s.imputation))
        .finish();
}

Fingerprint key_of(Fingerprint read, const features::OutlierSettings& s) {
    return Hasher()
        .add(read)
        .add(std::uint64_t(s.mode))
        .add_number(s.low)
        .add_number(s.high)
        .finish();
}

Fingerprint key_of(Fingerprint read, const features::Weights& weights) {
    Hasher hasher;
    hasher.add(read);
    for (const auto& [name, weight] : weights)
        hasher.add_text(name).add_number(weight);
    return hasher.finish();
}

// A switch of the cleaning that is turned back costs nothing, where memory allows.
std::size_t cleanings_remembered(std::size_t rows) { return rows > 1'000'000 ? 1 : 3; }

// The memo's value, or the computed one, with its time.
template <class Value, class Compute>
std::shared_ptr<const Value> stage(Memo<Value>& memo, Fingerprint key, const Compute& compute) {
    if (auto known = memo.find(key))
        return known;
    return memo.store(key, std::make_shared<const Value>(compute()));
}

} // namespace

std::string_view name_of(Stage stage) {
    constexpr std::array<std::string_view, 12> kNames = {"clean",    "years",
                                                         "roles",    "pay and companies",
                                                         "features", "scale and weight",
                                                         "pay bins", "projection",
                                                         "k-means",  "ward",
                                                         "contours", "profiles"};
    return kNames[static_cast<std::size_t>(stage)];
}

StageClock::StageClock(std::vector<StageTime>& times, Stage stage)
    : times_(times), stage_(stage), start_ms_(now_ms()) {}

StageClock::~StageClock() { times_.push_back({stage_, now_ms() - start_ms_}); }

Stages::Stages(std::shared_ptr<const data::Table> table)
    : table_(std::move(table)), cleaner_(*table_), cleaned_(cleanings_remembered(table_->rows)),
      by_pay_(cleanings_remembered(table_->rows)), role_votes_(cleanings_remembered(table_->rows)) {
}

Prepared Stages::prepare(const Settings& settings, std::vector<StageTime>& times) {
    check_combination(settings);
    features::check_weights(*table_, settings.weights);
    Prepared made;
    made.table = table_;
    prepare_rows(settings, made, times);
    prepare_features(settings, made, times);
    return made;
}

void Stages::prepare_rows(const Settings& settings, Prepared& made, std::vector<StageTime>& times) {
    std::shared_ptr<const RowOrder> by_pay;
    {
        const StageClock clock(times, Stage::clean);
        const auto before = cleaned_.latest();
        made.cleaned = stage(cleaned_, key_of(settings.clean),
                             [&] { return cleaner_.clean(settings.clean, before.get()); });
        by_pay = stage(by_pay_, made.cleaned->rows.fingerprint(),
                       [&] { return cleaner_.order_by_pay(*made.cleaned); });
    }
    const Fingerprint read = made.cleaned->fingerprint;
    {
        const StageClock clock(times, Stage::years);
        made.years = stage(years_, key_of(read, settings.year), [&] {
            return features::impute_years(*made.cleaned, *by_pay, settings.year);
        });
    }
    {
        const StageClock clock(times, Stage::roles);
        const Fingerprint key = Hasher()
                                    .add(read)
                                    .add(made.years->orgyear.fingerprint())
                                    .add(std::uint64_t(settings.role_imputation))
                                    .finish();
        made.roles = stage(roles_, key, [&] {
            const auto votes =
                stage(role_votes_, read, [&] { return features::vote_for_roles(*made.cleaned); });
            return features::impute_roles(*made.cleaned, *made.years, *votes,
                                          settings.role_imputation);
        });
    }
    const StageClock clock(times, Stage::pay);
    made.pay = stage(pay_, key_of(read, settings.outliers), [&] {
        return features::bound_pay(*made.cleaned, *by_pay, settings.outliers);
    });
    const Fingerprint key = Hasher()
                                .add(read)
                                .add(made.years->orgyear.fingerprint())
                                .add_number(settings.year.reference_year)
                                .add(made.roles->fingerprint)
                                .add(made.pay->fingerprint)
                                .add_number(settings.rare.company_threshold)
                                .add_number(settings.rare.role_threshold)
                                .finish();
    made.learners = stage(learners_, key, [&] {
        return features::prepare_learners({*made.cleaned, *made.years, settings.year.reference_year,
                                           *made.roles, *made.pay, *by_pay, settings.rare},
                                          learners_.latest().get());
    });
}

void Stages::prepare_features(const Settings& settings, Prepared& made,
                              std::vector<StageTime>& times) {
    const Fingerprint read = made.learners->fingerprint;
    {
        const StageClock clock(times, Stage::features);
        // Which extra columns take part matters here, not how much.
        features::Weights switched_on;
        for (const auto& [name, weight] : settings.weights)
            switched_on[name] = weight > 0.0 ? 1.0 : 0.0;
        made.features = stage(features_, key_of(read, switched_on), [&] {
            return features::encode(*made.learners, *table_, settings.weights,
                                    features_.latest().get());
        });
    }
    {
        const StageClock clock(times, Stage::matrix);
        const Fingerprint key = key_of(
            Hasher().add(made.features->fingerprint).add(std::uint64_t(settings.scaler)).finish(),
            settings.weights);
        made.matrix = stage(matrix_, key, [&] {
            return features::scale_and_weight(*made.features, settings.scaler, settings.weights,
                                              matrix_.latest().get());
        });
    }
    const StageClock clock(times, Stage::pay_bins);
    made.pay_bins = stage(bins_, read, [&] { return analysis::bin_pay(*made.learners); });
}

} // namespace cohortscope::engine
