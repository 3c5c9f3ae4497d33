// Greedy k-means++ seeding of several restarts in shared passes over the rows.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/kmeans/kmeans_rows.h"
#include "base/progress.h"

namespace cohortscope::analysis {

struct Seeding {
    int k = 0;
    std::uint64_t seed = 0;
    int first_restart = 0; // restart r draws from stream r of the seed
    int restarts = 0;
};

// k rows a restart, as centres (restarts × k × d row-major, less the offsets). Each step draws
// 2 + ⌊ln k⌋ candidates with probability proportional to the squared distance to the nearest centre
// so far and keeps the one that leaves the smallest potential, the first drawn of equal ones.
// Throws base::Error when the rows have fewer than k distinct ones, base::Cancelled.
std::vector<float> seed_centres(const ChunkedRows& rows, const Seeding& seeding,
                                base::Progress& progress);

} // namespace cohortscope::analysis
