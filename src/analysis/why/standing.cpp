#include "analysis/why/standing.h"

#include <limits>

#include "base/error.h"

namespace cohortscope::analysis {

namespace {

std::span<const double> centre_of(const Clustering& clustering, int cluster, std::size_t d) {
    return std::span(clustering.centres).subspan(static_cast<std::size_t>(cluster) * d, d);
}

bool has_rows(const Clustering& clustering, int cluster) {
    return clustering.sizes[static_cast<std::size_t>(cluster)] > 0;
}

double squared_distance(std::span<const double> row, std::span<const double> centre) {
    double sum = 0.0;
    for (std::size_t i = 0; i < row.size(); ++i)
        sum += (row[i] - centre[i]) * (row[i] - centre[i]);
    return sum;
}

// Of all clusters with rows but `left_out`; -1 where there is none.
int nearest_but(std::span<const double> row, const Clustering& clustering, int left_out) {
    int nearest = -1;
    double least = std::numeric_limits<double>::infinity();
    for (int cluster = 0; cluster < clustering.k; ++cluster) {
        if (cluster == left_out || !has_rows(clustering, cluster))
            continue;
        const double distance = squared_distance(row, centre_of(clustering, cluster, row.size()));
        if (distance < least) {
            least = distance;
            nearest = cluster;
        }
    }
    return nearest;
}

std::vector<double> squares(std::span<const double> row, std::span<const double> centre) {
    std::vector<double> result;
    for (std::size_t i = 0; i < row.size(); ++i)
        result.push_back((row[i] - centre[i]) * (row[i] - centre[i]));
    return result;
}

double sum_of(std::span<const double> values) {
    double sum = 0.0;
    for (const double value : values)
        sum += value;
    return sum;
}

} // namespace

int nearest_centre(std::span<const double> row, const Clustering& clustering) {
    return nearest_but(row, clustering, -1);
}

Standing standing_of(std::span<const double> row, const Clustering& clustering, int own) {
    ENSURE(clustering.centres.size() == static_cast<std::size_t>(clustering.k) * row.size());
    Standing standing;
    standing.own = own;
    standing.to_own = squares(row, centre_of(clustering, own, row.size()));
    standing.own_squared = sum_of(standing.to_own);
    standing.other = nearest_but(row, clustering, own);
    if (standing.other < 0)
        return standing;
    standing.to_other = squares(row, centre_of(clustering, standing.other, row.size()));
    standing.other_squared = sum_of(standing.to_other);
    standing.own_is_nearest = nearest_centre(row, clustering) == own;
    return standing;
}

} // namespace cohortscope::analysis
