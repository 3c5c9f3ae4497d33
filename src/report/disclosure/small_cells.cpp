#include "report/disclosure/small_cells.h"

#include <algorithm>
#include <limits>

#include "base/error.h"

namespace cohortscope::report {

namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
constexpr double kNoWay = std::numeric_limits<double>::infinity();

// A small count that cannot be a larger small one. Where 1 is the only small count its own bounds
// tell it; then only the sums are kept from telling it.
constexpr bool is_largest_small(std::size_t count, std::size_t smallest) {
    return smallest > 2 && count + 1 == smallest;
}

// The table with its totals as cells. A total counts with a minus in its row's and its column's
// sum, the sum of all with a plus, so that every row and column adds up to 0.
class Extended {
  public:
    Extended(const CountTable& table, std::size_t smallest)
        : rows_(table.rows + 1), columns_(table.columns + 1), smallest_(smallest),
          values_(rows_ * columns_), hidden_(rows_ * columns_), pinned_(rows_ * columns_) {
        for (std::size_t r = 0; r < table.rows; ++r)
            for (std::size_t c = 0; c < table.columns; ++c)
                add(r, c, table.counts[r * table.columns + c]);
        for (std::size_t c = 0; c < table.columns; ++c) {
            const bool hidden = table.totals_hidden[c] != 0;
            hidden_[(rows_ - 1) * columns_ + c] = hidden;
            pinned_[(rows_ - 1) * columns_ + c] = !hidden;
        }
        pinned_.back() = 1;
    }

    std::size_t rows() const { return rows_; }
    std::size_t columns() const { return columns_; }
    std::size_t value(std::size_t r, std::size_t c) const { return values_[r * columns_ + c]; }
    bool hidden(std::size_t r, std::size_t c) const { return hidden_[r * columns_ + c] != 0; }
    bool may_hide(std::size_t r, std::size_t c) const {
        return value(r, c) > 0 && pinned_[r * columns_ + c] == 0;
    }
    bool small(std::size_t r, std::size_t c) const { return is_small(value(r, c), smallest_); }
    void hide(std::size_t r, std::size_t c) { hidden_[r * columns_ + c] = 1; }
    const std::vector<char>& mask() const { return hidden_; }

    // What it costs to let the signed cell grow (or shrink) a little: nothing where it is hidden
    // already. It cannot where it is known, where a hidden count is 1 and would become 0, and where
    // a small one would cease to be small.
    double cost(std::size_t r, std::size_t c, bool grows) const {
        const bool total = (r + 1 == rows_) != (c + 1 == columns_);
        const bool count_grows = grows != total;
        if (!may_hide(r, c) ||
            (count_grows ? is_largest_small(value(r, c), smallest_) : value(r, c) < 2))
            return kNoWay;
        return hidden(r, c) ? 0.0 : 1.0 + static_cast<double>(value(r, c));
    }

  private:
    void add(std::size_t r, std::size_t c, std::size_t count) {
        values_[r * columns_ + c] = count;
        values_[r * columns_ + columns_ - 1] += count;
        values_[(rows_ - 1) * columns_ + c] += count;
        values_.back() += count;
    }

    std::size_t rows_, columns_, smallest_;
    std::vector<std::size_t> values_;
    std::vector<char> hidden_, pinned_;
};

// A way through the graph: its nodes in order, rows first, then columns.
struct Way {
    double cost = kNoWay;
    std::vector<std::size_t> nodes;
};

// Dijkstra's way over cells that grow from row to column and shrink from column to row, past one
// cell. Ties go to the lowest node.
class Search {
  public:
    Search(const Extended& table, std::size_t row, std::size_t column)
        : table_(table), row_(row), column_(column) {}

    Way cheapest(std::size_t from, std::size_t to) const {
        const std::size_t nodes = table_.rows() + table_.columns();
        std::vector<double> cost(nodes, kNoWay);
        std::vector<std::size_t> before(nodes, kNone);
        std::vector<char> done(nodes, 0);
        cost[from] = 0.0;
        for (std::size_t step = 0; step < nodes; ++step) {
            std::size_t near = kNone;
            for (std::size_t node = 0; node < nodes; ++node)
                if (done[node] == 0 && cost[node] < kNoWay &&
                    (near == kNone || cost[node] < cost[near]))
                    near = node;
            if (near == kNone || near == to)
                break;
            done[near] = 1;
            for (std::size_t next = 0; next < nodes; ++next)
                if (const double way = cost[near] + edge(near, next); way < cost[next]) {
                    cost[next] = way;
                    before[next] = near;
                }
        }
        Way way{cost[to], {}};
        if (way.cost < kNoWay)
            for (std::size_t node = to; node != kNone; node = before[node])
                way.nodes.insert(way.nodes.begin(), node);
        return way;
    }

  private:
    double edge(std::size_t from, std::size_t to) const {
        const std::size_t rows = table_.rows();
        if ((from < rows) == (to < rows))
            return kNoWay;
        const bool grows = from < rows;
        const std::size_t r = grows ? from : to, c = (grows ? to : from) - rows;
        return r == row_ && c == column_ ? kNoWay : table_.cost(r, c, grows);
    }

    const Extended& table_;
    std::size_t row_, column_;
};

void hide_line(Extended& table, std::size_t row, std::size_t column) {
    for (std::size_t c = 0; c < table.columns(); ++c)
        if (table.may_hide(row, c))
            table.hide(row, c);
    for (std::size_t r = 0; r < table.rows(); ++r)
        if (table.may_hide(r, column))
            table.hide(r, column);
}

// Hides what lets the cell be another one.
void protect(Extended& table, std::size_t row, std::size_t column) {
    const Search search(table, row, column);
    const std::size_t column_node = table.rows() + column;
    Way way;
    if (table.cost(row, column, true) < kNoWay)
        way = search.cheapest(column_node, row);
    if (table.cost(row, column, false) < kNoWay)
        if (Way other = search.cheapest(row, column_node); other.cost < way.cost)
            way = std::move(other);
    if (way.nodes.empty())
        return hide_line(table, row, column);
    for (std::size_t i = 0; i + 1 < way.nodes.size(); ++i) {
        const auto [r, c] = std::minmax(way.nodes[i], way.nodes[i + 1]);
        table.hide(r, c - table.rows());
    }
}

} // namespace

std::vector<char> hide_small(std::span<const std::size_t> counts, std::size_t smallest) {
    std::vector<char> hidden(counts.size(), 0);
    std::size_t rows = 0;                      // hidden
    bool can_shrink = false, can_grow = false; // any of them
    const auto hide = [&](std::size_t i) {
        hidden[i] = 1;
        ++rows;
        can_shrink = can_shrink || counts[i] > 1;
        can_grow = can_grow || !is_largest_small(counts[i], smallest);
    };
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (is_small(counts[i], smallest))
            hide(i);
    while (rows == 1 || (rows > 0 && !(can_shrink && can_grow))) {
        std::size_t next = kNone;
        for (std::size_t i = 0; i < counts.size(); ++i)
            if (hidden[i] == 0 && counts[i] > 0 && (next == kNone || counts[i] < counts[next]))
                next = i;
        if (next == kNone)
            break;
        hide(next);
    }
    return hidden;
}

CountMask hide_small(const CountTable& table, std::size_t smallest) {
    ENSURE(table.counts.size() == table.rows * table.columns &&
           table.totals_hidden.size() == table.columns);
    Extended extended(table, smallest);
    std::vector<std::size_t> small;
    for (std::size_t r = 0; r < extended.rows(); ++r)
        for (std::size_t c = 0; c < extended.columns(); ++c)
            if (extended.small(r, c) && extended.may_hide(r, c)) {
                extended.hide(r, c);
                small.push_back(r * extended.columns() + c);
            }
    for (const std::size_t cell : small)
        protect(extended, cell / extended.columns(), cell % extended.columns());
    return {table.columns, extended.mask()};
}

std::string small_cells_rule(std::size_t smallest) {
    if (smallest < 2)
        return "Every count is given, however small.";
    const std::string most = std::to_string(smallest - 1);
    return "Counts from 1 to " + most +
           " are not given, nor others from which these follow by subtraction (complementary "
           "suppression)" +
           (smallest > 2 ? ": who knows that a count left out is from 1 to " + most +
                               " still finds at least two values possible for it"
                         : std::string()) +
           "; nor what is computed from fewer than " + std::to_string(smallest) +
           " rows; rates below 5 % and above 95 % of fewer than 100 rows stand as 5 % and 95 %.";
}

} // namespace cohortscope::report
