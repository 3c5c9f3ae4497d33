#include "analysis/neighbours/kd_tree.h"

#include <algorithm>
#include <numeric>

#include <doctest/doctest.h>

#include "analysis/neighbours/kd_order.h"
#include "base/parallel.h"
#include "base/random.h"
#include "support/kmeans_matrix.h"

using namespace cohortscope;
using namespace cohortscope::analysis;
using test::Cloud;

namespace {

WeightedPoints points_of(const Cloud& cloud) {
    WeightedPoints points{cloud.d, test::cloud_values(cloud), {}};
    base::Random random(cloud.seed, 7);
    for (std::size_t i = 0; i < cloud.rows; ++i)
        points.sizes.push_back(static_cast<double>(1 + random.below(20)));
    return points;
}

// The points as they are after merges, without a tree.
struct Plain {
    WeightedPoints points;
    std::vector<bool> present;

    explicit Plain(const WeightedPoints& all) : points(all), present(all.count(), true) {}

    double squared_distance(const double* x, std::size_t id) const {
        double sum = 0.0;
        for (std::size_t f = 0; f < points.d; ++f) {
            const double difference = points.coordinates[id * points.d + f] - x[f];
            sum += difference * difference;
        }
        return sum;
    }

    Neighbour nearest(const double* x, double size, std::uint32_t self) const {
        Neighbour best{std::numeric_limits<double>::infinity(), kNobody};
        for (std::uint32_t id = 0; id < points.count(); ++id) {
            const double factor = points.sizes[id] * size / (points.sizes[id] + size);
            const double cost = factor * squared_distance(x, id);
            if (present[id] && id != self && cost < best.cost)
                best = {cost, id};
        }
        return best;
    }

    Neighbour nearest(std::uint32_t id) const {
        return nearest(&points.coordinates[id * points.d], points.sizes[id], id);
    }

    void merge(std::uint32_t kept, std::uint32_t gone) {
        const double share = points.sizes[gone] / (points.sizes[gone] + points.sizes[kept]);
        for (std::size_t f = 0; f < points.d; ++f) {
            double& mean = points.coordinates[kept * points.d + f];
            mean += (points.coordinates[gone * points.d + f] - mean) * share;
        }
        points.sizes[kept] += points.sizes[gone];
        present[gone] = false;
    }
};

std::size_t count_different(const KdTree& tree, const Plain& plain) {
    std::size_t different = 0;
    for (std::uint32_t id = 0; id < plain.points.count(); ++id) {
        if (!plain.present[id])
            continue;
        const Neighbour found = tree.nearest(id);
        const Neighbour expected = plain.nearest(id);
        different += found.id != expected.id || found.cost != expected.cost;
    }
    return different;
}

} // namespace

TEST_CASE("the tree finds what looking at every point finds, with ties and in any dimension") {
    base::Progress progress;
    for (const std::size_t d : {1, 2, 3, 6, 9, 20})
        for (const std::size_t rows : {2, 7, 8, 9, 65, 700})
            for (const double grain : {0.0, 1.0}) {
                CAPTURE(d);
                CAPTURE(rows);
                CAPTURE(grain);
                const WeightedPoints points =
                    points_of({.rows = rows, .d = d, .grain = grain, .seed = rows + d});
                CHECK(count_different(KdTree(points, progress), Plain(points)) == 0);
            }
}

TEST_CASE("the tree stays right while its points merge") {
    base::Progress progress;
    for (const double grain : {0.0, 0.5}) {
        const WeightedPoints points = points_of({.rows = 600, .d = 3, .grain = grain, .seed = 3});
        KdTree tree(points, progress);
        Plain plain(points);
        base::Random random(5);
        while (tree.present() > 1) {
            std::vector<std::uint32_t> present = tree.present_ids();
            REQUIRE(present.size() == tree.present());
            for (int merges = 0; merges < 20 && tree.present() > 1; ++merges) {
                const std::uint32_t kept = present[random.below(present.size())];
                std::erase(present, kept);
                const std::uint32_t gone = present[random.below(present.size())];
                std::erase(present, gone);
                present.push_back(kept);
                tree.merge(kept, gone);
                plain.merge(kept, gone);
            }
            tree.refresh(progress);
            CHECK(count_different(tree, plain) == 0);
        }
        CHECK(tree.nearest(tree.present_ids().front()).id == kNobody);
    }
}

TEST_CASE("a place that is none of the points finds the nearest one") {
    base::Progress progress;
    const WeightedPoints points = points_of({.rows = 2000, .d = 4, .seed = 9});
    const KdTree tree(points, progress);
    const Plain plain(points);
    base::Random random(1);
    for (int i = 0; i < 200; ++i) {
        double place[4];
        for (double& x : place)
            x = 20.0 * random.uniform() - 10.0;
        const Neighbour found = tree.nearest_to(place);
        const Neighbour expected = plain.nearest(place, 1.0, kNobody);
        CHECK(found.id == expected.id);
        CHECK(found.cost == expected.cost);
    }
}

TEST_CASE("of equally near points the lowest is the neighbour") {
    base::Progress progress;
    WeightedPoints points{1, {}, {}};
    for (int i = 0; i < 101; ++i) {
        points.coordinates.push_back(static_cast<double>(i));
        points.sizes.push_back(1.0);
    }
    const KdTree tree(points, progress);
    CHECK(tree.nearest(0).id == 1);
    for (std::uint32_t id = 1; id <= 100; ++id)
        CHECK(tree.nearest(id).id == id - 1);
}

TEST_CASE("the order of a tree is a permutation in which aligned runs lie to one side") {
    base::Progress progress;
    const WeightedPoints points = points_of({.rows = 20'000, .d = 1, .grain = 0.01, .seed = 2});
    std::vector<std::uint32_t> order = kd_order(points, progress);
    const auto at = [&](std::size_t place) { return points.coordinates[order[place]]; };
    for (std::size_t place = 8; place < order.size(); ++place)
        CHECK(at(place / 8 * 8 - 1) <= at(place));
    std::sort(order.begin(), order.end());
    for (std::size_t i = 0; i < order.size(); ++i)
        CHECK(order[i] == i);
}
