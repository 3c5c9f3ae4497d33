#include "analysis/identity.h"

#include <algorithm>
#include <numeric>
#include <set>

#include <doctest/doctest.h>

#include "support/analysis_cases.h"

using namespace cohortscope;
using namespace cohortscope::analysis;

namespace {

using Labels = std::vector<Label>;

std::vector<std::uint32_t> rows_upto(std::size_t n) {
    std::vector<std::uint32_t> rows(n);
    std::iota(rows.begin(), rows.end(), 0u);
    return rows;
}

std::vector<int> random_permutation(int k, base::Random& random) {
    std::vector<int> permutation(static_cast<std::size_t>(k));
    std::iota(permutation.begin(), permutation.end(), 0);
    for (std::size_t i = permutation.size(); i > 1; --i)
        std::swap(permutation[i - 1], permutation[random.below(i)]);
    return permutation;
}

Labels relabelled(const Labels& labels, const std::vector<int>& permutation) {
    Labels result;
    for (const Label label : labels)
        result.push_back(static_cast<Label>(permutation[label]));
    return result;
}

// Rows along a line cut into k runs, with one row in ten somewhere else.
Labels noisy_runs(std::size_t n, int k, base::Random& random) {
    Labels labels;
    const auto count = static_cast<std::size_t>(k);
    for (std::size_t i = 0; i < n; ++i)
        labels.push_back(
            static_cast<Label>(random.below(10) == 0 ? random.below(count) : i * count / n));
    return labels;
}

std::size_t best_total(const std::vector<std::size_t>& weights, int rows, int columns) {
    const int size = std::max(rows, columns);
    std::vector<int> order(static_cast<std::size_t>(size));
    std::iota(order.begin(), order.end(), 0);
    std::size_t best = 0;
    do {
        std::size_t total = 0;
        for (int i = 0; i < rows; ++i)
            if (order[static_cast<std::size_t>(i)] < columns)
                total += weights[static_cast<std::size_t>(i * columns +
                                                          order[static_cast<std::size_t>(i)])];
        best = std::max(best, total);
    } while (std::next_permutation(order.begin(), order.end()));
    return best;
}

std::size_t total_of(const std::vector<int>& assigned, const std::vector<std::size_t>& weights,
                     int columns) {
    std::size_t total = 0;
    std::set<int> used;
    for (std::size_t i = 0; i < assigned.size(); ++i)
        if (assigned[i] >= 0) {
            CHECK(used.insert(assigned[i]).second);
            total += weights[i * static_cast<std::size_t>(columns) +
                             static_cast<std::size_t>(assigned[i])];
        }
    return total;
}

class Tracked {
  public:
    Identity show(const Labels& labels, int k, bool final_result = false) {
        return tracker.match(labels, k, rows_upto(labels.size()), {++key_}, final_result);
    }
    IdentityTracker tracker;

  private:
    std::uint64_t key_ = 1000;
};

} // namespace

TEST_CASE("a contingency table counts the rows of every pair of labels") {
    const Labels first{0, 0, 1, 1, 1};
    const Labels second{2, 0, 2, 2, 1};
    CHECK(contingency(first, 2, second, 3) == std::vector<std::size_t>{1, 0, 1, 0, 1, 2});
    CHECK(contingency({}, 1, {}, 2) == std::vector<std::size_t>{0, 0});
}

TEST_CASE("an assignment takes the best total, not the best single pairs") {
    CHECK(assign_maximal(std::vector<std::size_t>{10, 9, 9, 1}, 2, 2) == std::vector<int>{1, 0});
}

TEST_CASE("equal assignments prefer low numbers") {
    CHECK(assign_maximal(std::vector<std::size_t>(9, 4), 3, 3) == std::vector<int>{0, 1, 2});
    CHECK(assign_maximal(std::vector<std::size_t>(6, 0), 2, 3) == std::vector<int>{0, 1});
    CHECK(assign_maximal(std::vector<std::size_t>(6, 1), 3, 2) == std::vector<int>{0, 1, -1});
    CHECK(assign_maximal({}, 0, 3).empty());
    CHECK(assign_maximal({}, 2, 0) == std::vector<int>{-1, -1});
}

TEST_CASE("an assignment of any shape is as good as the best of all") {
    base::Random random(21);
    for (int trial = 0; trial < 300; ++trial) {
        const int rows = 1 + static_cast<int>(random.below(6));
        const int columns = 1 + static_cast<int>(random.below(6));
        std::vector<std::size_t> weights;
        for (int i = 0; i < rows * columns; ++i)
            weights.push_back(random.below(trial % 2 == 0 ? 4 : 1'000'000));
        const std::vector<int> assigned = assign_maximal(weights, rows, columns);
        CHECK(std::count(assigned.begin(), assigned.end(), -1) == std::max(0, rows - columns));
        CHECK(total_of(assigned, weights, columns) == best_total(weights, rows, columns));
    }
}

TEST_CASE("colours follow the rows however the clusters are numbered") {
    base::Random random(2);
    for (int k = 2; k <= 15; ++k) {
        Tracked shown;
        const Labels labels = noisy_runs(3000, k, random);
        const Identity first = shown.show(labels, k);
        for (int trial = 0; trial < 5; ++trial) {
            const std::vector<int> permutation = random_permutation(k, random);
            const Identity next = shown.show(relabelled(labels, permutation), k);
            for (std::size_t c = 0; c < permutation.size(); ++c)
                CHECK(next.colour[static_cast<std::size_t>(permutation[c])] == first.colour[c]);
        }
    }
}

TEST_CASE("one more cluster and back restores every colour, also of previews and renumbered") {
    base::Random random(4);
    for (int k = 2; k <= 14; ++k) {
        Tracked shown;
        const Labels labels = noisy_runs(4000, k, random);
        const Identity first = shown.show(labels, k);
        const Identity more = shown.show(noisy_runs(4000, k + 1, random), k + 1);
        CHECK(std::set<int>(more.colour.begin(), more.colour.end()).size() == more.colour.size());
        const std::vector<int> permutation = random_permutation(k, random);
        const Identity back = shown.show(relabelled(labels, permutation), k);
        for (std::size_t c = 0; c < permutation.size(); ++c)
            CHECK(back.colour[static_cast<std::size_t>(permutation[c])] == first.colour[c]);
    }
}

TEST_CASE("sliding k from 2 to 15 and down again meets every k in its colours") {
    base::Random random(8);
    Tracked shown;
    std::vector<Labels> partitions;
    std::vector<Identity> identities;
    for (int k = 2; k <= 15; ++k) {
        partitions.push_back(noisy_runs(5000, k, random));
        identities.push_back(shown.show(partitions.back(), k));
    }
    for (int k = 14; k >= 2; --k) {
        const auto at = static_cast<std::size_t>(k - 2);
        CHECK(shown.show(partitions[at], k) == identities[at]);
    }
}

TEST_CASE("a final result shown before gets the colours it had then") {
    base::Random random(6);
    IdentityTracker tracker;
    const auto rows = rows_upto(1000);
    const Identity first = tracker.match(test::random_labels(1000, 5, random), 5, rows, {1}, true);
    for (std::uint64_t other = 2; other < 20; ++other)
        tracker.match(test::random_labels(1000, 5, random), 5, rows, {other}, other % 2 == 0);
    CHECK(tracker.match(test::random_labels(1000, 5, random), 5, rows, {1}, true).colour ==
          first.colour);
}

TEST_CASE("rows that drop out or come in do not count in the match") {
    // Row 2 moved, rows 0 and 5 left, row 9 came.
    IdentityTracker tracker;
    tracker.match(Labels{0, 0, 0, 1, 1, 1}, 2, std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5}, {1},
                  false);
    tracker.rename(1, "right");
    const Identity next = tracker.match(Labels{1, 0, 0, 0, 0}, 2,
                                        std::vector<std::uint32_t>{1, 2, 3, 4, 9}, {2}, false);
    CHECK(next.colour == std::vector<int>{1, 0});
    CHECK(next.given_name == std::vector<std::string>{"right", ""});
}

TEST_CASE("clusters without a common row take the colours left over and no name") {
    IdentityTracker tracker;
    tracker.match(Labels{0, 1}, 2, std::vector<std::uint32_t>{0, 1}, {1}, false);
    tracker.rename(0, "old");
    tracker.rename(1, "older");
    const Identity apart =
        tracker.match(Labels{0, 1}, 2, std::vector<std::uint32_t>{2, 3}, {2}, false);
    CHECK(apart.colour == std::vector<int>{0, 1});
    CHECK(apart.given_name == std::vector<std::string>{"", ""});
}

TEST_CASE("where k changed, a cluster without a common row takes the colour unused for longest") {
    IdentityTracker tracker;
    tracker.match(Labels{0, 1}, 2, std::vector<std::uint32_t>{0, 1}, {1}, false);
    const Identity apart =
        tracker.match(Labels{0, 1, 2}, 3, std::vector<std::uint32_t>{2, 3, 4}, {2}, false);
    CHECK(apart.colour == std::vector<int>{2, 3, 4});
}

// Two clusters grow together and a third falls apart: the pair that is left over shares no row.
TEST_CASE("a merge and a split at one k leave the set of colours as it is") {
    Tracked shown;
    shown.show({0, 0, 0, 1, 1, 2, 2, 2, 2}, 3);
    shown.tracker.rename(1, "swallowed");
    const Identity next = shown.show({0, 0, 0, 0, 0, 1, 1, 1, 2}, 3);
    CHECK(next.colour == std::vector<int>{0, 2, 1});
    CHECK(next.given_name == std::vector<std::string>{"", "", ""});
}

TEST_CASE("the set of colours never changes while k stays, whatever is shown") {
    base::Random random(12);
    for (int trial = 0; trial < 40; ++trial) {
        const int k = 2 + static_cast<int>(random.below(9));
        IdentityTracker tracker;
        std::set<int> colours;
        for (int step = 0; step < 30; ++step) {
            // Few rows and labels at random, some clusters empty: often nothing is shared.
            const std::size_t n = 1 + random.below(12);
            std::vector<std::uint32_t> rows(n);
            std::iota(rows.begin(), rows.end(), static_cast<std::uint32_t>(random.below(10)));
            const Identity identity = tracker.match(test::random_labels(n, k, random), k, rows,
                                                    {random.below(6)}, random.below(2) == 0);
            const std::set<int> now(identity.colour.begin(), identity.colour.end());
            CHECK(now.size() == static_cast<std::size_t>(k));
            CHECK((step == 0 || now == colours));
            colours = now;
        }
    }
}

TEST_CASE("a final shown before keeps its colours of then only where the set stays") {
    IdentityTracker tracker;
    const std::vector<std::uint32_t> rows{0, 1, 2, 3};
    tracker.match(Labels{0, 0, 0, 1}, 2, rows, {1}, true);
    // Rows 8 and 9 come with k = 3 as a cluster of another colour, which stays with k = 2.
    tracker.match(Labels{0, 1, 2, 2}, 3, std::vector<std::uint32_t>{0, 3, 8, 9}, {2}, false);
    const Identity fewer =
        tracker.match(Labels{0, 0, 1, 1}, 2, std::vector<std::uint32_t>{3, 7, 8, 9}, {3}, false);
    const std::set<int> colours(fewer.colour.begin(), fewer.colour.end());
    CHECK(colours != std::set<int>{0, 1});
    const Identity back = tracker.match(Labels{0, 0, 0, 1}, 2, rows, {1}, true);
    CHECK(std::set<int>(back.colour.begin(), back.colour.end()) == colours);
}

TEST_CASE("a name does not pass to another cluster that takes its colour") {
    IdentityTracker tracker;
    const std::vector<std::uint32_t> rows{0, 1, 2, 3};
    tracker.match(Labels{0, 0, 1, 1}, 2, rows, {1}, true);
    tracker.rename(0, "seniors");
    const Identity strangers =
        tracker.match(Labels{0, 1}, 2, std::vector<std::uint32_t>{40, 41}, {200}, false);
    CHECK(strangers.colour == std::vector<int>{0, 1});
    CHECK(strangers.given_name == std::vector<std::string>{"", ""});
    tracker.rename(0, "strangers");
    const Identity back = tracker.match(Labels{0, 0, 1, 1}, 2, rows, {1}, true);
    CHECK(back.given_name == std::vector<std::string>{"seniors", ""});
}

TEST_CASE("an empty name goes back to the automatic one, and another table forgets all") {
    IdentityTracker tracker;
    tracker.rename(0, "nothing is shown yet");
    const std::vector<std::uint32_t> rows{0, 1};
    tracker.match(Labels{0, 1}, 2, rows, {1}, true);
    tracker.rename(1, "second");
    CHECK(tracker.match(Labels{0, 1}, 2, rows, {1}, true).given_name[1] == "second");
    tracker.rename(1, "");
    CHECK(tracker.match(Labels{0, 1}, 2, rows, {1}, true).given_name[1].empty());
    tracker.rename(1, "second");
    tracker.forget();
    CHECK(tracker.match(Labels{1, 0}, 2, rows, {1}, true) == Identity{{0, 1}, {"", ""}});
}

TEST_CASE("many clusters have distinct colours") {
    base::Random random(1);
    Tracked shown;
    for (const int k : {50, 3, 50, 20, 9}) {
        const Identity identity = shown.show(noisy_runs(2000, k, random), k);
        CHECK(std::set<int>(identity.colour.begin(), identity.colour.end()).size() ==
              static_cast<std::size_t>(k));
    }
}
