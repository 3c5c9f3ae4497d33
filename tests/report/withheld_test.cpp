#include "report/disclosure/withheld.h"

#include <map>

#include <doctest/doctest.h>

#include "base/random.h"

using namespace cohortscope;
using report::withheld_rows;

namespace {

// Rows of each group: what is told of it and its cluster; those withheld are one group a cluster.
std::map<std::pair<analysis::Label, std::uint64_t>, std::size_t>
groups_told(const std::vector<std::uint64_t>& keys, const std::vector<analysis::Label>& clusters,
            const std::vector<char>& withheld) {
    std::map<std::pair<analysis::Label, std::uint64_t>, std::size_t> groups;
    for (std::size_t row = 0; row < keys.size(); ++row)
        ++groups[{clusters[row], withheld[row] != 0 ? ~std::uint64_t{0} : keys[row]}];
    return groups;
}

} // namespace

TEST_CASE("rows that have company keep their marks") {
    const std::vector<std::uint64_t> keys = {1, 1, 2, 2, 2};
    const std::vector<analysis::Label> clusters = {0, 0, 0, 0, 0};
    CHECK(withheld_rows(keys, clusters, 1, 2) == std::vector<char>{0, 0, 0, 0, 0});
    CHECK(withheld_rows({}, {}, 1, 2).empty());
}

TEST_CASE("a row that stands out takes the smallest other group of its cluster along") {
    const std::vector<std::uint64_t> keys = {7, 1, 1, 1, 2, 2, 7, 7};
    const std::vector<analysis::Label> clusters = {0, 0, 0, 0, 0, 0, 1, 1};
    // Of cluster 0 the row of key 7, and of 2 and 3 rows the fewer.
    CHECK(withheld_rows(keys, clusters, 2, 2) == std::vector<char>{1, 0, 0, 0, 1, 1, 0, 0});
}

TEST_CASE("two rows that stand out hide each other") {
    const std::vector<std::uint64_t> keys = {7, 8, 1, 1};
    const std::vector<analysis::Label> clusters = {0, 0, 0, 0};
    CHECK(withheld_rows(keys, clusters, 1, 2) == std::vector<char>{1, 1, 0, 0});
}

TEST_CASE("of a cluster of few rows nothing is told; equal groups go by their first row") {
    const std::vector<analysis::Label> alone = {0, 0, 0};
    CHECK(withheld_rows(std::vector<std::uint64_t>{5, 5, 5}, alone, 1, 4) ==
          std::vector<char>{1, 1, 1});
    const std::vector<std::uint64_t> keys = {9, 3, 2, 3, 2};
    const std::vector<analysis::Label> clusters = {0, 0, 0, 0, 0};
    CHECK(withheld_rows(keys, clusters, 1, 2) == std::vector<char>{1, 1, 0, 1, 0});
}

TEST_CASE("no group that is told has few rows, unless its whole cluster has") {
    base::Random random(11);
    for (int draw = 0; draw < 50; ++draw) {
        std::vector<std::uint64_t> keys;
        std::vector<analysis::Label> clusters;
        std::vector<std::size_t> sizes(4, 0);
        for (int row = 0; row < 400; ++row) {
            clusters.push_back(
                static_cast<analysis::Label>(random.below(40) == 0 ? 3 : random.below(3)));
            keys.push_back(random.below(random.below(30) + 1));
            ++sizes[clusters.back()];
        }
        const std::vector<char> withheld = withheld_rows(keys, clusters, 4, 10);
        for (const auto& [group, rows] : groups_told(keys, clusters, withheld))
            CHECK(rows >= std::min<std::size_t>(10, sizes[group.first]));
    }
}
