#include "analysis/profile/profile_top.h"

#include <algorithm>

#include "analysis/profile/profile.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

constexpr auto kTop = static_cast<std::size_t>(kTopNames);
constexpr std::size_t kCodesPerTask = 16'384;

std::vector<TopCodes> top_in_range(const CodeCounts& counts,
                                   std::span<const std::uint32_t> rows_of_code,
                                   const base::Chunk& codes) {
    std::vector<TopCodes> tops(counts.clusters());
    std::uint32_t least = 0; // of all clusters
    for (std::size_t code = codes.begin; code < codes.end; ++code) {
        if (rows_of_code[code] <= least)
            continue;
        least = rows_of_code[code];
        for (std::size_t cluster = 0; cluster < tops.size(); ++cluster) {
            tops[cluster].offer({code, counts.at(code, cluster)});
            least = std::min(least, tops[cluster].least());
        }
    }
    return tops;
}

} // namespace

void TopCodes::insert(const CodeCount& entry) {
    if (entries_.size() == kTop)
        entries_.pop_back();
    const auto place = std::find_if(entries_.begin(), entries_.end(), [&](const CodeCount& other) {
        return other.count < entry.count;
    });
    entries_.insert(place, entry);
    if (entries_.size() == kTop)
        least_ = entries_.back().count;
}

TopCodes top_of(std::span<const std::uint32_t> counts) {
    TopCodes top;
    for (std::size_t code = 0; code < counts.size(); ++code)
        top.offer({code, counts[code]});
    return top;
}

std::vector<TopCodes> top_by_cluster(const CodeCounts& counts,
                                     std::span<const std::uint32_t> rows_of_code) {
    const auto parts = base::map_chunks<std::vector<TopCodes>>(
        counts.codes(), kCodesPerTask,
        [&](const base::Chunk& codes) { return top_in_range(counts, rows_of_code, codes); });
    std::vector<TopCodes> tops(counts.clusters());
    for (const std::vector<TopCodes>& part : parts)
        for (std::size_t cluster = 0; cluster < tops.size(); ++cluster)
            for (const CodeCount& entry : part[cluster].entries())
                tops[cluster].offer(entry);
    return tops;
}

} // namespace cohortscope::analysis
