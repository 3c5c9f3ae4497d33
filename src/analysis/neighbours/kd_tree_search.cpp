#include "analysis/neighbours/kd_tree_search.h"

#include <limits>

namespace cohortscope::analysis {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Two lanes, which every processor has in one register. (Wider ones gain a tenth: most of the time
// goes into waiting for memory and into the decisions between.)
constexpr std::size_t kWidth = 2;
typedef double Doubles __attribute__((vector_size(8 * kWidth), may_alias));

inline Doubles load(const TreeLanes& lanes, std::size_t first) {
    return *reinterpret_cast<const Doubles*>(lanes.at + first);
}

inline Doubles ward_cost(Doubles squared_distance, Doubles sizes, double size) {
    return sizes * size / (sizes + size) * squared_distance;
}

class Search {
  public:
    Search(const TreeView& tree, const TreeQuery& query) : tree_(tree), query_(query) {}

    // From the query's leaf upwards: near boxes come first, and their points make the bound tight
    // before the far ones are looked at.
    Neighbour upwards() {
        std::size_t child = query_.slot / kTreeLanes;
        visit_leaf(child);
        for (std::size_t level = 0; level < tree_.levels; ++level) {
            visit_group(level, child / kTreeLanes, child % kTreeLanes);
            child /= kTreeLanes;
        }
        return best_;
    }

    Neighbour downwards() {
        visit_group(tree_.levels - 1, 0, kTreeLanes);
        return best_;
    }

  private:
    void visit_leaf(std::size_t leaf) {
        const TreeLanes* points = tree_.points + leaf * (tree_.d + 1);
        TreeLanes costs;
        for (std::size_t first = 0; first < kTreeLanes; first += kWidth) {
            Doubles sum{};
            for (std::size_t f = 0; f < tree_.d; ++f) {
                const Doubles difference = load(points[f], first) - query_.point[f];
                sum += difference * difference;
            }
            *reinterpret_cast<Doubles*>(costs.at + first) =
                ward_cost(sum, load(points[tree_.d], first), query_.size);
        }
        const std::uint32_t* ids = tree_.ids + leaf * kTreeLanes;
        for (std::size_t lane = 0; lane < kTreeLanes; ++lane)
            if (costs.at[lane] <= best_.cost && ids[lane] != query_.id &&
                (costs.at[lane] < best_.cost || ids[lane] < best_.id))
                best_ = {costs.at[lane], ids[lane]};
    }

    void bound_children(const TreeLanes* boxes, TreeLanes& bounds) const {
        const TreeLanes* upper = boxes + tree_.d;
        for (std::size_t first = 0; first < kTreeLanes; first += kWidth) {
            Doubles sum{};
            for (std::size_t f = 0; f < tree_.d; ++f) {
                const Doubles below = load(boxes[f], first) - query_.point[f];
                const Doubles above = query_.point[f] - load(upper[f], first);
                Doubles outside = below > above ? below : above;
                outside = outside > 0.0 ? outside : Doubles{};
                sum += outside * outside;
            }
            *reinterpret_cast<Doubles*>(bounds.at + first) =
                ward_cost(sum, load(upper[tree_.d], first), query_.size);
        }
    }

    // The children that may hold something nearer, by ascending bound, but `skipped`.
    void visit_group(std::size_t level, std::size_t group, std::size_t skipped) {
        TreeLanes bounds;
        bound_children(tree_.boxes[level] + group * (2 * tree_.d + 1), bounds);
        std::size_t order[kTreeLanes];
        std::size_t count = 0;
        for (std::size_t lane = 0; lane < kTreeLanes; ++lane) {
            if (!(bounds.at[lane] <= best_.cost) || lane == skipped)
                continue;
            std::size_t place = count++;
            for (; place > 0 && bounds.at[order[place - 1]] > bounds.at[lane]; --place)
                order[place] = order[place - 1];
            order[place] = lane;
        }
        for (std::size_t i = 0; i < count && bounds.at[order[i]] <= best_.cost; ++i) {
            const std::size_t child = group * kTreeLanes + order[i];
            if (bounds.at[order[i]] == kInfinity)
                return; // nothing below
            if (level == 0)
                visit_leaf(child);
            else
                visit_group(level - 1, child, kTreeLanes);
        }
    }

    const TreeView& tree_;
    const TreeQuery& query_;
    Neighbour best_;
};

} // namespace

Neighbour find_nearest(const TreeView& tree, const TreeQuery& query) {
    Search search(tree, query);
    return query.slot == kNoSlot ? search.downwards() : search.upwards();
}

} // namespace cohortscope::analysis
