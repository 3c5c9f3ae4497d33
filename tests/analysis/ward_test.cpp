#include "analysis/ward/ward.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <ctime>
#include <thread>

#include <doctest/doctest.h>

#include "base/background.h"
#include "base/error.h"
#include "base/parallel.h"
#include "support/kmeans_matrix.h"
#include "support/python_peer.h"
#include "support/ward_checks.h"

using namespace cohortscope;
using namespace cohortscope::analysis;
using test::Cloud;
using test::cloud_matrix;
using test::Pairs;
using test::tree_of;

namespace {

features::Matrix column_of(const std::vector<double>& values) { return test::matrix_of(values, 1); }

bool same_bits(const WardTree& a, const WardTree& b) {
    return a.rows == b.rows && a.merges == b.merges;
}

// Of all threads; at least 10 ms, below which the clock says little.
double seconds_of(const features::Matrix& matrix) {
    const std::clock_t begin = std::clock();
    CHECK(tree_of(matrix).merges.size() == matrix.rows - 1);
    return std::max(0.01, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
}

// Whether four times the rows take at most nine times as long: a little over 4 times where time is
// n log n, 16 where it is quadratic. A ratio of one run; the least of several, since a virtual
// machine's clocks jump.
template <class Make> bool is_not_quadratic(const Make& make) {
    constexpr std::size_t rows = 10'000;
    const features::Matrix few = make(rows), many = make(4 * rows);
    bool slow = true;
    for (int trial = 0; trial < 8 && slow; ++trial)
        slow = seconds_of(many) >= 9.0 * seconds_of(few);
    return !slow;
}

// One column of value(0) … value(rows − 1).
template <class Value> features::Matrix column_by(std::size_t rows, const Value& value) {
    std::vector<double> values;
    for (std::size_t i = 0; i < rows; ++i)
        values.push_back(value(static_cast<double>(i)));
    return column_of(values);
}

} // namespace

TEST_CASE("four rows on a line merge as computed by hand") {
    const WardTree tree = tree_of(column_of({0, 1, 4, 6}));
    REQUIRE(tree.merges.size() == 3);
    CHECK(test::pairs_of(tree) == Pairs{{0, 1}, {2, 3}, {4, 5}});
    CHECK(tree.merges[0].height == doctest::Approx(1.0));
    CHECK(tree.merges[1].height == doctest::Approx(2.0));
    CHECK(tree.merges[2].height == doctest::Approx(std::sqrt(2.0 * 4.5 * 4.5)));
    CHECK(tree.merges[2].rows == 4);
}

TEST_CASE("of equal costs the pair with the lowest rows merges first") {
    CHECK(test::pairs_of(tree_of(column_of({0, 1, 2, 3}))) == Pairs{{0, 1}, {2, 3}, {4, 5}});
    // Rows 0 and 1 lie between rows 2 and 3, which then are equally far from both.
    CHECK(test::pairs_of(tree_of(column_of({-1, 1, -3, 3}))) == Pairs{{0, 1}, {2, 4}, {3, 5}});
    CHECK(test::pairs_of(tree_of(column_of({-3, 3, -1, 1}))) == Pairs{{0, 2}, {1, 3}, {4, 5}});
    // Two pairs of the same cost, the one with the lower row first.
    CHECK(test::pairs_of(tree_of(column_of({8, 0, 2, 10}))) == Pairs{{0, 3}, {1, 2}, {4, 5}});
    // A square: its sides are equal.
    const std::vector<double> square{-1, -1, 1, 1, -1, 1, 1, -1};
    CHECK(test::pairs_of(tree_of(test::matrix_of(square, 2))) == Pairs{{0, 2}, {1, 3}, {4, 5}});
}

TEST_CASE("equal rows merge first and at height 0, group after group") {
    const WardTree tree = tree_of(column_of({5, 1, 5, 1, 5}));
    CHECK(test::pairs_of(tree) == Pairs{{0, 2}, {4, 5}, {1, 3}, {6, 7}});
    CHECK(tree.merges[2].height == 0.0);
    CHECK(tree.merges[3].height == doctest::Approx(std::sqrt(2.0 * 1.2 * 16.0)));
}

TEST_CASE("every merge is the cheapest of all pairs present, also on grids full of ties") {
    for (const std::size_t d : {1, 2, 3, 6})
        for (const double grain : {0.0, 0.25, 1.0, 2.0}) {
            CAPTURE(d);
            CAPTURE(grain);
            const features::Matrix matrix =
                cloud_matrix({.rows = 250, .d = d, .grain = grain, .seed = d});
            test::check_greedy(tree_of(matrix), matrix);
        }
}

TEST_CASE("heights ascend and their squares add up to the sum of squares") {
    for (const double grain : {0.0, 0.5}) {
        const features::Matrix matrix = cloud_matrix({.rows = 5000, .d = 4, .grain = grain});
        const WardTree tree = tree_of(matrix);
        double growth = 0.0;
        for (std::size_t i = 0; i < tree.merges.size(); ++i) {
            CHECK(tree.merges[i].first < tree.merges[i].second);
            CHECK(tree.merges[i].second < tree.rows + i);
            CHECK(tree.merges[i].height >= (i > 0 ? tree.merges[i - 1].height : 0.0));
            growth += 0.5 * tree.merges[i].height * tree.merges[i].height;
        }
        double total = 0.0;
        for (const auto& column : matrix.columns)
            total += column->variance * static_cast<double>(matrix.rows);
        CHECK(growth == doctest::Approx(total).epsilon(1e-6)); // the variance is not of the floats
        CHECK(tree.merges.back().rows == 5000);
    }
}

TEST_CASE("tables of no, one or two rows have trees") {
    CHECK(tree_of(column_of({})).merges.empty());
    const WardTree one = tree_of(column_of({3}));
    CHECK(one.rows == 1);
    CHECK(one.merges.empty());
    const WardTree two = tree_of(column_of({3, 7}));
    REQUIRE(two.merges.size() == 1);
    CHECK(two.merges[0] == Merge{0, 1, two.merges[0].height, 2});
    CHECK(two.merges[0].height == doctest::Approx(4.0));
    CHECK(tree_of(column_of({3, 3})).merges[0].height == 0.0);
}

TEST_CASE("constant columns change nothing") {
    const std::vector<double> values = test::cloud_values({.rows = 300, .d = 1});
    std::vector<double> wider;
    for (const double value : values)
        wider.insert(wider.end(), {7.0, value, 7.0});
    CHECK(same_bits(tree_of(column_of(values)), tree_of(test::matrix_of(wider, 3))));
}

TEST_CASE("equal rows, heavy ties and evenly spaced lines do not take quadratic time") {
    const auto line_of = [](const auto& value) {
        return [&value](std::size_t rows) { return column_by(rows, value); };
    };
    CHECK(is_not_quadratic(line_of([](double) { return 1.5; })));
    CHECK(is_not_quadratic(line_of([](double i) { return i; })));
    CHECK(is_not_quadratic(line_of([](double i) { return -i; })));
    CHECK(is_not_quadratic(line_of([](double i) { return i * std::exp2(i / 2000.0); })));
    CHECK(is_not_quadratic([](std::size_t rows) { // a diagonal
        std::vector<double> values(3 * rows);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = static_cast<double>(i / 3);
        return test::matrix_of(values, 3);
    }));
    CHECK(is_not_quadratic(
        [](std::size_t rows) { return cloud_matrix({.rows = rows, .d = 2, .grain = 0.5}); }));
    CHECK(is_not_quadratic(
        [](std::size_t rows) { return cloud_matrix({.rows = rows, .d = 6, .grain = 0.5}); }));
}

TEST_CASE("Ward's tree has the same bits on any number of threads and in the background") {
    for (const double grain : {0.0, 0.5}) {
        const features::Matrix matrix = cloud_matrix({.rows = 6'000, .d = 4, .grain = grain});
        const WardTree all = tree_of(matrix);
        {
            const base::ThreadLimit limit(1);
            CHECK(same_bits(all, tree_of(matrix)));
        }
        WardTree background;
        base::BackgroundPool pool(3, std::make_shared<base::Gate>());
        pool.run([&] { background = tree_of(matrix); });
        CHECK(same_bits(all, background));
    }
}

TEST_CASE("Ward's clustering does little more after it is asked to stop, wherever it is") {
    const features::Matrix matrix = cloud_matrix({.rows = 100'000, .d = 5});
    for (const int wait_ms : {0, 20, 60, 150, 300}) {
        base::Progress progress;
        double asked = 0.0; // the fraction
        std::jthread watcher([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(wait_ms));
            progress.cancel();
            asked = progress.fraction();
        });
        try {
            ward(matrix, progress); // a fast machine may finish
        } catch (const base::Cancelled&) {
            watcher.join();
            MESSAGE("asked at " << asked << ", stopped at " << progress.fraction());
            CHECK(progress.fraction() - asked < 0.1);
        }
    }
}

TEST_CASE("the progress of Ward's clustering grows to 1 and does not fall") {
    base::Progress progress;
    std::vector<double> seen;
    {
        const std::jthread watcher([&](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                seen.push_back(progress.fraction());
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
            }
        });
        ward(cloud_matrix({.rows = 60'000, .d = 4, .grain = 0.01}), progress);
    }
    CHECK(progress.fraction() == 1.0);
    double highest = 0.0, fall = 0.0;
    for (const double fraction : seen) {
        fall = std::max(fall, highest - fraction);
        highest = std::max(highest, fraction);
    }
    CHECK(fall < 0.02); // two threads may report in either order
}

TEST_CASE("heights and cuts agree with SciPy's") {
    auto tables = nlohmann::json::array();
    std::vector<WardTree> trees;
    std::vector<features::Matrix> matrices;
    const std::vector<int> cuts{2, 3, 7, 20};
    for (const std::size_t rows : {2, 3, 4, 5, 9, 17, 60, 250, 1000, 3000})
        for (const std::size_t d : {1, 2, 5, 8}) {
            matrices.push_back(cloud_matrix({.rows = rows, .d = d, .seed = 100 * rows + d}));
            trees.push_back(tree_of(matrices.back()));
            tables.push_back(test::peer_table(matrices.back(), cuts, false));
        }
    const auto answer =
        tests::ask_python("tests/bench/reference/ward.py", "scipy.cluster.hierarchy", tables);
    if (!answer)
        return;
    for (std::size_t i = 0; i < trees.size(); ++i) {
        CAPTURE(i);
        CHECK(test::worst_height_error(trees[i], answer->at(i)) < 1e-9);
        for (std::size_t cut = 0; cut < cuts.size(); ++cut)
            // fcluster never tries the lowest height: cuts into all rows, or all but one, fail.
            if (const int k = cuts[cut]; static_cast<std::size_t>(k) + 1 < matrices[i].rows) {
                std::vector<std::size_t> sizes = cut_tree(trees[i], matrices[i], k).sizes;
                std::sort(sizes.begin(), sizes.end());
                CHECK(nlohmann::json(sizes) == answer->at(i)["sizes"][cut]);
            }
    }
}

TEST_CASE("heights agree with fastcluster's vector form on 50,000 rows, and nearly so with ties") {
    const features::Matrix smooth = cloud_matrix({.rows = 50'000, .d = 3, .blobs = 9});
    const features::Matrix tied = cloud_matrix({.rows = 15'000, .d = 3, .blobs = 9, .grain = 0.25});
    const auto tables = nlohmann::json::array(
        {test::peer_table(smooth, {}, true), test::peer_table(tied, {}, true)});
    const auto answer = tests::ask_python("tests/bench/reference/ward.py",
                                          "scipy.cluster.hierarchy,fastcluster", tables);
    if (!answer)
        return;
    CHECK(test::worst_height_error(tree_of(smooth), answer->at(0)) < 1e-6);
    const double ours = test::total_height(tree_of(tied));
    double theirs = 0.0;
    for (const double height : answer->at(1)["heights"])
        theirs += height;
    CHECK(std::abs(ours / theirs - 1.0) < 0.005);
}
