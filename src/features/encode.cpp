#include "features/encode.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/elementary.h"
#include "base/error.h"
#include "base/parallel.h"
#include "features/feature_statistics.h"
#include "features/rows/distinct.h"

namespace cohortscope::features {

namespace {

// The features of the schema by their place in it, then the extra columns.
enum SchemaIndex : std::size_t { kExperience, kUpdates, kCompany, kJob, kPay, kExtra };

Column<double> frequencies(const SortedText& text, std::span<const std::uint32_t> name_rows) {
    const auto n = static_cast<double>(text.codes.size());
    std::vector<double> share(name_rows.size());
    for (std::size_t code = 0; code < share.size(); ++code)
        share[code] = name_rows[code] / n;
    const std::int32_t* codes = text.codes.data();
    return Column<double>::made(text.codes.size(), [&](const base::Chunk& chunk, double* values) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            values[row] = share[static_cast<std::size_t>(codes[row])];
    });
}

// ln(1 + ctc), computed once for each run of equal pay.
std::vector<double> pay_logarithms(const Learners& learners) {
    std::vector<double> values(learners.ctc.size());
    base::for_each_chunk(values.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        double pay = -1.0;
        double logarithm = 0.0;
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
            const std::uint32_t row = learners.by_pay[i];
            if (learners.ctc[row] != pay) {
                pay = learners.ctc[row];
                logarithm = base::natural_log1p(pay);
            }
            values[row] = logarithm;
        }
    });
    return values;
}

// The same, from the logarithms of before where row and pay are the same.
Column<double> pay_logarithms(const Learners& learners, const Feature& before) {
    const std::span<const std::uint32_t> known = before.rows;
    const std::size_t n = learners.ctc.size();
    return Column<double>::made(n, [&](const base::Chunk& chunk, double* values) {
        const std::uint32_t* rows = learners.rows.data();
        const double* ctc = learners.ctc.data();
        auto at = static_cast<std::size_t>(
            std::lower_bound(known.begin(), known.end(), rows[chunk.begin]) - known.begin());
        double pay = -1.0; // clipped pay repeats
        double logarithm = 0.0;
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
            while (at < known.size() && known[at] < rows[i])
                ++at;
            if (at < known.size() && known[at] == rows[i] && before.of[at] == ctc[i]) {
                values[i] = before.values[at];
                continue;
            }
            if (ctc[i] != pay) {
                pay = ctc[i];
                logarithm = base::natural_log1p(pay);
            }
            values[i] = logarithm;
        }
    });
}

// The column at the learners' rows, its median where it is missing.
std::vector<double> extra_values(const Learners& learners, const data::NumericColumn& column) {
    std::vector<double> values;
    std::vector<double> present;
    for (const std::uint32_t row : learners.rows) {
        values.push_back(column.values[row]);
        if (!std::isnan(values.back()))
            present.push_back(values.back());
    }
    if (present.empty())
        throw base::Error("column " + column.name +
                          " has no value in the rows used, expected at least one for a feature");
    if (present.size() < values.size()) {
        const double median = count_values(present).percentile(50.0);
        for (double& value : values)
            value = std::isnan(value) ? median : value;
    }
    return values;
}

// A feature to make: one of the schema, or an extra column.
struct Source {
    std::size_t index = kExtra;
    const data::NumericColumn* extra = nullptr;
    std::string name() const {
        return extra != nullptr ? extra->name : schema::built_in().features[index].name;
    }
};

// What the values are made from.
base::Fingerprint origin_of(const Source& source, const Learners& learners) {
    base::Hasher origin;
    switch (source.index) {
    case kExperience:
        return learners.years_of_experience.fingerprint();
    case kUpdates:
        return learners.ctc_update_count.fingerprint();
    case kCompany:
        return origin.add(learners.company.codes.fingerprint())
            .add(base::fingerprint_of(std::span(learners.company_rows)))
            .finish();
    case kJob:
        return origin.add(learners.role.codes.fingerprint())
            .add(base::fingerprint_of(std::span(learners.role_rows)))
            .finish();
    case kPay:
        return learners.ctc.fingerprint();
    default:
        return origin.add(learners.rows.fingerprint())
            .add(base::fingerprint_of(std::span(source.extra->values)))
            .finish();
    }
}

// `before`, if given, is the feature's previous value.
Column<double> values_of(const Source& source, const Learners& learners, const Feature* before) {
    switch (source.index) {
    case kExperience:
        return learners.years_of_experience;
    case kUpdates:
        return learners.ctc_update_count;
    case kCompany:
        return frequencies(learners.company, learners.company_rows);
    case kJob:
        return frequencies(learners.role, learners.role_rows);
    case kPay:
        return before != nullptr ? pay_logarithms(learners, *before) : pay_logarithms(learners);
    default:
        return extra_values(learners, *source.extra);
    }
}

base::CountedValues counted_frequencies(std::span<const std::uint32_t> name_rows, std::size_t n) {
    std::vector<base::ValueCount> counts;
    for (const std::uint32_t rows : name_rows)
        counts.push_back({rows / static_cast<double>(n), rows});
    return base::CountedValues(std::move(counts));
}

base::CountedValues counted(std::span<const double> values, const Source& source,
                            const Learners& learners) {
    switch (source.index) {
    case kCompany:
        return counted_frequencies(learners.company_rows, values.size());
    case kJob:
        return counted_frequencies(learners.role_rows, values.size());
    case kPay:
        return count_ascending(values, learners.by_pay);
    default:
        return count_values(values);
    }
}

void set_statistics(Feature& feature, const base::CountedValues& values) {
    const Moments moments = moments_of(values);
    feature.mean = moments.mean;
    feature.std = moments.std;
    feature.min = values.at(0);
    feature.max = values.at(values.size() - 1);
    feature.q1 = values.percentile(25.0);
    feature.median = values.percentile(50.0);
    feature.q3 = values.percentile(75.0);
}

std::shared_ptr<const Feature> previous_of(const FeatureSet* previous, const std::string& name) {
    if (previous != nullptr)
        for (const auto& column : previous->columns)
            if (column->name == name)
                return column;
    return nullptr;
}

std::shared_ptr<const Feature> make_feature(const Source& source, const Learners& learners,
                                            const FeatureSet* previous) {
    auto feature = std::make_shared<Feature>();
    feature->name = source.name();
    feature->origin = origin_of(source, learners);
    auto before = previous_of(previous, feature->name);
    if (before != nullptr && before->origin == feature->origin)
        return before;
    feature->values = values_of(source, learners, before.get());
    if (source.index == kPay) {
        feature->rows = learners.rows;
        feature->of = learners.ctc;
    }
    if (before != nullptr && before->values.fingerprint() == feature->values.fingerprint())
        return before;
    feature->spec = schema::feature_named(feature->name);
    set_statistics(*feature, counted(feature->values, source, learners));
    return feature;
}

// The extra columns that may be features, in the file's order; of equal names the first.
std::vector<const data::NumericColumn*> extra_numbers(const data::Table& table) {
    const schema::Schema& known = schema::built_in();
    std::set<std::string_view> taken(known.helpers.begin(), known.helpers.end());
    for (const schema::FeatureSpec& feature : known.features)
        taken.insert({feature.from, feature.name});
    std::vector<const data::NumericColumn*> columns;
    for (const data::NumericColumn& column : table.numeric)
        if (taken.insert(column.name).second)
            columns.push_back(&column);
    return columns;
}

std::vector<Source> sources_of(const data::Table& table, const Weights& weights) {
    std::vector<Source> sources;
    for (std::size_t index = 0; index < schema::built_in().features.size(); ++index)
        sources.push_back({index, nullptr});
    for (const data::NumericColumn* column : extra_numbers(table))
        if (const auto weight = weights.find(column->name);
            weight != weights.end() && weight->second > 0.0)
            sources.push_back({kExtra, column});
    return sources;
}

} // namespace

std::vector<std::string> schema_features() {
    std::vector<std::string> names;
    for (const schema::FeatureSpec& feature : schema::built_in().features)
        names.push_back(feature.name);
    return names;
}

std::vector<std::string> extra_columns(const data::Table& table) {
    std::vector<std::string> names;
    for (const data::NumericColumn* column : extra_numbers(table))
        names.push_back(column->name);
    return names;
}

double weight_of(const Weights& weights, const schema::FeatureSpec& feature) {
    const auto place = weights.find(feature.name);
    return place != weights.end() ? place->second : feature.default_weight;
}

FeatureSet encode(const Learners& learners, const data::Table& table, const Weights& weights,
                  const FeatureSet* previous) {
    const std::vector<Source> sources = sources_of(table, weights);
    FeatureSet features;
    features.columns.resize(sources.size());
    base::for_each_task(sources.size(), [&](std::size_t i) {
        features.columns[i] = make_feature(sources[i], learners, previous);
    });
    features.correlation = correlation_of(features.columns, previous);
    base::Hasher content;
    for (const auto& column : features.columns)
        content.add_text(column->name).add(column->values.fingerprint());
    features.fingerprint = content.finish();
    return features;
}

std::size_t count_distinct_rows(const FeatureSet& features) {
    const std::size_t n = features.columns.front()->values.size();
    std::vector<std::uint64_t> hashes(n);
    base::for_each_chunk(n, base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
            std::uint64_t hash = 0;
            for (const auto& column : features.columns)
                hash = folded(hash, column->values[row]);
            hashes[row] = hash;
        }
    });
    const auto same = [&](std::size_t a, std::size_t b) {
        return std::all_of(
            features.columns.begin(), features.columns.end(),
            [&](const auto& column) { return column->values[a] == column->values[b]; });
    };
    return find_repeats(hashes, same, [](std::size_t) {});
}

} // namespace cohortscope::features
