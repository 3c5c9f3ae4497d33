// Names given by hand: which cluster of a new result, if any, each of them still belongs to.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analysis/identity/overlap.h"

namespace cohortscope::analysis {

// From this Jaccard index on a cluster is taken for the one that a name was given to.
inline constexpr double kNameMovesOn = 0.5;

// A name whose cluster is gone, and the nearest cluster to it that has no name.
struct LostName {
    std::string name;
    int cluster = 0;
    double jaccard = 0.0; // of that cluster and of the one that bore the name
    bool operator==(const LostName&) const = default;
};

// Names of the clusters of one result.
struct Named {
    std::vector<std::string> given; // k; empty where the automatic name is shown
    std::vector<LostName> lost;     // likest first
};

// A name belongs to the rows that its cluster had when it was given, and when it was carried on
// last. Used by one thread.
class GivenNames {
  public:
    // The names for `now`, whose overlaps are given. Every name goes to the cluster that is
    // likest to either of those two, if their Jaccard index is at least kNameMovesOn; of two names
    // for one cluster the likest, then the earliest. With `carry_on` the clusters found are
    // remembered.
    Named match(const std::shared_ptr<const Snapshot>& now, Overlaps& overlaps, bool carry_on);

    // Gives a cluster a name, instead of the one that it bears; empty takes that away. A name
    // given again to another cluster while it is lost moves there.
    void give(const std::shared_ptr<const Snapshot>& now, int cluster, const std::string& name);

  private:
    struct Bearer {
        std::shared_ptr<const Snapshot> result;
        int cluster = 0;
    };
    struct Entry {
        std::string name;
        Bearer given, last;
        int now = -1; // the cluster that bears it in the result matched last; −1: lost
    };

    std::vector<Entry> entries_;
};

} // namespace cohortscope::analysis
