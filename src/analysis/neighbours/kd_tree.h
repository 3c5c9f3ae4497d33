// A kd-tree of weighted points that merge: exact nearest neighbours by Ward's cost.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/neighbours/kd_tree_search.h"
#include "base/progress.h"

namespace cohortscope::analysis {

struct WeightedPoints {
    std::size_t d = 0;
    std::vector<double> coordinates; // m × d, row-major, finite
    std::vector<double> sizes;       // m, at least 1
    std::size_t count() const { return sizes.size(); }
};

// Points lie in the order of repeated splits at the median of the widest axis, eight to a leaf;
// above the leaves stand boxes, eight to a node. A point's id is its number in the given order. The
// shape of the tree decides how fast a search is, never what it finds.
class KdTree {
  public:
    // O(m log m), in parallel. Throws base::Cancelled.
    KdTree(const WeightedPoints& points, const base::Progress& progress);

    std::size_t present() const { return present_; }
    // Ids of the present points, near ones near each other.
    std::vector<std::uint32_t> present_ids() const;
    double size(std::uint32_t id) const;

    // By least cost, of equal ones the lowest id; nobody for the only point. Not between merge()
    // and refresh(). From any thread.
    Neighbour nearest(std::uint32_t id) const;
    // For a place (d coordinates) of size 1 that is none of the points.
    Neighbour nearest_to(const double* place) const;

    // `kept` becomes the union of both, at their mean; `gone` is no longer there.
    void merge(std::uint32_t kept, std::uint32_t gone);
    // Makes boxes right after merges; builds afresh where many points have gone.
    void refresh(const base::Progress& progress);

  private:
    struct Level {
        std::vector<TreeLanes> boxes;     // groups × (2d + 1)
        std::vector<std::uint8_t> marked; // children whose box must be made anew
    };

    void build(const WeightedPoints& points, const std::vector<std::uint32_t>& ids,
               const base::Progress& progress);
    void place_points(const WeightedPoints& points, const std::vector<std::uint32_t>& ids,
                      const std::vector<std::uint32_t>& order);
    void make_levels(std::size_t leaves);
    void rebuild(const base::Progress& progress);
    void refresh_boxes(std::vector<std::uint32_t> leaves);
    void bound_leaf(std::size_t leaf);
    void bound_group(std::size_t level, std::size_t group);
    TreeView view() const;

    TreeLanes* leaf_points(std::size_t slot) {
        return points_.data() + slot / kTreeLanes * (d_ + 1);
    }
    const TreeLanes* leaf_points(std::size_t slot) const {
        return points_.data() + slot / kTreeLanes * (d_ + 1);
    }

    std::size_t d_;
    std::size_t present_ = 0;
    std::size_t built_ = 0;           // points when last built
    std::vector<TreeLanes> points_;   // leaves × (d + 1): coordinates, then sizes
    std::vector<std::uint32_t> ids_;  // leaves × 8
    std::vector<std::uint32_t> slot_; // of each id
    std::vector<Level> levels_;
    std::vector<const TreeLanes*> level_boxes_;
    std::vector<std::uint32_t> touched_; // leaves, each once
};

} // namespace cohortscope::analysis
