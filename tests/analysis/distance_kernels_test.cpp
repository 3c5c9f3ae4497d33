#include "analysis/kernels/distance_kernels.h"

#include <cmath>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "analysis/kernels/kernels.h"
#include "base/random.h"

using namespace cohortscope;
using namespace cohortscope::analysis;

namespace {

// A block of 64 rows, and rows to sum distances to.
struct Rows {
    std::size_t d;
    std::vector<float> block;   // d × 64
    std::vector<float> weights; // 64
    std::vector<float> points;  // 75 × d
};

Rows seeded_rows(std::size_t d) {
    base::Random random(d);
    Rows rows{d, {}, {}, {}};
    for (std::size_t i = 0; i < d * 64; ++i)
        rows.block.push_back(static_cast<float>(random.normal()));
    for (std::size_t i = 0; i < 64; ++i)
        rows.weights.push_back(static_cast<float>(random.below(4)));
    for (std::size_t i = 0; i < d * 75; ++i)
        rows.points.push_back(static_cast<float>(random.normal()));
    return rows;
}

struct Sums {
    std::vector<double> block, run;
    bool operator==(const Sums&) const = default;
};

Sums sums_of(const DistanceKernels& set, const Rows& rows, int groups, bool weighted) {
    std::vector<const float*> columns;
    for (std::size_t f = 0; f < rows.d; ++f)
        columns.push_back(rows.block.data() + f * 64);
    const DistanceBlock block{columns.data(), static_cast<int>(rows.d), groups,
                              weighted ? rows.weights.data() : nullptr, weighted ? 1.0 : 3.0};
    Sums sums{std::vector<double>(64, 0.5), std::vector<double>(75 * kDistanceParts, 0.25)};
    set.sum_distances(block, {rows.points.data(), 75, 2.0}, sums.block.data(), sums.run.data());
    return sums;
}

double distance(const Rows& rows, std::size_t i, std::size_t j) {
    double sum = 0.0;
    for (std::size_t f = 0; f < rows.d; ++f)
        sum += std::pow(static_cast<double>(rows.block[f * 64 + i]) -
                            static_cast<double>(rows.points[j * rows.d + f]),
                        2);
    return std::sqrt(sum);
}

} // namespace

TEST_CASE("every instruction set sums distances to the same bits") {
    const DistanceKernelList list = available_distance_kernels();
    for (const std::size_t d : {1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 16, 40, 64, 256}) {
        const Rows rows = seeded_rows(d);
        for (int i = 1; i < list.count; ++i) {
            CAPTURE(d);
            CAPTURE(list.sets[i]->name);
            CHECK(sums_of(*list.sets[i], rows, 4, false) == sums_of(*list.sets[0], rows, 4, false));
            for (int groups = 1; groups <= 4; ++groups)
                CHECK(sums_of(*list.sets[i], rows, groups, true) ==
                      sums_of(*list.sets[0], rows, groups, true));
        }
    }
}

TEST_CASE("sums of distances agree with plain loops") {
    for (const std::size_t d : {1, 5, 8, 10, 40, 256}) {
        const Rows rows = seeded_rows(d);
        for (int groups = 1; groups <= 4; ++groups)
            for (const bool weighted : {true, false}) {
                if (!weighted && groups < 4)
                    continue;
                const Sums sums = sums_of(distance_kernels(), rows, groups, weighted);
                const auto lanes = static_cast<std::size_t>(groups) * kDistanceLanes;
                for (std::size_t i = 0; i < 64; ++i) {
                    double sum = 0.0;
                    for (std::size_t j = 0; j < 75; ++j)
                        sum += distance(rows, i, j);
                    CHECK(sums.block[i] ==
                          doctest::Approx(i < lanes ? 0.5 + 2.0 * sum : 0.5).epsilon(1e-6));
                }
                for (std::size_t j = 0; j < 75; ++j) {
                    double sum = 1.0; // four parts of 0.25
                    for (std::size_t i = 0; i < lanes; ++i)
                        sum += (weighted ? static_cast<double>(rows.weights[i]) : 3.0) *
                               distance(rows, i, j);
                    const double* parts = sums.run.data() + j * kDistanceParts;
                    CHECK(parts[0] + parts[1] + parts[2] + parts[3] ==
                          doctest::Approx(sum).epsilon(1e-6));
                }
            }
    }
}

TEST_CASE("the distance kernels are those of the instruction set chosen for all kernels") {
    CHECK(std::string_view(distance_kernels().name) == kernels().name);
    CHECK(available_distance_kernels().count == available_kernels().count);
}
