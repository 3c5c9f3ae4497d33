#include "analysis/effect_size/effect_size.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

constexpr double kUnsaid = std::numeric_limits<double>::quiet_NaN();

constexpr std::size_t kCodesPerTask = 1024;

// Σ count² / (rows of the code · rows of the cluster), and the codes that have rows.
struct Part {
    double sum = 0.0, codes = 0.0;
};

Part part_of(const CodeCounts& counts, std::span<const std::uint32_t> rows_of_code,
             std::span<const double> per_row, const base::Chunk& codes) {
    Part part;
    for (std::size_t code = codes.begin; code < codes.end; ++code) {
        if (rows_of_code[code] == 0)
            continue;
        double of_code = 0.0;
        for (std::size_t cluster = 0; cluster < per_row.size(); ++cluster) {
            const double count = counts.at(code, cluster);
            of_code += count * count * per_row[cluster];
        }
        part.sum += of_code / static_cast<double>(rows_of_code[code]);
        part.codes += 1.0;
    }
    return part;
}

// What remains of a number of categories that chance leaves apart.
double corrected(double categories, double rows) {
    return categories - (categories - 1.0) * (categories - 1.0) / (rows - 1.0);
}

} // namespace

double eta_squared(std::span<const double> means, std::span<const std::size_t> sizes, double all,
                   double std) {
    double rows = 0.0;
    double between = 0.0;
    std::size_t clusters = 0;
    for (std::size_t cluster = 0; cluster < means.size(); ++cluster) {
        if (sizes[cluster] == 0)
            continue;
        const auto size = static_cast<double>(sizes[cluster]);
        const double apart = (means[cluster] - all) / std; // no square that overflows
        between += size * apart * apart;
        rows += size;
        ++clusters;
    }
    return std > 0.0 && clusters > 1 ? std::clamp(between / rows, 0.0, 1.0) : kUnsaid;
}

double cramers_v(const CodeCounts& counts, std::span<const std::uint32_t> rows_of_code,
                 std::span<const std::size_t> sizes) {
    double rows = 0.0, clusters = 0.0;
    std::vector<double> per_row; // 1 / rows of the cluster
    for (const std::size_t size : sizes) {
        rows += static_cast<double>(size);
        clusters += size > 0 ? 1.0 : 0.0;
        per_row.push_back(size > 0 ? 1.0 / static_cast<double>(size) : 0.0);
    }
    Part all; // φ² + 1
    for (const Part& part :
         base::map_chunks<Part>(counts.codes(), kCodesPerTask, [&](const base::Chunk& codes) {
             return part_of(counts, rows_of_code, per_row, codes);
         })) {
        all.sum += part.sum;
        all.codes += part.codes;
    }
    if (all.codes < 2.0 || clusters < 2.0)
        return kUnsaid;
    const double chance = (all.codes - 1.0) * (clusters - 1.0) / (rows - 1.0);
    const double squared = std::max(0.0, all.sum - 1.0 - chance);
    const double least = std::min(corrected(all.codes, rows), corrected(clusters, rows)) - 1.0;
    return least > 0.0 ? std::min(1.0, std::sqrt(squared / least)) : 0.0; // else a name a row
}

} // namespace cohortscope::analysis
