#include "engine/stages.h"

#include <array>

#include "base/parallel.h"
#include "engine/rules.h"
#include "features/encode.h"
#include "schema/bind.h"
#include "schema/schema_json.h"

namespace cohortscope::engine {

namespace {

using base::Fingerprint;
using base::Hasher;

Fingerprint key_of(const features::CleanSettings& s, std::span<const features::Required> required) {
    Hasher hasher;
    hasher.add(s.text).add(std::uint64_t(s.duplicates)).add(std::uint64_t(s.person_rows));
    for (const features::Required& column : required)
        hasher.add(column.names)
            .add(column.slot)
            .add_number(column.lowest)
            .add_number(column.highest);
    return hasher.finish();
}

Fingerprint key_of(Fingerprint read, const schema::OutlierSpec& outliers) {
    return Hasher()
        .add(read)
        .add(std::uint64_t(outliers.mode))
        .add_number(outliers.low)
        .add_number(outliers.high)
        .finish();
}

Fingerprint key_of(Fingerprint read, const features::NumberRule& rule) {
    return Hasher()
        .add(key_of(read, rule.outliers))
        .add_number(rule.lowest)
        .add_number(rule.highest)
        .add(std::uint64_t(rule.fill))
        .add_number(rule.constant)
        .add(rule.group)
        .add(rule.nearest)
        .add(rule.nearest_is_number)
        .add_number(rule.nearest_lowest)
        .add_number(rule.nearest_highest)
        .finish();
}

Fingerprint key_of(Fingerprint read, const features::NamesRule& rule) {
    return Hasher()
        .add(read)
        .add(std::uint64_t(rule.fill))
        .add(rule.vote_by_id)
        .add(rule.group)
        .add(rule.vote_number)
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
    constexpr std::array<std::string_view, 12> kNames = {
        "clean",        "numbers",    "names",   "rows", "features", "scale and weight",
        "measure bins", "projection", "k-means", "ward", "contours", "profiles"};
    return kNames[static_cast<std::size_t>(stage)];
}

StageClock::StageClock(std::vector<StageTime>& times, Stage stage)
    : times_(times), stage_(stage), start_ms_(now_ms()) {}

StageClock::~StageClock() { times_.push_back({stage_, now_ms() - start_ms_}); }

Stages::Stages(std::shared_ptr<const data::Table> table)
    : table_(std::move(table)), cleaned_(cleanings_remembered(table_->rows)),
      by_measure_(cleanings_remembered(table_->rows)) {}

void Stages::bind(const Settings& settings) {
    if (bound_ && (bound_->schema == settings.schema || *bound_->schema == *settings.schema))
        return;
    bound_ = std::make_shared<const schema::Bound>(schema::bind(settings.schema, table_));
    bound_key_ = Hasher().add_text(schema::schema_to_json(*bound_->schema)).finish();
    cleaner_.emplace(*bound_);
    const std::size_t remembered = cleanings_remembered(table_->rows);
    cleaned_ = Memo<features::Cleaned>(remembered);
    by_measure_ = Memo<RowOrder>(remembered);
    numbers_ = std::vector<NumberMemo>(bound_->numbers.size());
    names_ = std::vector<NamesMemo>(bound_->names.size(), NamesMemo(remembered));
    bounds_ = Memo<features::MeasureBounds>(4);
    rows_ = Memo<features::PreparedRows>(2);
    bins_ = Memo<analysis::MeasureBins>(2);
}

Prepared Stages::prepare(const Settings& settings, std::vector<StageTime>& times) {
    check_combination(settings);
    bind(settings);
    features::check_weights(*bound_, settings.weights);
    number_rules_.clear();
    for (std::size_t slot = 0; slot < bound_->numbers.size(); ++slot)
        number_rules_.push_back(number_rule(settings, *bound_, slot));
    names_rules_.clear();
    for (std::size_t slot = 0; slot < bound_->names.size(); ++slot)
        names_rules_.push_back(names_rule(settings, *bound_, slot));
    Prepared made;
    made.table = table_;
    made.bound = bound_;
    clean_rows(settings, made, times);
    fill_columns(settings, made, times);
    prepare_rows(settings, made, times);
    prepare_features(settings, made, times);
    return made;
}

void Stages::clean_rows(const Settings& settings, Prepared& made, std::vector<StageTime>& times) {
    const StageClock clock(times, Stage::clean);
    const std::vector<features::Required> required = required_columns(settings, *bound_);
    const auto before = cleaned_.latest();
    made.cleaned = stage(cleaned_, key_of(settings.clean, required),
                         [&] { return cleaner_->clean(settings.clean, required, before.get()); });
}

void Stages::fill_columns(const Settings& settings, Prepared& made, std::vector<StageTime>& times) {
    const Fingerprint read = made.cleaned->fingerprint;
    const features::Cleaned& cleaned = *made.cleaned;
    const auto by_measure = stage(by_measure_, cleaned.rows.fingerprint(),
                                  [&] { return RowOrder(cleaner_->order_by_measure(cleaned)); });
    {
        const StageClock clock(times, Stage::numbers);
        made.numbers.resize(numbers_.size());
        base::for_each_task(numbers_.size(), [&](std::size_t slot) {
            const features::NumberRule& rule = number_rules_[slot];
            made.numbers[slot] = stage(numbers_[slot].filled, key_of(read, rule), [&] {
                return features::fill_number(cleaned, bound_->numbers[slot], slot, *by_measure,
                                             rule);
            });
        });
    }
    {
        const StageClock clock(times, Stage::names);
        made.names.resize(names_.size());
        base::for_each_task(names_.size(), [&](std::size_t slot) {
            const features::NamesRule& rule = names_rules_[slot];
            const features::FilledNumber* number =
                rule.vote_number != features::kNoSlot && rule.fill == schema::NameFill::votes
                    ? made.numbers[rule.vote_number].get()
                    : nullptr;
            Hasher key;
            key.add(key_of(read, rule));
            if (number != nullptr)
                key.add(number->values.fingerprint());
            made.names[slot] = stage(names_[slot].filled, key.finish(), [&] {
                // Where they are known they spare another look for the missing.
                std::shared_ptr<const features::Votes> votes = names_[slot].votes.find(read);
                if (!votes && rule.fill == schema::NameFill::votes)
                    votes = stage(names_[slot].votes, read,
                                  [&] { return features::collect_votes(cleaned, slot, rule); });
                return features::fill_names(cleaned, {slot, bound_->names[slot].spec->missing_name},
                                            rule, votes ? *votes : features::Votes(), number);
            });
        });
    }
    const StageClock clock(times, Stage::rows);
    const schema::OutlierSpec outliers =
        bound_->measure ? outliers_of(settings, *bound_->measure->spec) : schema::OutlierSpec();
    made.bounds = stage(bounds_, key_of(read, outliers),
                        [&] { return features::bound_measure(cleaned, *by_measure, outliers); });
}

void Stages::prepare_rows(const Settings&, Prepared& made, std::vector<StageTime>& times) {
    const StageClock clock(times, Stage::rows);
    Hasher key;
    key.add(made.cleaned->fingerprint).add(made.bounds->fingerprint);
    for (std::size_t slot = 0; slot < number_rules_.size(); ++slot) {
        const features::NumberRule& rule = number_rules_[slot];
        key.add(made.numbers[slot]->values.fingerprint()).add_number(rule.reference_year);
    }
    for (std::size_t slot = 0; slot < names_rules_.size(); ++slot)
        key.add(made.names[slot]->fingerprint).add_number(names_rules_[slot].rare_below);
    made.rows = stage(rows_, key.finish(), [&] {
        return features::prepare_rows({*bound_, *made.cleaned, made.numbers, number_rules_,
                                       made.names, names_rules_, *made.bounds,
                                       *by_measure_.latest()},
                                      rows_.latest().get());
    });
}

void Stages::prepare_features(const Settings& settings, Prepared& made,
                              std::vector<StageTime>& times) {
    const Fingerprint read = made.rows->fingerprint;
    {
        const StageClock clock(times, Stage::features);
        // Which extra columns take part matters here, not how much.
        features::Weights switched_on;
        for (const auto& [name, weight] : settings.weights)
            switched_on[name] = weight > 0.0 ? 1.0 : 0.0;
        made.features =
            stage(features_, key_of(Hasher().add(read).add(bound_key_).finish(), switched_on), [&] {
                return features::encode(*made.rows, *bound_, settings.weights,
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
    const StageClock clock(times, Stage::measure_bins);
    made.measure_bins = stage(bins_, read, [&] { return analysis::bin_measure(*made.rows); });
}

} // namespace cohortscope::engine
