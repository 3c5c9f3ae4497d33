// How many rows speak for each colour in each cluster, and which colours they win.
#pragma once

#include <span>
#include <vector>

#include "analysis/identity/overlap.h"

namespace cohortscope::analysis {

// The clusters of an earlier result and their colours.
struct Coloured {
    std::shared_ptr<const Snapshot> result; // null: none yet
    std::vector<int> colour;                // k
};

// Below this Jaccard index partners are strangers: a colour passes between them only for want of a
// better one.
inline constexpr double kPartners = 1.0 / 3.0;

// The cluster with this colour, −1 where there is none.
int cluster_with(std::span<const int> colours, int colour);

// Each row votes for the colour that it had.
class ColourVotes {
  public:
    explicit ColourVotes(int clusters) : clusters_(clusters) {}

    // The votes of the rows of an earlier result, each counted `weight` times.
    void add(const Overlap& counts, std::span<const int> colours, std::size_t weight);

    // The colours that most votes agree with, no two the same; −1 for a cluster that has no vote
    // for the colour left to it.
    std::vector<int> best() const;

    // Votes for the colours that the clusters would have; those of −1 count nothing.
    std::size_t kept(std::span<const int> colours) const;

  private:
    std::size_t votes(int colour, int cluster) const {
        return votes_[static_cast<std::size_t>(colour * clusters_ + cluster)];
    }

    int clusters_;
    int colours_ = 0;
    std::vector<std::size_t> votes_; // colours × clusters
};

// A new result's clusters look for colours in an earlier one.
struct Borrowing {
    const Coloured& from;
    const Overlap& counts;
    std::span<const int> not_these = {}; // colours
};

// Clusters without a colour (−1) take those of the partners that they share most rows with, where
// these are free and the partners no strangers (kPartners).
void borrow_colours(std::vector<int>& colours, const Borrowing& borrowing);

} // namespace cohortscope::analysis
