#include "analysis/ward/ward_rounds.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

constexpr std::size_t kTaskSearches = 256; // about 0.3 ms

// Measured: so many searches are still to come for each cluster present, at any time.
constexpr double kSearchesPerCluster = 3.4;

// The part of the whole computation's time by the end of which the tree stands.
constexpr double kBuiltFraction = 0.1;

// What is known of a cluster's nearest neighbour. Ward's cost is reducible: no merge of two others
// brings a cluster nearer than its nearest neighbour is (nor, on equal costs, lower in number). So
// it is looked for again only once that neighbour has merged.
class Rounds {
  public:
    Rounds(const WeightedPoints& points, base::Progress& progress)
        : progress_(progress), tree_(points, progress),
          nearest_(points.count(), Neighbour{0.0, kNobody}),
          first_follower_(points.count(), kNobody), next_follower_(points.count(), kNobody),
          pending_(tree_.present_ids()) {
        merges_.reserve(points.count() - 1);
    }

    std::vector<PairMerge> run() {
        while (tree_.present() > 1) {
            search();
            for_each_pending([&](std::uint32_t id) { follow(id); });
            for_each_pending([&](std::uint32_t id) { offer(id); });
            const std::size_t before = merges_.size();
            merge_mutual();
            ENSURE(merges_.size() > before);
            tree_.refresh(progress_);
        }
        return std::move(merges_);
    }

  private:
    void search() {
        const std::size_t before = searched_.load();
        expected_ = static_cast<double>(before) +
                    kSearchesPerCluster * static_cast<double>(tree_.present());
        base::for_each_chunk(pending_.size(), kTaskSearches, [&](const base::Chunk& chunk) {
            checkpoint();
            for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
                std::as_const(progress_)
                    .checkpoint(); // in many dimensions a search takes milliseconds
                nearest_[pending_[i]] = tree_.nearest(pending_[i]);
            }
            searched_ += chunk.size();
        });
    }

    // Nearly all of the time goes into searches. Called by one thread or, in search(), by several.
    void checkpoint() {
        const double done = static_cast<double>(searched_.load()) / expected_;
        progress_.checkpoint(kBuiltFraction +
                             (kMergedFraction - kBuiltFraction) * std::min(done, 1.0));
    }

    template <class Body> void for_each_pending(const Body& body) {
        for (std::size_t i = 0; i < pending_.size(); ++i) {
            if (i % base::kChunkRows == 0)
                checkpoint();
            body(pending_[i]);
        }
    }

    void follow(std::uint32_t id) {
        const std::uint32_t leader = nearest_[id].id;
        ENSURE(leader != kNobody);
        next_follower_[id] = first_follower_[leader];
        first_follower_[leader] = id;
    }

    void unfollow(std::uint32_t id) {
        std::uint32_t* link = &first_follower_[nearest_[id].id];
        while (*link != id)
            link = &next_follower_[*link];
        *link = next_follower_[id];
    }

    // Rounding may make a merged cluster nearer to another than its nearest neighbour is, by the
    // last bit. It becomes that neighbour then. So nobody's nearest neighbour has a worse one
    // itself, and the best pair of all is always mutual: no round is without a merge.
    void offer(std::uint32_t id) {
        const std::uint32_t other = nearest_[id].id;
        const Neighbour& theirs = nearest_[other];
        if (nearest_[id].cost > theirs.cost ||
            (nearest_[id].cost == theirs.cost && id >= theirs.id))
            return;
        unfollow(other);
        nearest_[other] = {nearest_[id].cost, id};
        follow(other);
    }

    // Merges every pair of mutual nearest neighbours; pending are then the merged clusters and
    // those that have lost their neighbour. A new mutual pair has a member whose neighbour is new.
    void merge_mutual() {
        std::vector<std::uint32_t> pending;
        for_each_pending([&](std::uint32_t id) {
            const std::uint32_t other = nearest_[id].id;
            if (other == kNobody || nearest_[other].id != id)
                return;
            const PairMerge merge{nearest_[id].cost, std::min(id, other), std::max(id, other)};
            merges_.push_back(merge);
            tree_.merge(merge.first, merge.second);
            release_followers(merge.first, merge, pending);
            release_followers(merge.second, merge, pending);
            pending.push_back(merge.first);
        });
        pending_ = std::move(pending);
    }

    void release_followers(std::uint32_t leader, const PairMerge& merge,
                           std::vector<std::uint32_t>& pending) {
        for (std::uint32_t id = first_follower_[leader]; id != kNobody; id = next_follower_[id]) {
            nearest_[id].id = kNobody;
            if (id != merge.first && id != merge.second)
                pending.push_back(id);
        }
        first_follower_[leader] = kNobody;
    }

    base::Progress& progress_;
    std::atomic<std::size_t> searched_ = 0;
    double expected_ = 1.0; // searches in all
    KdTree tree_;
    std::vector<Neighbour> nearest_; // of each id; nobody while it is pending
    // For each id those whose nearest neighbour it is, as a list.
    std::vector<std::uint32_t> first_follower_, next_follower_;
    std::vector<std::uint32_t> pending_;
    std::vector<PairMerge> merges_;
};

} // namespace

std::vector<PairMerge> merge_mutual_neighbours(const WeightedPoints& points,
                                               base::Progress& progress) {
    if (points.count() < 2)
        return {};
    return Rounds(points, progress).run();
}

} // namespace cohortscope::analysis
