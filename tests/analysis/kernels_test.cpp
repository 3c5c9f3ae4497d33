#include "analysis/kernels/kernels.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "analysis/kmeans/kmeans_rows.h"
#include "support/kmeans_matrix.h"

using namespace cohortscope;
using namespace cohortscope::analysis;
using cohortscope::test::Cloud;

namespace {

// The first k rows of a chunk as centres.
std::vector<float> first_rows(const ChunkedRows& rows, int k) {
    std::vector<float> centres;
    for (int j = 0; j < k; ++j)
        for (int f = 0; f < rows.dimensions(); ++f)
            centres.push_back(rows.at(static_cast<std::size_t>(j), f));
    return centres;
}

float squared_distance(const ChunkedRows& rows, std::size_t row, const float* centre) {
    float sum = 0.0f;
    for (int f = 0; f < rows.dimensions(); ++f) {
        const float difference = rows.at(row, f) - centre[f];
        sum += difference * difference;
    }
    return sum;
}

// Everything the kernels return for one chunk, to compare sets bit by bit.
struct Outcome {
    std::vector<std::uint8_t> labels, nearest, reassigned;
    std::vector<float> distances, lowered, weighed, projected;
    std::vector<double> sums, adjusted, potentials;
    std::vector<std::int32_t> counts, adjusted_counts;
    double lowered_sum = 0.0, errors = 0.0;
    std::size_t changed = 0;
    bool operator==(const Outcome&) const = default;
};

Outcome run_all(const Kernels& set, const ChunkedRows& rows, int k) {
    const KernelRows chunk = rows.chunk(0);
    const std::size_t padded = rows.padded_rows();
    const int d = rows.dimensions();
    const auto values = static_cast<std::size_t>(k * d);
    const std::vector<float> centres = first_rows(rows, k + 5);
    Outcome out;
    out.labels.resize(padded);
    out.distances.resize(padded);
    set.assign(chunk.columns, d, padded, centres.data(), k, out.labels.data(),
               out.distances.data());
    out.nearest.resize(padded);
    set.nearest(chunk, centres.data(), k, out.nearest.data());
    CHECK(out.nearest == out.labels);
    out.sums.resize(values);
    out.counts.resize(static_cast<std::size_t>(k));
    set.sum_clusters(chunk, out.labels.data(), k, out.sums.data(), out.counts.data());
    // From other centres, so that some rows change.
    out.reassigned = out.labels;
    out.adjusted = out.sums;
    out.adjusted_counts = out.counts;
    std::vector<float> moved = centres;
    for (float& value : moved)
        value *= 0.97f;
    out.changed = set.reassign(chunk, moved.data(), k, out.reassigned.data(), out.adjusted.data(),
                               out.adjusted_counts.data());
    const std::vector<double> exact(centres.begin(), centres.end());
    out.errors = set.sum_errors(chunk, out.labels.data(), exact.data());
    out.lowered.assign(padded, 0.0f);
    std::fill_n(out.lowered.begin(), rows.rows(), std::numeric_limits<float>::max());
    out.lowered_sum = set.lower_distances(chunk, centres.data(), out.lowered.data());
    out.weighed = out.lowered;
    out.potentials.resize(5);
    set.weigh_candidates(chunk, centres.data() + d, out.weighed.data(), centres.data(), 5,
                         out.potentials.data());
    out.projected.resize(padded);
    set.project(chunk.columns, d, padded, centres.data(), out.projected.data());
    return out;
}

// At `d` columns; where `by_points`, with the rows side by side.
void check_against_plain_loops(std::size_t d, bool by_points) {
    const KernelList list = available_kernels();
    const features::Matrix matrix = test::cloud_matrix(Cloud{.rows = 777, .d = d, .grain = 0.5});
    ChunkedRows rows(matrix);
    if (by_points) {
        rows.keep_points();
        rows.keep_squares();
    }
    const int k = 7;
    const std::vector<float> centres = first_rows(rows, k + 5);
    const Outcome out = run_all(*list.sets[list.count - 1], rows, k);
    std::vector<double> sums(out.sums.size());
    double errors = 0.0, potential = 0.0;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        int nearest = 0;
        for (int j = 1; j < k; ++j)
            if (squared_distance(rows, row, &centres[static_cast<std::size_t>(j) * d]) <
                squared_distance(rows, row, &centres[static_cast<std::size_t>(nearest) * d]))
                nearest = j;
        CHECK(out.labels[row] == nearest);
        const float* centre = &centres[static_cast<std::size_t>(nearest) * d];
        CHECK(out.distances[row] == squared_distance(rows, row, centre));
        errors += static_cast<double>(squared_distance(rows, row, centre));
        for (std::size_t f = 0; f < d; ++f)
            sums[static_cast<std::size_t>(nearest) * d + f] +=
                static_cast<double>(rows.at(row, static_cast<int>(f)));
        float smallest = squared_distance(rows, row, centres.data());
        for (const std::size_t j : {1, 4})
            smallest = std::min(smallest, squared_distance(rows, row, &centres[j * d]));
        potential += static_cast<double>(smallest);
    }
    for (std::size_t i = 0; i < sums.size(); ++i)
        CHECK(out.sums[i] == doctest::Approx(sums[i]).epsilon(1e-10));
    CHECK(out.errors == doctest::Approx(errors).epsilon(1e-6));
    CHECK(out.potentials[4] == doctest::Approx(potential).epsilon(1e-10));
}

std::vector<std::uint8_t> reassigned(const Kernels& set, const ChunkedRows& rows,
                                     const std::vector<float>& centres, int k) {
    std::vector<std::uint8_t> labels(rows.padded_rows(), kNoLabel);
    std::vector<double> sums(centres.size());
    std::vector<std::int32_t> counts(static_cast<std::size_t>(k));
    set.reassign(rows.chunk(0), centres.data(), k, labels.data(), sums.data(), counts.data());
    labels.resize(rows.rows());
    return labels;
}

// Rows about two places, `far` from the middle on every column.
void check_products(double far, double spread, int k) {
    constexpr std::size_t d = 13;
    base::Random random(static_cast<std::uint64_t>(k));
    std::vector<double> values;
    for (std::size_t row = 0; row < 1100; ++row)
        for (std::size_t f = 0; f < d; ++f)
            values.push_back((row % 2 == 0 ? far : -far) + spread * random.normal());
    const features::Matrix matrix = test::matrix_of(values, d);
    ChunkedRows rows(matrix);
    std::vector<float> centres = first_rows(rows, k);
    const KernelList list = available_kernels();
    const std::vector<std::uint8_t> labels = reassigned(*list.sets[0], rows, centres, k);
    rows.keep_squares();
    for (int i = 0; i < list.count; ++i)
        CHECK(reassigned(*list.sets[i], rows, centres, k) == labels);
}

void check_adjusted_sums(std::size_t d, bool by_points) {
    const features::Matrix matrix = test::cloud_matrix(Cloud{.rows = 2048, .d = d});
    ChunkedRows rows(matrix);
    if (by_points) {
        rows.keep_points();
        rows.keep_squares();
    }
    const Outcome out = run_all(kernels(), rows, 8);
    std::vector<double> sums(out.adjusted.size());
    std::vector<std::int32_t> counts(8);
    kernels().sum_clusters(rows.chunk(0), out.reassigned.data(), 8, sums.data(), counts.data());
    CHECK(counts == out.adjusted_counts);
    for (std::size_t i = 0; i < sums.size(); ++i)
        CHECK(out.adjusted[i] == doctest::Approx(sums[i]).epsilon(1e-9).scale(1.0));
    std::size_t changed = 0;
    for (std::size_t row = 0; row < rows.rows(); ++row)
        changed += out.labels[row] != out.reassigned[row];
    CHECK(changed > 0);
    CHECK(out.changed == changed);
}

} // namespace

TEST_CASE("every instruction set gives the same bits for every number of columns and clusters") {
    const KernelList list = available_kernels();
    for (const std::size_t d : {1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 16, 40, 64, 256})
        for (const int k : {1, 2, 5, 12, 50}) {
            const features::Matrix matrix = test::cloud_matrix(
                Cloud{.rows = 1003 + 61 * std::min<std::size_t>(d, 16), .d = d, .seed = d});
            ChunkedRows rows(matrix);
            for (int way = 0; way < 3; ++way) {
                if (way == 1)
                    rows.keep_points();
                if (way == 2)
                    rows.keep_squares();
                const Outcome baseline = run_all(*list.sets[0], rows, k);
                for (int i = 1; i < list.count; ++i) {
                    CAPTURE(d);
                    CAPTURE(k);
                    CAPTURE(way);
                    CAPTURE(list.sets[i]->name);
                    CHECK(run_all(*list.sets[i], rows, k) == baseline);
                }
            }
        }
}

TEST_CASE("the kernels agree with plain loops") {
    for (const std::size_t d : {5, 8, 9, 13, 40, 64, 256})
        for (const bool by_points : {false, true}) {
            CAPTURE(d);
            CAPTURE(by_points);
            check_against_plain_loops(d, by_points);
        }
}

TEST_CASE("sums adjusted for the rows that changed are those of the new labels") {
    for (const std::size_t d : {5, 40})
        for (const bool by_points : {false, true})
            check_adjusted_sums(d, by_points);
}

TEST_CASE("products lead to the labels of the distances, near the origin and far from it") {
    // Rows in tight crowds far out cannot be told apart by products, and equal centres tie.
    for (const double far : {0.0, 1.0, 1e3, 1e18, 1e19})
        for (const double spread : {0.0, 1e-3, 1.0})
            for (const int k : {1, 2, 7, 50}) {
                CAPTURE(far);
                CAPTURE(spread);
                CAPTURE(k);
                check_products(far, spread, k);
            }
}

TEST_CASE("padding rows never count") {
    // One real row; 63 zeros behind it would be nearest to the second centre.
    const features::Matrix matrix = test::matrix_of(std::vector<double>{3.0}, 1);
    const ChunkedRows rows(matrix);
    const float centres[] = {-1.0f, 0.0f};
    for (int i = 0; i < available_kernels().count; ++i) {
        const Kernels& set = *available_kernels().sets[i];
        std::vector<std::uint8_t> labels(64, kNoLabel);
        std::vector<double> sums(2);
        std::vector<std::int32_t> counts(2);
        CHECK(set.reassign(rows.chunk(0), centres, 2, labels.data(), sums.data(), counts.data()) ==
              1);
        CHECK(counts == std::vector<std::int32_t>{0, 1});
        std::vector<float> distances(64, 0.0f);
        distances[0] = 100.0f;
        CHECK(set.lower_distances(rows.chunk(0), centres, distances.data()) == 1.0);
    }
}

TEST_CASE("the first kernels are the baseline's and the chosen ones are in the list") {
    const KernelList list = available_kernels();
    CHECK(std::string_view(list.sets[0]->name) == "baseline");
    CHECK(std::any_of(list.sets, list.sets + list.count,
                      [](const Kernels* set) { return set == &kernels(); }));
}
