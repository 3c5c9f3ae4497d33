#include "features/encode.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "base/elementary.h"
#include "base/error.h"
#include "base/parallel.h"
#include "features/feature_statistics.h"
#include "features/rows/distinct.h"

namespace cohortscope::features {

namespace {

// A column of the matrix to make.
struct Source {
    std::shared_ptr<const schema::FeatureSpec> spec;
    schema::Encoding encoding = schema::Encoding::number;
    const NumberSlot* number = nullptr; // what it is made of: one of these, the measure, the ids
    const NamesSlot* names = nullptr;
    const data::NumericColumn* extra = nullptr;
    bool of_measure = false;
    std::size_t level = 0; // of an indicator

    // A year as the other of year and age than the slot holds.
    bool is_turned() const {
        if (number == nullptr || number->spec->role != schema::Role::year)
            return false;
        const bool is_age = number->spec->encoding == schema::Encoding::age;
        return is_age != (encoding == schema::Encoding::age);
    }
    bool is_indicator() const {
        return encoding == schema::Encoding::one_hot || encoding == schema::Encoding::one_hot_full;
    }
    std::string level_name() const {
        return is_indicator() ? std::string(names->text.names->at(level)) : std::string();
    }
    std::string name() const {
        return is_indicator() ? spec->name + "=" + level_name() : spec->name;
    }
};

Column<double> frequencies(const NamesSlot& names) {
    const SortedText& text = names.text;
    const auto n = static_cast<double>(text.codes.size());
    std::vector<double> share(names.name_rows.size());
    for (std::size_t code = 0; code < share.size(); ++code)
        share[code] = names.name_rows[code] / n;
    const std::int32_t* codes = text.codes.data();
    return Column<double>::made(text.codes.size(), [&](const base::Chunk& chunk, double* values) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            values[row] = share[static_cast<std::size_t>(codes[row])];
    });
}

Column<double> indicator(const NamesSlot& names, std::size_t level) {
    const std::int32_t* codes = names.text.codes.data();
    return Column<double>::made(
        names.text.codes.size(), [&](const base::Chunk& chunk, double* values) {
            for (std::size_t row = chunk.begin; row < chunk.end; ++row)
                values[row] = static_cast<std::size_t>(codes[row]) == level ? 1.0 : 0.0;
        });
}

std::size_t count_negative(const Column<double>& values) {
    const auto parts = base::map_chunks<std::size_t>(
        values.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            return static_cast<std::size_t>(
                std::count_if(values.begin() + chunk.begin, values.begin() + chunk.end,
                              [](double value) { return value < 0.0; }));
        });
    return std::accumulate(parts.begin(), parts.end(), std::size_t{0});
}

// ln(1 + x) of any column; of x below 0, as of 0.
Column<double> logarithms(const Column<double>& of) {
    return Column<double>::made(of.size(), [&](const base::Chunk& chunk, double* values) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            values[row] = base::natural_log1p(std::max(of[row], 0.0));
    });
}

// Ages of years, and years of ages.
Column<double> years_before(const Column<double>& of, int reference_year) {
    return Column<double>::made(of.size(), [&](const base::Chunk& chunk, double* values) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            values[row] = reference_year - of[row];
    });
}

// ln(1 + measure), computed once for each run of equal values.
std::vector<double> measure_logarithms(const PreparedRows& prepared) {
    std::vector<double> values(prepared.measure.size());
    base::for_each_chunk(values.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        double value = -1.0;
        double logarithm = 0.0;
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
            const std::uint32_t row = prepared.by_measure[i];
            if (prepared.measure[row] != value) {
                value = prepared.measure[row];
                logarithm = base::natural_log1p(value);
            }
            values[row] = logarithm;
        }
    });
    return values;
}

// The same, from the logarithms of before where row and value are the same.
Column<double> measure_logarithms(const PreparedRows& prepared, const Feature& before) {
    const std::span<const std::uint32_t> known = before.rows;
    const std::size_t n = prepared.measure.size();
    return Column<double>::made(n, [&](const base::Chunk& chunk, double* values) {
        const std::uint32_t* rows = prepared.rows.data();
        const double* measure = prepared.measure.data();
        auto at = static_cast<std::size_t>(
            std::lower_bound(known.begin(), known.end(), rows[chunk.begin]) - known.begin());
        double value = -1.0; // clipped values repeat
        double logarithm = 0.0;
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
            while (at < known.size() && known[at] < rows[i])
                ++at;
            if (at < known.size() && known[at] == rows[i] && before.of[at] == measure[i]) {
                values[i] = before.values[at];
                continue;
            }
            if (measure[i] != value) {
                value = measure[i];
                logarithm = base::natural_log1p(value);
            }
            values[i] = logarithm;
        }
    });
}

// The column at the prepared rows, its median where it is missing.
std::vector<double> extra_values(const PreparedRows& prepared, const data::NumericColumn& column) {
    std::vector<double> values;
    std::vector<double> present;
    for (const std::uint32_t row : prepared.rows) {
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

// What the values are made from.
base::Fingerprint origin_of(const Source& source, const PreparedRows& prepared) {
    base::Hasher origin;
    origin.add(std::uint64_t(source.encoding));
    if (source.extra != nullptr)
        return origin.add(prepared.rows.fingerprint())
            .add(base::fingerprint_of(std::span(source.extra->values)))
            .finish();
    if (source.names != nullptr)
        return origin.add(source.names->text.codes.fingerprint())
            .add(base::fingerprint_of(std::span(source.names->name_rows)))
            .add(source.is_indicator() ? source.level : 0)
            .finish();
    if (source.number != nullptr)
        return origin.add(source.number->values.fingerprint())
            .add_number(source.is_turned() ? source.number->reference_year : 0)
            .finish();
    return origin.add((source.of_measure ? prepared.measure : prepared.id_rows).fingerprint())
        .finish();
}

// `before`, if given, is the feature's previous value.
Column<double> values_of(const Source& source, const PreparedRows& prepared,
                         const Feature* before) {
    if (source.extra != nullptr)
        return extra_values(prepared, *source.extra);
    if (source.names != nullptr)
        return source.is_indicator() ? indicator(*source.names, source.level)
                                     : frequencies(*source.names);
    const bool logarithm = source.encoding == schema::Encoding::logarithm;
    if (source.is_turned())
        return years_before(source.number->values, source.number->reference_year);
    if (source.number != nullptr)
        return logarithm ? logarithms(source.number->values) : source.number->values;
    if (!source.of_measure)
        return prepared.id_rows;
    if (!logarithm)
        return prepared.measure;
    return before != nullptr && !before->of.empty() ? measure_logarithms(prepared, *before)
                                                    : measure_logarithms(prepared);
}

base::CountedValues counted_frequencies(std::span<const std::uint32_t> name_rows, std::size_t n) {
    std::vector<base::ValueCount> counts;
    for (const std::uint32_t rows : name_rows)
        counts.push_back({rows / static_cast<double>(n), rows});
    return base::CountedValues(std::move(counts));
}

base::CountedValues counted(std::span<const double> values, const Source& source,
                            const PreparedRows& prepared) {
    if (source.names != nullptr && !source.is_indicator())
        return counted_frequencies(source.names->name_rows, values.size());
    if (source.of_measure)
        return count_ascending(values, prepared.by_measure);
    return count_values(values);
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

std::shared_ptr<const Feature> make_feature(const Source& source, const PreparedRows& prepared,
                                            const FeatureSet* previous) {
    auto feature = std::make_shared<Feature>();
    feature->name = source.name();
    feature->origin = origin_of(source, prepared);
    feature->spec = source.spec;
    feature->level = source.level_name();
    if (source.encoding == schema::Encoding::one_hot)
        feature->factor = 1.0 / std::sqrt(static_cast<double>(source.names->name_rows.size()));
    // Under another schema the column may be counted in another way: as the measure, or not. Then
    // equal values have figures that differ in their last bits.
    const auto same_meaning = [&](const Feature& other) {
        return other.factor == feature->factor &&
               (other.spec == feature->spec ||
                (source.extra != nullptr && *other.spec == *feature->spec));
    };
    auto before = previous_of(previous, feature->name);
    if (before != nullptr && !same_meaning(*before))
        before = nullptr;
    if (before != nullptr && before->origin == feature->origin)
        return before;
    feature->values = values_of(source, prepared, before.get());
    if (source.of_measure && source.encoding == schema::Encoding::logarithm) {
        feature->rows = prepared.rows;
        feature->of = prepared.measure;
    }
    if (source.number != nullptr && source.encoding == schema::Encoding::logarithm)
        feature->negative = count_negative(source.number->values);
    if (before != nullptr && before->negative == feature->negative &&
        before->values.fingerprint() == feature->values.fingerprint())
        return before;
    set_statistics(*feature, counted(feature->values, source, prepared));
    return feature;
}

// The extra columns that may be features, in the file's order; of equal names the first.
std::vector<const data::NumericColumn*> extra_numbers(const schema::Bound& bound) {
    std::set<std::string_view> taken;
    for (const schema::ColumnSpec& column : bound.schema->columns)
        taken.insert(column.name);
    for (const schema::FeatureSpec& feature : bound.schema->features)
        taken.insert({feature.from, feature.name});
    std::vector<const data::NumericColumn*> columns;
    for (const data::NumericColumn& column : bound.table->numeric)
        if (taken.insert(column.name).second)
            columns.push_back(&column);
    return columns;
}

// The columns of one feature: of one-hot as many as it has levels.
void add_sources(const schema::BoundFeature& feature, const PreparedRows& prepared,
                 std::vector<Source>& sources) {
    Source source;
    source.spec = feature.spec;
    source.encoding = feature.spec->encoding;
    source.of_measure = feature.source == schema::Source::measure;
    if (feature.source == schema::Source::number)
        source.number = &prepared.numbers[feature.slot];
    if (feature.source == schema::Source::names)
        source.names = &prepared.names[feature.slot];
    if (source.is_indicator() && source.names->name_rows.size() > kMostLevels)
        source.encoding = schema::Encoding::frequency;
    const std::size_t count = source.is_indicator() ? source.names->name_rows.size() : 1;
    for (source.level = 0; source.level < count; ++source.level)
        sources.push_back(source);
}

std::vector<Source> sources_of(const PreparedRows& prepared, const schema::Bound& bound,
                               const Weights& weights) {
    std::vector<Source> sources;
    for (const schema::BoundFeature& feature : bound.features)
        add_sources(feature, prepared, sources);
    for (const data::NumericColumn* column : extra_numbers(bound))
        if (const auto weight = weights.find(column->name);
            weight != weights.end() && weight->second > 0.0) {
            Source source;
            source.spec =
                std::make_shared<const schema::FeatureSpec>(schema::plain_feature(column->name));
            source.extra = column;
            sources.push_back(source);
        }
    if (sources.empty())
        throw base::Error(bound.table->source +
                          ": no column is a feature; expected one with an encoding at least");
    if (sources.size() > schema::kMostFeatures)
        throw base::Error("the features have " + std::to_string(sources.size()) +
                          " columns, expected at most " + std::to_string(schema::kMostFeatures) +
                          "; encode columns of many names by frequency or leave some out");
    return sources;
}

} // namespace

std::vector<std::string> extra_columns(const schema::Bound& bound) {
    std::vector<std::string> names;
    for (const data::NumericColumn* column : extra_numbers(bound))
        names.push_back(column->name);
    return names;
}

double weight_of(const Weights& weights, const schema::FeatureSpec& feature) {
    const auto place = weights.find(feature.name);
    return place != weights.end() ? place->second : feature.default_weight;
}

FeatureSet encode(const PreparedRows& prepared, const schema::Bound& bound, const Weights& weights,
                  const FeatureSet* previous) {
    const std::vector<Source> sources = sources_of(prepared, bound, weights);
    FeatureSet features;
    features.columns.resize(sources.size());
    base::for_each_task(sources.size(), [&](std::size_t i) {
        features.columns[i] = make_feature(sources[i], prepared, previous);
    });
    features.correlation = correlation_of(features.columns, previous);
    base::Hasher content;
    for (const auto& column : features.columns)
        content.add_text(column->name)
            .add_number(column->factor)
            .add(column->values.fingerprint())
            .add_number(column->mean)
            .add_number(column->std);
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
