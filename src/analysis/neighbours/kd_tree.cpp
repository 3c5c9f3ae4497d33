#include "analysis/neighbours/kd_tree.h"

#include <algorithm>
#include <limits>

#include "analysis/neighbours/kd_order.h"
#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::size_t kChunkPoints = 4096;
constexpr std::size_t kChunkBoxes = 512;

constexpr std::size_t groups_of(std::size_t children) {
    return (children + kTreeLanes - 1) / kTreeLanes;
}

// The bounding box and least size of the lanes of `from`, into lane `lane` of `box`. `lower` and
// `upper` are where the coordinates, or their bounds, begin.
void bound_lanes(const TreeLanes* lower, const TreeLanes* upper, const TreeLanes& sizes,
                 std::size_t d, TreeLanes* box, std::size_t lane) {
    double least = kInfinity;
    for (std::size_t i = 0; i < kTreeLanes; ++i)
        if (lower[0].at[i] < kInfinity) // somebody is there
            least = std::min(least, sizes.at[i]);
    for (std::size_t f = 0; f < d; ++f) {
        double low = kInfinity;
        double high = -kInfinity;
        for (std::size_t i = 0; i < kTreeLanes; ++i) {
            low = std::min(low, lower[f].at[i]);
            if (lower[0].at[i] < kInfinity)
                high = std::max(high, upper[f].at[i]);
        }
        box[f].at[lane] = low;
        box[d + f].at[lane] = high;
    }
    box[2 * d].at[lane] = least < kInfinity ? least : 1.0;
}

} // namespace

KdTree::KdTree(const WeightedPoints& points, const base::Progress& progress)
    : d_(points.d), slot_(points.count()) {
    ENSURE(d_ > 0 && points.coordinates.size() == points.count() * d_);
    std::vector<std::uint32_t> ids(points.count());
    for (std::size_t i = 0; i < ids.size(); ++i)
        ids[i] = static_cast<std::uint32_t>(i);
    build(points, ids, progress);
}

// `ids` are those of the points.
void KdTree::build(const WeightedPoints& points, const std::vector<std::uint32_t>& ids,
                   const base::Progress& progress) {
    present_ = built_ = points.count();
    const std::vector<std::uint32_t> order = kd_order(points, progress);
    place_points(points, ids, order);
    const std::size_t leaves = groups_of(points.count());
    make_levels(leaves);
    touched_.resize(leaves);
    for (std::size_t leaf = 0; leaf < leaves; ++leaf)
        touched_[leaf] = static_cast<std::uint32_t>(leaf);
    refresh_boxes(std::move(touched_));
}

void KdTree::place_points(const WeightedPoints& points, const std::vector<std::uint32_t>& ids,
                          const std::vector<std::uint32_t>& order) {
    const std::size_t slots = groups_of(points.count()) * kTreeLanes;
    points_.resize(slots / kTreeLanes * (d_ + 1));
    ids_.assign(slots, kNobody);
    base::for_each_chunk(slots, kChunkPoints, [&](const base::Chunk& chunk) {
        for (std::size_t slot = chunk.begin; slot < chunk.end; ++slot) {
            TreeLanes* leaf = leaf_points(slot);
            const std::size_t lane = slot % kTreeLanes;
            const std::size_t point = slot < order.size() ? order[slot] : 0;
            for (std::size_t f = 0; f < d_; ++f)
                leaf[f].at[lane] =
                    slot < order.size() ? points.coordinates[point * d_ + f] : kInfinity;
            leaf[d_].at[lane] = slot < order.size() ? points.sizes[point] : 1.0;
            if (slot >= order.size())
                continue;
            ids_[slot] = ids[point];
            slot_[ids[point]] = static_cast<std::uint32_t>(slot);
        }
    });
}

void KdTree::make_levels(std::size_t leaves) {
    levels_.clear();
    level_boxes_.clear();
    TreeLanes nowhere_low, nowhere_high, one;
    std::fill_n(nowhere_low.at, kTreeLanes, kInfinity);
    std::fill_n(nowhere_high.at, kTreeLanes, -kInfinity);
    std::fill_n(one.at, kTreeLanes, 1.0);
    for (std::size_t children = leaves;; children = groups_of(children)) {
        Level& level = levels_.emplace_back();
        level.marked.resize(children);
        level.boxes.reserve(groups_of(children) * (2 * d_ + 1));
        for (std::size_t group = 0; group < std::max<std::size_t>(groups_of(children), 1);
             ++group) {
            level.boxes.insert(level.boxes.end(), d_, nowhere_low);
            level.boxes.insert(level.boxes.end(), d_, nowhere_high);
            level.boxes.push_back(one);
        }
        if (children <= kTreeLanes)
            break;
    }
    for (const Level& level : levels_)
        level_boxes_.push_back(level.boxes.data());
}

void KdTree::bound_leaf(std::size_t leaf) {
    const TreeLanes* points = leaf_points(leaf * kTreeLanes);
    TreeLanes* box = levels_[0].boxes.data() + leaf / kTreeLanes * (2 * d_ + 1);
    bound_lanes(points, points, points[d_], d_, box, leaf % kTreeLanes);
}

// The box of a group of `level`, as a child of the level above.
void KdTree::bound_group(std::size_t level, std::size_t group) {
    const TreeLanes* boxes = levels_[level].boxes.data() + group * (2 * d_ + 1);
    TreeLanes* box = levels_[level + 1].boxes.data() + group / kTreeLanes * (2 * d_ + 1);
    bound_lanes(boxes, boxes + d_, boxes[2 * d_], d_, box, group % kTreeLanes);
}

void KdTree::refresh_boxes(std::vector<std::uint32_t> children) {
    for (std::size_t level = 0; level < levels_.size(); ++level) {
        base::for_each_chunk(children.size(), kChunkBoxes, [&](const base::Chunk& chunk) {
            for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
                levels_[level].marked[children[i]] = 0;
                if (level == 0)
                    bound_leaf(children[i]);
                else
                    bound_group(level - 1, children[i]);
            }
        });
        if (level + 1 == levels_.size())
            return;
        std::vector<std::uint32_t> parents;
        for (const std::uint32_t child : children)
            if (const std::uint32_t parent = child / kTreeLanes;
                !levels_[level + 1].marked[parent]) {
                levels_[level + 1].marked[parent] = 1;
                parents.push_back(parent);
            }
        children = std::move(parents);
    }
}

std::vector<std::uint32_t> KdTree::present_ids() const {
    std::vector<std::uint32_t> present;
    present.reserve(present_);
    for (const std::uint32_t id : ids_)
        if (id != kNobody)
            present.push_back(id);
    return present;
}

double KdTree::size(std::uint32_t id) const {
    return leaf_points(slot_[id])[d_].at[slot_[id] % kTreeLanes];
}

TreeView KdTree::view() const {
    return {d_, points_.data(), ids_.data(), level_boxes_.data(), levels_.size()};
}

Neighbour KdTree::nearest(std::uint32_t id) const {
    constexpr std::size_t kFew = 16;
    double few[kFew];
    std::vector<double> many(d_ > kFew ? d_ : 0);
    double* point = d_ > kFew ? many.data() : few;
    const std::size_t slot = slot_[id];
    for (std::size_t f = 0; f < d_; ++f)
        point[f] = leaf_points(slot)[f].at[slot % kTreeLanes];
    return find_nearest(view(), {point, size(id), id, slot});
}

Neighbour KdTree::nearest_to(const double* place) const {
    return find_nearest(view(), {place, 1.0, kNobody, kNoSlot});
}

void KdTree::merge(std::uint32_t kept, std::uint32_t gone) {
    const double kept_size = size(kept);
    const double gone_size = size(gone);
    const double size = kept_size + gone_size;
    TreeLanes* from[] = {leaf_points(slot_[kept]), leaf_points(slot_[gone])};
    // The larger one's place is nearer to the mean.
    const bool stays = kept_size >= gone_size;
    const std::size_t slot = slot_[stays ? kept : gone];
    const std::size_t free = slot_[stays ? gone : kept];
    for (std::size_t f = 0; f < d_; ++f) {
        const double a = from[0][f].at[slot_[kept] % kTreeLanes];
        const double b = from[1][f].at[slot_[gone] % kTreeLanes];
        leaf_points(slot)[f].at[slot % kTreeLanes] = a + (b - a) * (gone_size / size);
        leaf_points(free)[f].at[free % kTreeLanes] = kInfinity;
    }
    leaf_points(slot)[d_].at[slot % kTreeLanes] = size;
    leaf_points(free)[d_].at[free % kTreeLanes] = 1.0;
    ids_[slot] = kept;
    ids_[free] = kNobody;
    slot_[kept] = static_cast<std::uint32_t>(slot);
    --present_;
    for (const std::size_t leaf : {slot / kTreeLanes, free / kTreeLanes})
        if (!levels_[0].marked[leaf]) {
            levels_[0].marked[leaf] = 1;
            touched_.push_back(static_cast<std::uint32_t>(leaf));
        }
}

void KdTree::refresh(const base::Progress& progress) {
    if (static_cast<double>(present_) < 0.5 * static_cast<double>(built_))
        rebuild(progress);
    else
        refresh_boxes(std::move(touched_));
    touched_.clear();
}

void KdTree::rebuild(const base::Progress& progress) {
    WeightedPoints points{d_, {}, {}};
    const std::vector<std::uint32_t> ids = present_ids();
    points.coordinates.resize(ids.size() * d_);
    points.sizes.resize(ids.size());
    base::for_each_chunk(ids.size(), kChunkPoints, [&](const base::Chunk& chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
            const std::size_t slot = slot_[ids[i]];
            for (std::size_t f = 0; f < d_; ++f)
                points.coordinates[i * d_ + f] = leaf_points(slot)[f].at[slot % kTreeLanes];
            points.sizes[i] = leaf_points(slot)[d_].at[slot % kTreeLanes];
        }
    });
    build(points, ids, progress);
}

} // namespace cohortscope::analysis
