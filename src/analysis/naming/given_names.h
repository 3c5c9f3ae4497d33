// Names given by hand: which cluster of a new result, if any, each of them still belongs to.
#pragma once

#include <memory>
#include <span>
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

// A name that somebody gave, and the cluster whose rows it was given to.
struct GivenName {
    std::string name;
    std::shared_ptr<const Snapshot> result;
    int cluster = 0;
    bool operator==(const GivenName&) const = default; // snapshots by pointer
};
// In the order in which they were given.
using GivenNames = std::vector<GivenName>;

// Names of the clusters of one result.
struct Named {
    std::vector<std::string> given; // k; empty where the automatic name is shown
    std::vector<int> entry;         // k; of the names given, −1 where none
    std::vector<LostName> lost;     // likest first
};

// The names after a cluster of `now`, whose clusters bear `entry`, got one instead of the one that
// it bears; empty takes that away. A name given again while it is lost moves to the new cluster.
GivenNames with_name(const GivenNames& names, std::span<const int> entry,
                     const std::shared_ptr<const Snapshot>& now, int cluster,
                     const std::string& name);

// Which clusters bear the names. A name belongs to the rows that its cluster had when it was given,
// and when it was carried on last. Used by one thread.
class NameBearers {
  public:
    // From now on these; those known before keep the clusters that they were carried on to.
    void follow(const GivenNames& names);

    // From now on these, those that clusters of `now` bear carried on to it.
    void resume(const GivenNames& names, std::span<const int> entry,
                const std::shared_ptr<const Snapshot>& now);

    // The names for `now`, whose overlaps are given. Every name goes to the cluster that is
    // likest to either of those two, if their Jaccard index is at least kNameMovesOn; of two names
    // for one cluster the likest, then the earliest. With `carry_on` the clusters found are
    // remembered.
    Named match(const std::shared_ptr<const Snapshot>& now, Overlaps& overlaps, bool carry_on);

  private:
    struct Bearer {
        GivenName given;
        std::shared_ptr<const Snapshot> result; // carried on to it last
        int cluster = 0;
    };

    std::vector<Bearer> bearers_;
};

} // namespace cohortscope::analysis
