#include "analysis/profile/number_profiles.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/profile/median_interval.h"
#include "features/steps/bound_measure.h"

namespace cohortscope::analysis {

std::vector<NumberProfile> number_profiles(const features::Column<double>& values,
                                           const Clustering& clustering) {
    std::vector<std::vector<double>> by_cluster(static_cast<std::size_t>(clustering.k));
    for (std::size_t row = 0; row < values.size(); ++row)
        by_cluster[clustering.labels[row]].push_back(values[row]);
    std::vector<NumberProfile> profiles;
    for (std::vector<double>& cluster : by_cluster) {
        if (cluster.empty()) {
            profiles.push_back({NAN, NAN, NAN, NAN, {NAN, NAN}});
            continue;
        }
        std::ranges::sort(cluster);
        const double sum = std::accumulate(cluster.begin(), cluster.end(), 0.0);
        profiles.push_back({sum / static_cast<double>(cluster.size()),
                            features::percentile(cluster, 25.0),
                            features::percentile(cluster, 50.0),
                            features::percentile(cluster, 75.0), median_interval(cluster)});
    }
    return profiles;
}

} // namespace cohortscope::analysis
