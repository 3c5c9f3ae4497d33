#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <doctest/doctest.h>

#include "base/elementary.h"
#include "base/random.h"
#include "features/steps/nearest_rows.h"

using namespace cohortscope;
using features::nearest_rows_in_space;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

struct Table {
    features::Cleaned cleaned;
    std::vector<std::vector<double>> others;
    std::vector<double> values;
    std::vector<std::uint32_t> gaps;
};

// Few distinct coordinates, so that most distances are equal.
Table coarse_table(std::uint64_t seed, std::size_t rows, std::size_t columns, bool with_measure) {
    base::Random random(seed);
    Table table;
    table.others.resize(columns);
    std::vector<double> measure;
    for (std::size_t row = 0; row < rows; ++row) {
        measure.push_back(static_cast<double>(random.below(6)) * 1000.0);
        for (std::vector<double>& other : table.others)
            other.push_back(random.below(12) == 0 ? kNone : static_cast<double>(random.below(4)));
        const bool gap = random.below(4) == 0;
        table.values.push_back(gap ? kNone : static_cast<double>(row) + 0.5);
        if (gap)
            table.gaps.push_back(static_cast<std::uint32_t>(row));
    }
    if (with_measure)
        table.cleaned.measure = features::Column<double>(measure);
    return table;
}

std::vector<std::vector<double>> coordinates_of(const Table& table) {
    std::vector<std::vector<double>> all;
    if (!table.cleaned.measure.empty()) {
        all.emplace_back();
        for (const double measure : table.cleaned.measure)
            all.back().push_back(base::natural_log1p(measure));
    }
    all.insert(all.end(), table.others.begin(), table.others.end());
    return all;
}

bool complete(const std::vector<std::vector<double>>& coordinates, std::size_t row) {
    return std::ranges::none_of(coordinates,
                                [&](const auto& column) { return std::isnan(column[row]); });
}

// The definition, row by row.
std::vector<double> slow(const Table& table) {
    const std::vector<std::vector<double>> coordinates = coordinates_of(table);
    std::vector<std::size_t> known;
    for (std::size_t row = 0; row < table.values.size(); ++row)
        if (!std::isnan(table.values[row]) && complete(coordinates, row))
            known.push_back(row);
    std::vector<double> variances;
    for (const auto& column : coordinates) {
        double sum = 0.0, squares = 0.0;
        for (const std::size_t row : known)
            sum += column[row];
        for (const std::size_t row : known)
            squares += std::pow(column[row] - sum / static_cast<double>(known.size()), 2);
        variances.push_back(squares / static_cast<double>(known.size()));
    }
    std::vector<double> result;
    for (const std::uint32_t gap : table.gaps) {
        if (!complete(coordinates, gap)) {
            result.push_back(kNone);
            continue;
        }
        std::vector<std::pair<double, std::size_t>> order;
        for (const std::size_t row : known) {
            double distance = 0.0;
            for (std::size_t i = 0; i < coordinates.size(); ++i)
                distance += std::pow(coordinates[i][row] - coordinates[i][gap], 2) / variances[i];
            order.push_back({std::round(distance * 1e9), row}); // equal but for rounding: equal
        }
        std::ranges::sort(order);
        double sum = 0.0;
        for (std::size_t i = 0; i < 5; ++i)
            sum += table.values[order[i].second];
        result.push_back(sum / 5.0);
    }
    return result;
}

bool same(double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b)) || std::fabs(a - b) < 1e-9;
}

} // namespace

TEST_CASE("the nearest rows over several columns are those of the definition") {
    for (const std::size_t columns : {2, 3, 5})
        for (const bool with_measure : {false, true}) {
            const Table table = coarse_table(11 + columns, 500, columns, with_measure);
            const std::vector<double> found =
                nearest_rows_in_space(table.cleaned, table.others, table.values, table.gaps);
            CHECK(std::ranges::equal(found, slow(table), same));
        }
}

TEST_CASE("of nearest rows over several columns that nobody has, none has a value") {
    Table table = coarse_table(3, 40, 2, false);
    std::ranges::fill(table.others[1], kNone);
    const std::vector<double> found =
        nearest_rows_in_space(table.cleaned, table.others, table.values, table.gaps);
    CHECK(std::ranges::all_of(found, [](double value) { return std::isnan(value); }));
    CHECK(nearest_rows_in_space(table.cleaned, table.others, table.values, {}).empty());
}

TEST_CASE("a column of one value tells no row from another") {
    Table table = coarse_table(5, 60, 2, false);
    std::ranges::fill(table.others[0], 7.0);
    std::ranges::fill(table.others[1], 7.0);
    double sum = 0.0, rows = 0.0;
    for (std::size_t row = 0; row < table.values.size() && rows < 5.0; ++row)
        if (!std::isnan(table.values[row]))
            sum += table.values[row], rows += 1.0;
    const std::vector<double> found =
        nearest_rows_in_space(table.cleaned, table.others, table.values, table.gaps);
    CHECK(std::ranges::all_of(found, [&](double value) { return value == sum / 5.0; }));
}
