#include "support/fake_studies.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/peer_study.h"

namespace cohortscope::tests {

namespace {

// As K-Means finds them in the reference table, of 1,029,000 for one cluster.
constexpr double kInertia[] = {1'029'215.0, 874'310.0, 752'940.0, 646'120.0, 548'910.0, 497'300.0,
                               458'420.0,   424'930.0, 398'140.0, 377'060.0, 357'700.0, 342'150.0};
constexpr double kSilhouette[] = {
    engine::kUnknown, 0.268, 0.241, 0.252, 0.287, 0.263, 0.259, 0.261, 0.254, 0.249, 0.252, 0.247};
constexpr double kCalinski[] = {engine::kUnknown, 36'462, 37'760, 40'690, 45'010, 44'030,
                                42'690,           41'820, 40'780, 39'540, 38'620, 37'560};
constexpr double kDavies[] = {
    engine::kUnknown, 1.742, 1.610, 1.395, 1.204, 1.231, 1.197, 1.214, 1.188, 1.226, 1.241, 1.260};

// Silhouettes of one cluster from high to low: a shoulder that falls to a tail.
std::vector<double> falling(std::size_t rows, double level, double tail) {
    std::vector<double> values(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        const double place = (static_cast<double>(i) + 0.5) / static_cast<double>(rows);
        values[i] = level * (1.0 - std::pow(place, 3.0)) + tail * std::pow(place, 6.0);
    }
    return values;
}

// Means over equal shares of the values.
std::vector<double> in_lines(const std::vector<double>& values, std::size_t lines) {
    if (values.size() <= lines)
        return values;
    std::vector<double> means(lines);
    for (std::size_t line = 0; line < lines; ++line) {
        const auto first = values.begin() + static_cast<long>(line * values.size() / lines);
        const auto last = values.begin() + static_cast<long>((line + 1) * values.size() / lines);
        means[line] = std::accumulate(first, last, 0.0) / static_cast<double>(last - first);
    }
    return means;
}

std::string fake_subject(engine::Study study, const engine::Result& result) {
    const std::string k = "k = " + std::to_string(result.clustering->k);
    switch (study) {
    case engine::Study::elbow:
    case engine::Study::hopkins:
    case engine::Study::ward:
        return "the present features";
    default:
        return k;
    }
}

engine::StudyValue fake_value(engine::Study study, const engine::Result& result) {
    switch (study) {
    case engine::Study::elbow:
        return fake_elbow();
    case engine::Study::scores:
        return fake_scores();
    case engine::Study::explain:
        return fake_explained(result);
    case engine::Study::hopkins:
        return fake_hopkins();
    case engine::Study::ward:
        return fake_ward(result.rows());
    case engine::Study::compare:
        return fake_comparison(result);
    case engine::Study::silhouette:
        return fake_silhouette(result);
    case engine::Study::stability:
        return fake_stability(result.clustering->k);
    case engine::Study::peers:
        return fake_peers(result);
    case engine::Study::sensitivity:
        break;
    }
    return fake_sensitivity();
}

} // namespace

engine::Explained fake_explained(const engine::Result& result) {
    base::Progress progress;
    return {analysis::explain(*result.prepared.features, *result.prepared.matrix,
                              *result.clustering, progress),
            result.prepared.features, result.settings.schema};
}

engine::Elbow fake_elbow(int landed, int scored) {
    engine::Elbow elbow;
    for (int k = 1; k <= landed; ++k) {
        const auto i = static_cast<std::size_t>(k - 1);
        engine::ElbowPoint point;
        point.k = k;
        point.inertia = kInertia[i];
        if (k <= scored) {
            point.silhouette = kSilhouette[i];
            point.calinski_harabasz = kCalinski[i];
            point.davies_bouldin = kDavies[i];
        }
        elbow.points.push_back(point);
    }
    elbow.knee = landed >= 3 ? std::min(landed - 1, 5) : 0;
    elbow.complete = landed == engine::kElbowLargest && scored == engine::kElbowLargest;
    return elbow;
}

engine::SilhouetteStudy fake_silhouette(const engine::Result& result) {
    constexpr std::size_t kLines = 512;
    const auto k = static_cast<std::size_t>(result.clustering->k);
    engine::SilhouetteStudy study;
    study.sizes = result.clustering->sizes;
    study.silhouette.negative.assign(k, 0);
    std::vector<std::vector<double>> values(k);
    for (std::size_t c = 0; c < k; ++c) {
        const bool poor = k > 3 && c + 1 == k;
        const double level = poor ? 0.12 : 0.62 - 0.4 * static_cast<double>(c * 3 % 5) / 5.0;
        values[c] = falling(study.sizes[c], level, poor ? -0.55 : -0.22);
        study.profiles.push_back(in_lines(values[c], kLines));
        study.silhouette.cluster_means.push_back(
            std::accumulate(values[c].begin(), values[c].end(), 0.0) /
            static_cast<double>(values[c].size()));
    }
    std::vector<std::uint32_t> negative;
    const std::span<const std::uint32_t> rows = result.prepared.rows->rows;
    std::vector<std::size_t> next(k, 0);
    double sum = 0.0;
    for (const analysis::Label label : result.clustering->labels) {
        const double value = values[label][next[label]++];
        study.silhouette.values.push_back(value);
        if (value < 0)
            negative.push_back(rows[study.silhouette.values.size() - 1]);
        study.silhouette.negative[label] += value < 0 ? 1u : 0u;
        study.negative_rows += value < 0 ? 1u : 0u;
        sum += value;
    }
    study.silhouette.mean = sum / static_cast<double>(study.silhouette.values.size());
    study.negative = std::make_shared<const engine::RowSet>(
        engine::RowSet::of(negative, result.prepared.table->rows));
    return study;
}

analysis::ClusterScores fake_scores() { return {45'010.3, 1.204}; }

engine::Hopkins fake_hopkins() { return {0.9412}; }

analysis::Stability fake_stability(int k) {
    constexpr double kJaccard[] = {0.97, 0.91, 0.66, 0.884, 0.41, 0.72, 0.995, 0.852, 0.598};
    analysis::Stability stability;
    stability.resamples = analysis::kResamples;
    for (int c = 0; c < k; ++c)
        stability.jaccard.push_back(kJaccard[c % 9]);
    return stability;
}

engine::Sensitivity fake_sensitivity() {
    engine::Sensitivity sensitivity;
    sensitivity.nudges = {{"scaler", "standard", "minmax", 0.612, "", engine::kUnknown},
                          {"weight.ctc_update_count", "1", "1.25", 0.344, "0.75", 0.291},
                          {"kmeans.k", "5", "6", 0.228, "4", 0.201},
                          {"weight.years_of_experience", "1", "0.75", 0.117, "1.25", 0.052},
                          {"rare_company_threshold", "5", "10", 0.064, "2", 0.038},
                          {"weight.ctc_log", "1", "1.25", 0.041, "0.75", 0.033},
                          {"outliers.high", "99", "98", 0.012, "100", 0.004},
                          {"outliers.low", "1", "2", 0.0007, "0", 0.0},
                          {"rare_role_threshold", "5", "10", 0.0, "2", 0.0},
                          {"seed", "42", "43", 0.0, "", engine::kUnknown}};
    sensitivity.complete = true;
    return sensitivity;
}

engine::PeerStudy fake_peers(const engine::Result& result) {
    base::Progress progress;
    return engine::study_peers(result, progress);
}

engine::StudiesState fake_studies(const engine::Result& result) {
    engine::StudiesState state;
    for (const engine::Study study : engine::kAllStudies) {
        engine::StudyView& view = state.views[static_cast<std::size_t>(study)];
        view.value = std::make_shared<const engine::StudyValue>(fake_value(study, result));
        view.current = true;
        view.subject = fake_subject(study, result);
    }
    return state;
}

} // namespace cohortscope::tests
