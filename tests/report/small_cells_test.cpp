#include "report/disclosure/small_cells.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "base/random.h"

using namespace cohortscope;
using report::CountMask;
using report::CountTable;
using report::hide_small;

namespace {

CountTable table_of(std::size_t rows, std::size_t columns, std::vector<std::size_t> counts) {
    CountTable table{rows, columns, std::move(counts), {}};
    std::vector<std::size_t> totals(columns, 0);
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t c = 0; c < columns; ++c)
            totals[c] += table.counts[r * columns + c];
    table.totals_hidden = hide_small(totals, 10);
    return table;
}

// What an attacker can have who knows every count given, every total given, that a hidden count is
// at least 1, and of each small one that it is at most 9: the values that each hidden inner count
// takes in any table that agrees. Searches all of a table of few cells.
struct Attack {
    const CountTable& table;
    const CountMask& mask;
    std::vector<std::vector<std::size_t>> seen; // values of each inner cell
    std::vector<std::size_t> trial;
    std::size_t most = 0;

    std::size_t sum_row(const std::vector<std::size_t>& cells, std::size_t r) const {
        std::size_t sum = 0;
        for (std::size_t c = 0; c < table.columns; ++c)
            sum += cells[r * table.columns + c];
        return sum;
    }
    std::size_t sum_column(const std::vector<std::size_t>& cells, std::size_t c) const {
        std::size_t sum = 0;
        for (std::size_t r = 0; r < table.rows; ++r)
            sum += cells[r * table.columns + c];
        return sum;
    }
    static bool may_be(std::size_t value, std::size_t truth, bool hidden) {
        return hidden ? value > 0 && (truth >= 10 || value < 10) : value == truth;
    }
    bool agrees() const {
        std::size_t all = 0, true_all = 0;
        for (std::size_t r = 0; r < table.rows; ++r) {
            const std::size_t sum = sum_row(trial, r), truth = sum_row(table.counts, r);
            if (!may_be(sum, truth, mask.at(r, table.columns)))
                return false;
            all += sum;
            true_all += truth;
        }
        for (std::size_t c = 0; c < table.columns; ++c)
            if (!may_be(sum_column(trial, c), sum_column(table.counts, c), mask.at(table.rows, c)))
                return false;
        return all == true_all;
    }
    void search(std::size_t cell) {
        if (cell == trial.size()) {
            if (agrees())
                for (std::size_t i = 0; i < trial.size(); ++i)
                    seen[i].push_back(trial[i]);
            return;
        }
        const std::size_t r = cell / table.columns, c = cell % table.columns;
        if (!mask.at(r, c)) {
            trial[cell] = table.counts[cell];
            return search(cell + 1);
        }
        const std::size_t largest = report::is_small(table.counts[cell], 10) ? 9 : most;
        for (std::size_t value = 1; value <= largest; ++value) {
            trial[cell] = value;
            search(cell + 1);
        }
    }
    void run() {
        seen.assign(table.counts.size(), {});
        trial.assign(table.counts.size(), 0);
        for (const std::size_t count : table.counts)
            most = std::max(most, count + 1);
        search(0);
    }
};

} // namespace

TEST_CASE("a single small count takes the smallest other one along") {
    const std::vector<std::size_t> counts = {100, 7, 40, 60, 0};
    CHECK(hide_small(counts, 10) == std::vector<char>{0, 1, 1, 0, 0});
}

TEST_CASE("two counts of one, known to be two together, take a third along") {
    const std::vector<std::size_t> counts = {1, 50, 1, 20};
    CHECK(hide_small(counts, 10) == std::vector<char>{1, 0, 1, 1});
    const std::vector<std::size_t> enough = {1, 50, 2, 20};
    CHECK(hide_small(enough, 10) == std::vector<char>{1, 0, 1, 0});
}

TEST_CASE("counts of nine, known to be nine each, take another one along") {
    const std::vector<std::size_t> counts = {9, 50, 9, 20};
    CHECK(hide_small(counts, 10) == std::vector<char>{1, 0, 1, 1});
    const std::vector<std::size_t> enough = {9, 50, 8, 20};
    CHECK(hide_small(enough, 10) == std::vector<char>{1, 0, 1, 0});
    // Nothing else is there to take along.
    CHECK(hide_small(std::vector<std::size_t>{9, 9}, 10) == std::vector<char>{1, 1});
    // Where 1 is the only small count its bounds tell it, and only the sum is seen to.
    CHECK(hide_small(std::vector<std::size_t>{1, 1, 7}, 2) == std::vector<char>{1, 1, 1});
    CHECK(hide_small(std::vector<std::size_t>{1, 3, 7}, 2) == std::vector<char>{1, 1, 0});
}

TEST_CASE("a table of nines takes a larger count along in each row and column") {
    const CountTable table = table_of(2, 3, {9, 9, 30, 9, 9, 40});
    const CountMask mask = hide_small(table, 10);
    CHECK(mask.at(0, 2));
    CHECK(mask.at(1, 2));
}

TEST_CASE("no small count, nothing hidden") {
    CHECK(hide_small(std::vector<std::size_t>{10, 0, 300}, 10) == std::vector<char>{0, 0, 0});
    const CountTable table = table_of(2, 2, {10, 20, 30, 0});
    const CountMask mask = hide_small(table, 10);
    CHECK(std::ranges::count(mask.hidden, 1) == 0);
}

TEST_CASE("one small count of a table hides a rectangle, the cheapest") {
    const CountTable table = table_of(3, 3, {5, 40, 900, 30, 20, 800, 700, 600, 500});
    const CountMask mask = hide_small(table, 10);
    CHECK(mask.at(0, 0));
    CHECK(mask.at(0, 1));
    CHECK(mask.at(1, 0));
    CHECK(mask.at(1, 1));
    CHECK(std::ranges::count(mask.hidden, 1) == 4);
}

TEST_CASE("a table of one row hides its totals or everything") {
    const CountTable table = table_of(1, 3, {4, 50, 60});
    const CountMask mask = hide_small(table, 10);
    CHECK(mask.at(0, 0));
    CHECK(mask.at(1, 0)); // the total is the same count
}

TEST_CASE("no small count of a table follows from what is given") {
    base::Random random(7);
    std::size_t protected_cells = 0;
    for (int draw = 0; draw < 300; ++draw) {
        const std::size_t rows = 2, columns = 2 + draw % 2;
        std::vector<std::size_t> counts;
        for (std::size_t i = 0; i < rows * columns; ++i)
            counts.push_back(random.below(3) == 0 ? random.below(4) + (draw % 3 == 0 ? 6 : 0)
                                                  : random.below(22));
        const CountTable table = table_of(rows, columns, counts);
        const CountMask mask = hide_small(table, 10);
        Attack attack{table, mask, {}, {}, 0};
        attack.run();
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const std::size_t r = i / columns, c = i % columns;
            if (!report::is_small(counts[i], 10))
                continue;
            CHECK(mask.at(r, c));
            const auto [low, high] = std::ranges::minmax(attack.seen[i]);
            // Where everything about it is hidden, nothing more can be.
            const bool all_hidden = [&] {
                for (std::size_t other = 0; other < columns; ++other)
                    if (counts[r * columns + other] > 0 && !mask.at(r, other))
                        return false;
                return mask.at(r, columns);
            }();
            CHECK_MESSAGE((low < high || all_hidden), "draw " << draw << " cell " << i);
            protected_cells += low < high ? 1 : 0;
        }
    }
    CHECK(protected_cells > 300);
}

TEST_CASE("the rule says what it did") {
    CHECK(report::small_cells_rule(10).starts_with("Counts from 1 to 9 are not given"));
    CHECK(report::small_cells_rule(1) == "Every count is given, however small.");
}
