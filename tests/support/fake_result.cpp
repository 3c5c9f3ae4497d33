#include "support/fake_result.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "support/fake_rows.h"

namespace cohortscope::tests {

namespace {

constexpr double kComponents[kFeatures][kFeatures] = {
    {0.6788694241096029, -0.13513906579956247, -0.02558205889084239, 0.10023867038094911,
     0.7142629103678022},
    {-0.2490217855767485, -0.3325724677857315, -0.5509317748139816, 0.7218574785660733,
     0.05272252002345565},
    {0.12007258132786641, 0.8190159975601858, -0.560523139877573, -0.010667756619769986,
     0.02225712434805982},
    {-0.16863659129051584, 0.4470940579161741, 0.6129290499171623, 0.602290392816149,
     0.18229883692162452},
    {-0.6589906908359501, 0.021276411404939077, -0.07714614178721504, -0.32558634997272334,
     0.673290862278757}};
constexpr double kExplained[kFeatures] = {0.24163943654743864, 0.2186797378805405,
                                          0.2001592109321805, 0.18542961271868694,
                                          0.15409200192115347};
constexpr const char* kNames[kFeatures] = {"years_of_experience", "ctc_update_count",
                                           "company_frequency", "job_frequency", "ctc_log"};

double mean_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double at_percent(const std::vector<double>& sorted, double percent) {
    const double place = static_cast<double>(sorted.size() - 1) * percent / 100.0;
    const auto index = static_cast<std::size_t>(place);
    const std::size_t next = std::min(index + 1, sorted.size() - 1);
    return sorted[index] + (place - static_cast<double>(index)) * (sorted[next] - sorted[index]);
}

std::shared_ptr<features::Feature> make_feature(std::size_t f, const FakeRows& rows) {
    auto feature = std::make_shared<features::Feature>();
    feature->name = kNames[f];
    feature->spec = schema::feature_named(feature->name);
    feature->values = rows.values[f];
    feature->mean = mean_of(feature->values);
    double squares = 0.0;
    for (const double value : feature->values)
        squares += (value - feature->mean) * (value - feature->mean);
    feature->std = std::sqrt(squares / static_cast<double>(feature->values.size()));
    std::vector<double> sorted(feature->values.begin(), feature->values.end());
    std::sort(sorted.begin(), sorted.end());
    feature->min = sorted.front();
    feature->max = sorted.back();
    feature->q1 = at_percent(sorted, 25);
    feature->median = at_percent(sorted, 50);
    feature->q3 = at_percent(sorted, 75);
    return feature;
}

// Standardised and weighted; centred, so the offset is 0.
std::shared_ptr<features::MatrixColumn> make_column(const features::Feature& feature,
                                                    double weight) {
    auto column = std::make_shared<features::MatrixColumn>();
    const std::size_t n = feature.values.size();
    column->values.resize(
        (n + features::kRowPadding - 1) / features::kRowPadding * features::kRowPadding, 0.0f);
    column->scaling = {feature.mean, feature.std};
    column->weight = weight;
    column->variance = feature.std > 0 ? weight * weight : 0.0;
    for (std::size_t i = 0; i < n && feature.std > 0; ++i)
        column->values[i] =
            static_cast<float>(weight * (feature.values[i] - feature.mean) / feature.std);
    column->key = base::Hasher().add(feature.values.fingerprint()).add_number(weight).finish();
    return column;
}

void fill_matrix(engine::Result& result, const FakeRows& rows, const FakeOptions& options) {
    auto set = std::make_shared<features::FeatureSet>();
    auto matrix = std::make_shared<features::Matrix>();
    base::Hasher hasher;
    for (std::size_t f = 0; f < kFeatures; ++f) {
        set->columns.push_back(make_feature(f, rows));
        const double weight = options.empty_weight && f == 1 ? 0.0 : 1.0;
        matrix->columns.push_back(make_column(*set->columns.back(), weight));
        hasher.add(matrix->columns.back()->key);
    }
    set->correlation.assign(kFeatures * kFeatures, 0.0);
    for (std::size_t f = 0; f < kFeatures; ++f)
        set->correlation[f * kFeatures + f] = 1.0;
    set->distinct_rows = options.rows;
    matrix->rows = options.rows;
    matrix->fingerprint = set->fingerprint = hasher.finish();
    if (options.empty_weight)
        result.settings.weights[kNames[1]] = 0.0;
    result.prepared.features = set;
    result.prepared.matrix = matrix;
}

void fill_clustering(engine::Result& result, const FakeRows& rows, const FakeOptions& options) {
    auto clustering = std::make_shared<analysis::Clustering>();
    const auto k = static_cast<std::size_t>(options.k);
    clustering->k = options.k;
    clustering->labels = rows.labels;
    clustering->sizes.assign(k, 0);
    clustering->centres.assign(k * kFeatures, 0.0);
    const auto& columns = result.prepared.matrix->columns;
    for (std::size_t i = 0; i < options.rows; ++i) {
        ++clustering->sizes[rows.labels[i]];
        for (std::size_t f = 0; f < kFeatures; ++f)
            clustering->centres[rows.labels[i] * kFeatures + f] += columns[f]->values[i];
    }
    for (std::size_t c = 0; c < k; ++c)
        for (std::size_t f = 0; f < kFeatures; ++f)
            clustering->centres[c * kFeatures + f] /= static_cast<double>(clustering->sizes[c]);
    for (std::size_t i = 0; i < options.rows; ++i)
        for (std::size_t f = 0; f < kFeatures; ++f) {
            const double off =
                columns[f]->values[i] - clustering->centres[rows.labels[i] * kFeatures + f];
            clustering->inertia += off * off;
        }
    clustering->iterations = 14;
    clustering->converged = true;
    result.clustering = clustering;
}

void fill_projection(engine::Result& result, std::size_t n) {
    auto pca = std::make_shared<analysis::Pca>();
    pca->dimensions = static_cast<int>(kFeatures);
    for (std::size_t i = 0; i < kFeatures; ++i) {
        pca->components.insert(pca->components.end(), kComponents[i], kComponents[i] + kFeatures);
        pca->variance.push_back(kExplained[i] * static_cast<double>(kFeatures));
        pca->explained_variance_ratio.push_back(kExplained[i]);
    }
    auto projection = std::make_shared<analysis::Projection>();
    const auto& columns = result.prepared.matrix->columns;
    for (std::size_t row = 0; row < n; ++row) {
        double x = 0.0, y = 0.0;
        for (std::size_t f = 0; f < kFeatures; ++f) {
            x += kComponents[0][f] * columns[f]->values[row];
            y += kComponents[1][f] * columns[f]->values[row];
        }
        projection->x.push_back(static_cast<float>(x));
        projection->y.push_back(static_cast<float>(y));
    }
    result.pca = pca;
    result.projection = projection;
}

void fill_pick_grid(engine::Result& result) {
    const auto& [xs, ys] = *result.projection;
    auto grid = std::make_shared<analysis::PickGrid>();
    const auto [left, right] = std::minmax_element(xs.begin(), xs.end());
    const auto [bottom, top] = std::minmax_element(ys.begin(), ys.end());
    grid->min_x = *left;
    grid->max_x = *right;
    grid->min_y = *bottom;
    grid->max_y = *top;
    grid->columns = grid->lines = 24;
    const auto cell = [](float value, float low, float high) {
        const float share = high > low ? (value - low) / (high - low) : 0.0f;
        return std::min<std::size_t>(23, static_cast<std::size_t>(share * 24.0f));
    };
    std::vector<std::vector<std::uint32_t>> cells(24 * 24);
    for (std::uint32_t row = 0; row < xs.size(); ++row)
        cells[cell(ys[row], grid->min_y, grid->max_y) * 24 +
              cell(xs[row], grid->min_x, grid->max_x)]
            .push_back(row);
    for (const auto& members : cells) {
        grid->starts.push_back(static_cast<std::uint32_t>(grid->rows.size()));
        grid->rows.insert(grid->rows.end(), members.begin(), members.end());
    }
    grid->starts.push_back(static_cast<std::uint32_t>(grid->rows.size()));
    result.pick = grid;
}

features::SortedText constant_text(const std::vector<std::string>& names, std::size_t rows) {
    auto dictionary = std::make_shared<data::Dictionary>();
    for (const std::string& name : names)
        dictionary->append(name);
    std::vector<std::int32_t> codes;
    for (std::size_t i = 0; i < rows; ++i)
        codes.push_back(static_cast<std::int32_t>(i % names.size()));
    return {std::move(codes), dictionary};
}

// A column of the schema that comes first.
std::shared_ptr<const schema::ColumnSpec> column_of(schema::Role role, std::size_t place = 0) {
    for (const schema::ColumnSpec& column : schema::built_in().columns)
        if (column.role == role && place-- == 0)
            return std::make_shared<schema::ColumnSpec>(column);
    return nullptr;
}

std::shared_ptr<const schema::Bound> bound_schema(const std::shared_ptr<const data::Table>& table) {
    auto bound = std::make_shared<schema::Bound>();
    bound->schema = schema::known_schemas().front();
    bound->table = table;
    bound->id = schema::BoundNames{column_of(schema::Role::id), nullptr};
    bound->measure = schema::BoundNumber{column_of(schema::Role::measure), nullptr};
    bound->numbers = {{column_of(schema::Role::year), nullptr}};
    bound->names = {{column_of(schema::Role::category), nullptr},
                    {column_of(schema::Role::category, 1), nullptr}};
    for (const schema::CheckSpec& check : bound->schema->checks)
        bound->checks.push_back({std::make_shared<schema::CheckSpec>(check), nullptr, nullptr});
    return bound;
}

std::shared_ptr<features::PreparedRows> prepared_rows(const schema::Bound& bound,
                                                      const FakeRows& rows, std::size_t n) {
    auto prepared = std::make_shared<features::PreparedRows>();
    std::vector<std::uint32_t> numbers(n);
    std::iota(numbers.begin(), numbers.end(), 0u);
    prepared->rows = numbers;
    prepared->numbers = {{bound.numbers[0].spec, rows.values[0]}};
    const auto of = static_cast<std::uint32_t>(n);
    prepared->names = {{bound.names[0].spec,
                        constant_text({"less_occurred", "mug", "qntx", "xovo"}, n),
                        {of / 4, of / 4, of / 4, of / 4},
                        37290,
                        33509,
                        n * 2328 / 10000},
                       {bound.names[1].spec,
                        constant_text({"backend engineer", "fullstack engineer", "other"}, n),
                        {of / 3, of / 3, of / 3},
                        3,
                        0,
                        0}};
    prepared->id_rows = rows.values[1];
    prepared->measure = rows.measure;
    prepared->measure_spec = bound.measure->spec;
    prepared->has_measure = true;
    std::stable_sort(numbers.begin(), numbers.end(), [&](std::uint32_t a, std::uint32_t b) {
        return rows.measure[a] < rows.measure[b];
    });
    prepared->by_measure = numbers;
    prepared->fingerprint = base::fingerprint_of(std::span<const double>(rows.measure));
    return prepared;
}

void fill_rows(engine::Result& result, const FakeRows& rows, std::size_t n) {
    auto table = std::make_shared<data::Table>();
    table->source = "fake_learners.csv";
    table->rows = n + 58;
    engine::Prepared& prepared = result.prepared;
    prepared.table = table;
    prepared.bound = bound_schema(table);
    prepared.rows = prepared_rows(*prepared.bound, rows, n);
    auto cleaned = std::make_shared<features::Cleaned>();
    cleaned->counts.rows_read = n + 58;
    cleaned->counts.duplicates = 58;
    cleaned->counts.checks.assign(prepared.bound->checks.size(), 0);
    cleaned->measure = rows.measure;
    cleaned->id_rows = rows.values[1];
    cleaned->rows = prepared.rows->rows;
    auto number = std::make_shared<features::FilledNumber>();
    number->invalid = 74;
    number->missing = 86;
    number->low = -INFINITY;
    number->high = INFINITY;
    std::vector<double> years;
    for (const double age : rows.values[0])
        years.push_back(2025.0 - age);
    number->values = years;
    auto votes = std::make_shared<features::FilledNames>();
    votes->missing = 52554;
    votes->by_id = 18984;
    votes->by_group_and_number = 22673;
    votes->by_group = 6464;
    votes->other = 4433;
    auto bounds = std::make_shared<features::MeasureBounds>();
    *bounds = {30'000.0, 15'000'000.0, 1904, 1727, {}, {}};
    prepared.cleaned = cleaned;
    prepared.numbers = {number};
    prepared.names = {std::make_shared<features::FilledNames>(), votes};
    prepared.bounds = bounds;
}

void fill_measure_bins(engine::Result& result, const std::vector<double>& measure) {
    auto bins = std::make_shared<analysis::MeasureBins>();
    const auto [low, high] = std::minmax_element(measure.begin(), measure.end());
    const double first = std::log10(*low), span = std::log10(*high) - first;
    bins->axis.low = first;
    bins->axis.bins = std::clamp(static_cast<int>(std::ceil(span * 24.0)), 1, 255);
    bins->axis.step = span > 0 ? span / bins->axis.bins : 1.0 / 24.0;
    for (const double value : measure) {
        const double place = (std::log10(value) - first) / bins->axis.step;
        bins->slot.push_back(static_cast<std::uint16_t>(
            std::clamp(static_cast<int>(place), 0, bins->axis.bins - 1)));
    }
    bins->bins_of_slot.resize(static_cast<std::size_t>(bins->axis.bins));
    std::iota(bins->bins_of_slot.begin(), bins->bins_of_slot.end(), std::uint8_t{0});
    result.prepared.measure_bins = bins;
}

analysis::ClusterProfile make_profile(const engine::Result& result, int wanted) {
    analysis::ClusterProfile profile;
    const auto& columns = result.prepared.features->columns;
    const auto& bins = *result.prepared.measure_bins;
    std::vector<double> measure;
    profile.histogram.assign(static_cast<std::size_t>(bins.axis.bins), 0);
    profile.feature_means.assign(kFeatures, 0.0);
    for (std::size_t i = 0; i < result.rows(); ++i) {
        if (wanted >= 0 && result.clustering->labels[i] != wanted)
            continue;
        measure.push_back(result.prepared.rows->measure[i]);
        ++profile.histogram[bins.slot[i]];
        for (std::size_t f = 0; f < kFeatures; ++f)
            profile.feature_means[f] += columns[f]->values[i];
    }
    const std::size_t size = measure.size();
    profile.size = size;
    profile.share = static_cast<double>(size) / static_cast<double>(result.rows());
    for (double& mean : profile.feature_means)
        mean /= static_cast<double>(size);
    profile.measure_mean = mean_of(measure);
    std::sort(measure.begin(), measure.end());
    profile.measure_median = at_percent(measure, 50);
    profile.measure_q1 = at_percent(measure, 25);
    profile.measure_q3 = at_percent(measure, 75);
    profile.top_names = {{{"qntx", size / 3}, {"mug", size / 9}},
                         {{"backend engineer", size / 2}, {"other", size / 4}}};
    return profile;
}

void fill_profiles(engine::Result& result, const FakeOptions& options,
                   const std::vector<int>& kinds) {
    auto profiles = std::make_shared<analysis::Profiles>();
    profiles->measure_axis = result.prepared.measure_bins->axis;
    profiles->measure = result.prepared.rows->measure_spec;
    for (const features::NamesSlot& slot : result.prepared.rows->names)
        profiles->names.push_back(slot.spec);
    profiles->all = make_profile(result, -1);
    for (int cluster = 0; cluster < options.k; ++cluster) {
        const int source = kinds[static_cast<std::size_t>(cluster)];
        const Kind kind = kind_of(source);
        auto profile = make_profile(result, cluster);
        profile.name = kind.name;
        if (source >= 5)
            profile.name += ", " + std::to_string(source);
        if (options.long_names)
            profile.name = "much higher pay, " + std::to_string(10 + cluster) + ".4 updates";
        profile.top_names[1].front().name = kind.role;
        profile.top_names[0].front().name = kind.company_name;
        profiles->clusters.push_back(std::move(profile));
        result.identity.colour.push_back(cluster);
        result.identity.given_name.emplace_back();
    }
    result.profiles = profiles;
}

} // namespace

std::shared_ptr<const engine::Result> fake_result(const FakeOptions& options) {
    auto result = std::make_shared<engine::Result>();
    const FakeRows rows = draw_rows(options);
    result->settings.kmeans.k = options.k;
    result->final_result = true;
    fill_rows(*result, rows, options.rows);
    fill_matrix(*result, rows, options);
    fill_clustering(*result, rows, options);
    fill_projection(*result, options.rows);
    fill_pick_grid(*result);
    fill_measure_bins(*result, rows.measure);
    fill_profiles(*result, options, rows.kinds);
    result->times = {{engine::Stage::kmeans, 0.31},
                     {engine::Stage::projection, 0.02},
                     {engine::Stage::profiles, 1.2}};
    result->total_ms = 1.6;
    result->serial = 1;
    return result;
}

} // namespace cohortscope::tests
