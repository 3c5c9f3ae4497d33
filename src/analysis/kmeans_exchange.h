// A search for better optima next to one that was found: a centre leaves one place for another.
#pragma once

#include <vector>

#include "base/progress.h"
#include "features/encode.h"

namespace cohortscope::analysis {

// Best-of-ten misses the best optimum by up to a few percent every now and then, mostly because two
// centres share what deserves one while another serves two. From each of `starts` (k × d, less the
// offsets), on a fixed sample of at most 16,384 rows: one centre goes, another cluster is split in
// two, Lloyd's iterations follow; the exchange that lowers the sample's inertia most is kept, and
// the search goes on from there while one is found. Returns up to three distinct sets of centres
// worth trying on all rows, best first; none where nothing better was found. Deterministic. Throws
// base::Cancelled.
std::vector<std::vector<float>> search_exchanges(const features::Matrix& matrix,
                                                 const std::vector<std::vector<float>>& starts,
                                                 base::Progress& progress);

} // namespace cohortscope::analysis
