#include "analysis/identity/identity.h"

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
    Identity show(const Labels& labels, int k, bool final_result = true) {
        return show_rows(labels, k, rows_upto(labels.size()), final_result);
    }
    Identity show_rows(const Labels& labels, int k, const std::vector<std::uint32_t>& rows,
                       bool final_result = true) {
        return tracker.match({labels, k, rows, {++key_}, final_result});
    }
    IdentityTracker tracker;

  private:
    std::uint64_t key_ = 1000;
};

// So many rows of each cluster, one cluster after another.
Labels runs(const std::vector<std::size_t>& sizes) {
    Labels labels;
    for (std::size_t cluster = 0; cluster < sizes.size(); ++cluster)
        labels.insert(labels.end(), sizes[cluster], static_cast<Label>(cluster));
    return labels;
}

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

TEST_CASE("one more cluster and back restores every colour, also renumbered") {
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

// Half of each group's rows move on with every preview, from one group to the next: each step looks
// right, and after four of them every colour would have gone to another group.
TEST_CASE("previews never carry a colour from one group to another") {
    Tracked shown;
    const std::size_t n = 3000;
    const Labels still = runs({n / 3, n / 3, n / 3});
    const Identity before = shown.show(still, 3);
    for (std::size_t step = 1; step <= 12; ++step) {
        Labels turning;
        for (std::size_t row = 0; row < n; ++row)
            turning.push_back(static_cast<Label>((row + step * n / 12) % n * 3 / n));
        shown.show(turning, 3, false);
    }
    CHECK(shown.show(still, 3) == before);
    Labels third; // as the previews end: all turned by one group
    for (const Label label : still)
        third.push_back(static_cast<Label>((label + 1) % 3));
    CHECK(shown.show(third, 3).colour == std::vector<int>{2, 0, 1});
}

TEST_CASE("a preview keeps the colours shown until others are clearly better") {
    Tracked shown;
    shown.show(runs({100, 100}), 2);
    // Rows 52 to 151: 48 of the first group, 52 of the second; then the other way round.
    const auto middle = [](std::size_t begin) {
        Labels labels(200, 1);
        std::fill_n(labels.begin() + static_cast<std::ptrdiff_t>(begin), 100, Label(0));
        return labels;
    };
    const std::vector<int> first = shown.show(middle(48), 2, false).colour;
    CHECK(first == std::vector<int>{0, 1});
    CHECK(shown.show(middle(52), 2, false).colour == first);
    CHECK(shown.show(middle(60), 2, false).colour == first);
    CHECK(shown.show(middle(90), 2, false).colour == std::vector<int>{1, 0});
}

TEST_CASE("a new cluster keeps the colour of its first preview") {
    Tracked shown;
    shown.show(runs({100, 100}), 2);
    const Identity first = shown.show(runs({60, 40, 100}), 3, false);
    CHECK(first.colour == std::vector<int>{0, 2, 1});
    CHECK(shown.show(runs({55, 45, 100}), 3, false) == first);
    CHECK(shown.show(runs({52, 43, 105}), 3) == first);
}

TEST_CASE("of two ways to keep as many rows, the one that the last preview shows") {
    Tracked shown;
    shown.show(runs({100, 100}), 2);
    Labels halves = runs({50, 50, 50, 50});
    for (Label& label : halves)
        label = static_cast<Label>(label == 1 || label == 2);
    const std::vector<int> preview = shown.show(halves, 2, false).colour;
    CHECK(shown.show(relabelled(halves, {1, 0}), 2).colour ==
          std::vector<int>{preview[1], preview[0]});
}

TEST_CASE("strangers' colours are not passed on") {
    Tracked shown;
    shown.show(runs({1000, 1000, 100}), 3);
    // The small group goes to the first, but for 10 rows that come out of it with 300 others.
    Labels labels = runs({1000, 1000, 100});
    std::fill_n(labels.begin() + 1000, 300, Label(2));
    std::fill_n(labels.begin() + 2000, 90, Label(0));
    const Identity next = shown.show(labels, 3);
    CHECK(next.colour == std::vector<int>{0, 1, 3});
}

TEST_CASE("strangers keep a colour where it would cost more than a fiftieth of the rows kept") {
    Tracked shown;
    shown.show(runs({1000, 1000, 1000}), 3);
    Labels labels = runs({1000, 1000, 1000});
    std::fill_n(labels.begin() + 1000, 400, Label(2));
    std::fill_n(labels.begin() + 2000, 800, Label(0)); // 200 of 600 stay: 1 in 7 of the union
    CHECK(shown.show(labels, 3).colour == std::vector<int>{0, 1, 2});
}

TEST_CASE("at least 98 % of the rows that could keep their colour do, whatever is shown") {
    base::Random random(33);
    for (int trial = 0; trial < 60; ++trial) {
        Tracked shown;
        Labels before;
        std::vector<int> colours;
        for (int step = 0; step < 12; ++step) {
            const int k = 2 + static_cast<int>(random.below(11));
            const Labels now =
                trial % 2 == 0 ? noisy_runs(400, k, random) : test::random_labels(400, k, random);
            const bool final_result = random.below(3) == 0;
            const std::vector<int> next = shown.show(now, k, final_result).colour;
            CHECK(std::set<int>(next.begin(), next.end()).size() == static_cast<std::size_t>(k));
            if (!final_result)
                continue;
            if (!before.empty()) {
                const int old_k = static_cast<int>(colours.size());
                const auto table = contingency(before, old_k, now, k);
                std::size_t kept = 0;
                for (std::size_t row = 0; row < now.size(); ++row)
                    kept += colours[before[row]] == next[now[row]] ? 1 : 0;
                const std::size_t best = total_of(assign_maximal(table, old_k, k), table, k);
                CHECK(100 * kept >= 98 * best);
            }
            before = now;
            colours = next;
        }
    }
}

TEST_CASE("a final shown before gets the colours it had then, if people keep theirs") {
    Tracked shown;
    IdentityTracker& tracker = shown.tracker;
    const Labels even = runs({100, 100, 100});
    const auto rows = rows_upto(300);
    const Identity first = tracker.match({even, 3, rows, {1}, true});
    // Every group goes through so many others that nothing of it is left.
    base::Random random(6);
    for (std::uint64_t other = 2; other < 20; ++other)
        tracker.match({test::random_labels(300, 5, random), 5, rows, {other}, other % 2 == 0});
    const Labels turned = relabelled(even, {1, 2, 0});
    const Identity last = tracker.match({turned, 3, rows, {21}, true});
    const Identity back = tracker.match({even, 3, rows, {1}, true});
    for (std::size_t c = 0; c < 3; ++c)
        CHECK(back.colour[c] == last.colour[(c + 1) % 3]);
    CHECK(first.colour == std::vector<int>{0, 1, 2});
}

TEST_CASE("rows that drop out or come in do not count in the match") {
    // Row 2 moved, rows 0 and 5 left, row 9 came.
    Tracked shown;
    shown.show_rows({0, 0, 0, 1, 1, 1}, 2, {0, 1, 2, 3, 4, 5});
    CHECK(shown.show_rows({1, 0, 0, 0, 0}, 2, {1, 2, 3, 4, 9}).colour == std::vector<int>{1, 0});
}

TEST_CASE("clusters without a common row take the colours unused for longest and no name") {
    Tracked shown;
    shown.show_rows({0, 1}, 2, {0, 1});
    shown.tracker.follow_names({{"old", shown.tracker.shown(), 0}});
    const Identity apart = shown.show_rows({0, 1}, 2, {2, 3});
    CHECK(apart.colour == std::vector<int>{2, 3});
    CHECK(apart.given_name == std::vector<std::string>{"", ""});
    CHECK(apart.lost.empty());
    CHECK(shown.show_rows({0, 1, 2, 3, 4}, 5, {4, 5, 6, 7, 8}).colour ==
          std::vector<int>{4, 5, 6, 7, 0});
}

TEST_CASE("up to eight clusters that are new all have hues of their own") {
    base::Random random(12);
    for (int trial = 0; trial < 40; ++trial) {
        const int k = 2 + static_cast<int>(random.below(7));
        Tracked shown;
        for (int step = 0; step < 30; ++step) {
            // Few rows and labels at random, some clusters empty: often nothing is shared.
            const std::size_t n = 1 + random.below(12);
            std::vector<std::uint32_t> rows(n);
            std::iota(rows.begin(), rows.end(), static_cast<std::uint32_t>(random.below(10)));
            std::set<int> hues;
            for (const int colour :
                 shown.show_rows(test::random_labels(n, k, random), k, rows, random.below(2) == 0)
                     .colour)
                hues.insert(colour % kHues);
            CHECK(hues.size() == static_cast<std::size_t>(k));
        }
    }
}

TEST_CASE("a newcomer takes another hue where its preview's is its neighbour's") {
    IdentityTracker tracker;
    const auto rows = rows_upto(90);
    const Labels eight = runs({20, 10, 10, 10, 10, 10, 10, 10});
    const Labels nine = runs({10, 10, 10, 10, 10, 10, 10, 10, 10}); // the second is new
    std::vector<MapPlace> places;
    for (int i = 0; i < 9; ++i)
        places.push_back({double(i), 0.0});
    tracker.match({eight, 8, rows, {1}, true});
    const std::vector<int> preview = tracker.match({nine, 9, rows, {2}, false, places}).colour;
    CHECK(preview == std::vector<int>{0, 7 + kHues, 1, 2, 3, 4, 5, 6, 7});
    std::swap(places[0], places[8]); // now beside the one of its hue
    const std::vector<int> final_colours = tracker.match({nine, 9, rows, {3}, true, places}).colour;
    CHECK(final_colours[1] % kHues != 1);
    CHECK(final_colours[1] % kHues != 7);
    CHECK(final_colours[8] == preview[8]);
}

TEST_CASE("another table forgets colours and names") {
    IdentityTracker tracker;
    CHECK(tracker.follow_names({}) == Identity());
    const std::vector<std::uint32_t> rows{0, 1};
    tracker.match({Labels{0, 1}, 2, rows, {1}, true});
    tracker.follow_names({{"second", tracker.shown(), 1}});
    tracker.forget();
    CHECK(tracker.match({Labels{1, 0}, 2, rows, {1}, true}) ==
          Identity{{0, 1}, {"", ""}, {}, {-1, -1}});
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
