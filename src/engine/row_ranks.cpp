#include "engine/row_ranks.h"

#include <algorithm>
#include <utility>

namespace cohortscope::engine {

namespace {

constexpr std::size_t kKept = 2;

} // namespace

std::shared_ptr<const analysis::ContrastRanks>
RowRanks::of(const std::shared_ptr<const features::PreparedRows>& rows) {
    const auto found = std::ranges::find(entries_, rows, &Entry::rows);
    if (found != entries_.end()) {
        std::rotate(found, found + 1, entries_.end());
        return entries_.back().ranks;
    }
    const analysis::ContrastRanks* previous =
        entries_.empty() ? nullptr : entries_.back().ranks.get();
    auto ranks =
        std::make_shared<const analysis::ContrastRanks>(analysis::rank_columns(*rows, previous));
    if (entries_.size() == kKept)
        entries_.erase(entries_.begin());
    entries_.push_back({rows, std::move(ranks)});
    return entries_.back().ranks;
}

} // namespace cohortscope::engine
