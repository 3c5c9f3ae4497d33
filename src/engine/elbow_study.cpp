#include "engine/elbow_study.h"

#include "analysis/elbow.h"
#include "base/error.h"

namespace cohortscope::engine {

namespace {

using analysis::Clustering;

// Shares of the time on 200,000 rows.
constexpr double kFitsEnd = 0.15;
constexpr double kScoresEnd = 0.17;

void find_knee(Elbow& elbow) {
    std::vector<int> ks;
    std::vector<double> inertia;
    for (const ElbowPoint& point : elbow.points) {
        ks.push_back(point.k);
        inertia.push_back(point.inertia);
    }
    elbow.knee = analysis::knee(ks, inertia);
}

void add_point(Elbow& elbow, std::shared_ptr<const Clustering> fit) {
    ElbowPoint point;
    point.k = fit->k;
    point.inertia = fit->inertia;
    elbow.points.push_back(point);
    elbow.fits.push_back(std::move(fit));
}

std::shared_ptr<const Clustering> fit_of(const Result& result, int k, base::Progress& progress) {
    const bool is_shown = result.final_result && result.settings.method == Method::kmeans &&
                          result.settings.kmeans.k == k;
    if (is_shown)
        return result.clustering;
    analysis::KMeansSettings settings = result.settings.kmeans;
    settings.k = k;
    Clustering made = analysis::fit_kmeans(*result.prepared.matrix, settings, progress);
    analysis::number_canonically(made, result.prepared.rows->numbering());
    return std::make_shared<const Clustering>(std::move(made));
}

// A fit for k takes about k times as long as one for k = 1.
double work_before(int k) { return static_cast<double>(k * (k - 1)) / 2.0; }

void add_fits(Elbow& elbow, const Result& result, const Partial& partial,
              base::Progress& progress) {
    const double whole = work_before(kElbowLargest + 1) / kFitsEnd;
    for (int k = 1; k <= kElbowLargest; ++k) {
        progress.enter_part(work_before(k) / whole, work_before(k + 1) / whole);
        try {
            add_point(elbow, fit_of(result, k, progress));
        } catch (const base::Error&) {
            if (k == 1)
                throw;
            elbow.largest = k - 1; // there are only so many distinct rows
            break;
        }
        find_knee(elbow);
        partial(elbow);
    }
}

void add_scores(Elbow& elbow, const Result& result, const Partial& partial,
                base::Progress& progress) {
    progress.enter_part(kFitsEnd, kScoresEnd);
    for (std::size_t i = 0; i < elbow.points.size(); ++i) {
        progress.checkpoint(static_cast<double>(i) / static_cast<double>(elbow.points.size()));
        const analysis::ClusterScores scores = analysis::cluster_scores(
            *result.prepared.matrix, {elbow.fits[i]->labels, elbow.fits[i]->k});
        elbow.points[i].calinski_harabasz = scores.calinski_harabasz;
        elbow.points[i].davies_bouldin = scores.davies_bouldin;
    }
    partial(elbow);
}

void add_silhouettes(Elbow& elbow, const Result& result, base::Progress& progress) {
    progress.enter_part(kScoresEnd, 1.0);
    std::vector<analysis::Labelling> labellings;
    for (std::size_t i = 1; i < elbow.fits.size(); ++i) // not defined for one cluster
        labellings.push_back({elbow.fits[i]->labels, elbow.fits[i]->k});
    const std::vector<analysis::Silhouette> silhouettes =
        analysis::silhouettes(*result.prepared.matrix, labellings, progress);
    for (std::size_t i = 0; i < silhouettes.size(); ++i)
        elbow.points[i + 1].silhouette = silhouettes[i].mean;
}

} // namespace

Elbow study_elbow(const Result& result, const Partial& partial, base::Progress& progress) {
    Elbow elbow;
    add_fits(elbow, result, partial, progress);
    add_scores(elbow, result, partial, progress);
    add_silhouettes(elbow, result, progress);
    elbow.complete = true;
    return elbow;
}

std::optional<Elbow> warm_elbow(const Elbow& before, const Result& preview, double budget_ms) {
    if (before.fits.empty() || before.fits.front()->labels.size() != preview.rows())
        return std::nullopt;
    Elbow elbow;
    elbow.warm = true;
    elbow.largest = before.largest;
    for (const std::shared_ptr<const Clustering>& fit : before.fits) {
        analysis::KMeansSettings settings = preview.settings.kmeans;
        settings.k = fit->k;
        Clustering made =
            analysis::refine_kmeans(*preview.prepared.matrix, fit->labels, fit->k, settings,
                                    budget_ms / static_cast<double>(before.fits.size()));
        add_point(elbow, std::make_shared<const Clustering>(std::move(made)));
    }
    find_knee(elbow);
    return elbow;
}

} // namespace cohortscope::engine
