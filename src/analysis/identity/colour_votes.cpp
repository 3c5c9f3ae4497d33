#include "analysis/identity/colour_votes.h"

#include <algorithm>

#include "analysis/identity/identity.h"

namespace cohortscope::analysis {

int cluster_with(std::span<const int> colours, int colour) {
    const auto found = std::ranges::find(colours, colour);
    return found == colours.end() ? -1 : static_cast<int>(found - colours.begin());
}

void ColourVotes::add(const Overlap& counts, std::span<const int> colours, std::size_t weight) {
    for (std::size_t i = 0; i < colours.size(); ++i) {
        colours_ = std::max(colours_, colours[i] + 1);
        votes_.resize(static_cast<std::size_t>(colours_) * static_cast<std::size_t>(clusters_));
        for (int j = 0; j < clusters_; ++j)
            votes_[static_cast<std::size_t>(colours[i] * clusters_ + j)] +=
                weight * counts.at(static_cast<int>(i), j);
    }
}

std::vector<int> ColourVotes::best() const {
    std::vector<int> chosen(static_cast<std::size_t>(clusters_), -1);
    const std::vector<int> assigned = assign_maximal(votes_, colours_, clusters_);
    for (int colour = 0; colour < colours_; ++colour)
        if (const int cluster = assigned[static_cast<std::size_t>(colour)];
            cluster >= 0 && votes(colour, cluster) > 0)
            chosen[static_cast<std::size_t>(cluster)] = colour;
    return chosen;
}

std::size_t ColourVotes::kept(std::span<const int> colours) const {
    std::size_t total = 0;
    for (int cluster = 0; cluster < clusters_; ++cluster)
        if (const int colour = colours[static_cast<std::size_t>(cluster)];
            colour >= 0 && colour < colours_)
            total += votes(colour, cluster);
    return total;
}

void borrow_colours(std::vector<int>& colours, const Borrowing& borrowing) {
    const Overlap& counts = borrowing.counts;
    const std::vector<int>& lent = borrowing.from.colour;
    std::vector<std::size_t> weights(counts.shared.size());
    std::size_t cell = 0;
    for (int i = 0; i < counts.first_k; ++i) {
        const int colour = lent[static_cast<std::size_t>(i)];
        const bool free =
            cluster_with(colours, colour) < 0 && cluster_with(borrowing.not_these, colour) < 0;
        for (int j = 0; j < counts.second_k; ++j, ++cell)
            if (free && colours[static_cast<std::size_t>(j)] < 0 &&
                counts.jaccard(i, j) >= kPartners)
                weights[cell] = counts.at(i, j);
    }
    const std::vector<int> assigned = assign_maximal(weights, counts.first_k, counts.second_k);
    for (int i = 0; i < counts.first_k; ++i)
        if (const int j = assigned[static_cast<std::size_t>(i)];
            j >= 0 && weights[static_cast<std::size_t>(i * counts.second_k + j)] > 0)
            colours[static_cast<std::size_t>(j)] = lent[static_cast<std::size_t>(i)];
}

} // namespace cohortscope::analysis
