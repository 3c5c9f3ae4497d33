#include "data/csv/number_names.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "data/cell_text.h"
#include "data/csv/csv_number.h"

namespace cohortscope::data {

namespace {

constexpr double kFirstYear = 1500.0, kLastYear = 2200.0;
constexpr double kFar = 4.0; // times as large is another magnitude

// A number of the first line, and those below it.
struct Candidate {
    double value = 0.0;
    std::size_t numbers = 0, decimals = 0, texts = 0; // below
    double smallest = 0.0, largest = 0.0;             // magnitudes of those below
};

bool is_whole(double value) { return value == std::floor(value) && std::fabs(value) < 1e15; }

std::optional<double> number_in(std::string_view cell) { return parse_number(trimmed(cell)); }

void look_at(Candidate& candidate, std::string_view cell) {
    if (trimmed(cell).empty())
        return;
    const std::optional<double> number = number_in(cell);
    if (!number) {
        ++candidate.texts;
        return;
    }
    const double size = std::fabs(*number);
    candidate.smallest = candidate.numbers == 0 ? size : std::min(candidate.smallest, size);
    candidate.largest = std::max(candidate.largest, size);
    ++candidate.numbers;
    candidate.decimals += is_whole(*number) ? 0 : 1;
}

bool is_unlike(const Candidate& candidate) {
    if (candidate.numbers == 0)
        return candidate.texts > 0;
    const double size = std::fabs(candidate.value);
    return 2 * candidate.decimals > candidate.numbers || size > kFar * candidate.largest ||
           (size > 0.0 && kFar * size < candidate.smallest);
}

bool is_year(double value) { return value >= kFirstYear && value <= kLastYear; }

// Equal steps up: three numbers, or two years.
bool are_counted_through(std::span<const double> values) {
    if (values.size() < (std::ranges::all_of(values, is_year) ? 2 : 3))
        return false;
    const double step = values[1] - values[0];
    for (std::size_t i = 1; i < values.size(); ++i)
        if (values[i] - values[i - 1] != step)
            return false;
    return step > 0.0;
}

} // namespace

bool numbers_are_names(std::span<const std::string> first_line, std::span<const RowOfCells> rows) {
    std::vector<Candidate> candidates;
    std::vector<double> values;
    std::set<std::string_view> different;
    std::size_t names = 0, counted_rows = 0;
    for (std::size_t c = 0; c < first_line.size(); ++c) {
        const std::string_view name = trimmed(first_line[c]);
        if (name.empty())
            continue;
        const auto is_same = [&](const RowOfCells& row) {
            return c < row.size() && trimmed(row[c]) == name;
        };
        if (!different.insert(name).second || name.find('@') != std::string_view::npos ||
            std::ranges::any_of(rows, is_same))
            return false;
        const std::optional<double> number = number_in(name);
        if (!number) {
            ++names;
            continue;
        }
        if (!is_whole(*number) || *number < 0.0)
            return false;
        candidates.push_back({*number});
        values.push_back(*number);
        for (const RowOfCells& row : rows)
            if (c < row.size())
                look_at(candidates.back(), row[c]);
    }
    if (candidates.empty() || rows.empty())
        return false;
    for (const RowOfCells& row : rows) {
        std::vector<double> numbers;
        for (const std::string_view cell : row)
            if (const auto number = number_in(cell))
                numbers.push_back(*number);
        counted_rows += are_counted_through(numbers) ? 1 : 0;
    }
    const bool counted = are_counted_through(values) && 2 * counted_rows <= rows.size();
    const auto unlike = static_cast<std::size_t>(std::ranges::count_if(candidates, is_unlike));
    if (names == 0)
        return counted && 2 * unlike >= candidates.size();
    return counted || (unlike == candidates.size() && (unlike > 1 || is_year(values.front())));
}

} // namespace cohortscope::data
