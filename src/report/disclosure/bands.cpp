#include "report/disclosure/bands.h"

#include <array>

#include "base/format.h"

namespace cohortscope::report {

namespace {

constexpr double kExactWhole = 9007199254740992.0; // 2^53
constexpr std::size_t kMostEnds = 200;

struct Range {
    double low = 0.0, high = 0.0; // 1st and 99th percentile; equal without values
};

Range middle_of(std::span<const double> values) {
    std::vector<double> known;
    known.reserve(values.size());
    for (const double value : values)
        if (!std::isnan(value))
            known.push_back(value);
    if (known.empty())
        return {};
    const auto at = [&](double share) {
        const auto place =
            static_cast<std::ptrdiff_t>(share * static_cast<double>(known.size() - 1));
        std::nth_element(known.begin(), known.begin() + place, known.end());
        return known[static_cast<std::size_t>(place)];
    };
    return {at(0.01), at(0.99)};
}

// Ends that leave no band with few values: from the lowest band on, one that has too few takes the
// next; the last one goes to the one before.
std::vector<double> without_thin(const std::vector<double>& ends, std::span<const double> values) {
    const BandEdges edges{ends};
    std::vector<std::size_t> counts(ends.size() + 2);
    for (const double value : values)
        ++counts[edges.band(value)];
    const std::size_t need = std::max<std::size_t>(10, values.size() / 100);
    std::vector<double> kept;
    std::size_t rows = 0;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        rows += counts[i + 1];
        if (rows < need)
            continue;
        kept.push_back(ends[i]);
        rows = 0;
    }
    if (rows + counts.back() < need && !kept.empty())
        kept.pop_back();
    return kept;
}

// Whole numbers say their last one: "2000 to 2004".
std::string upper_text(double end, bool whole) { return plain_number(whole ? end - 1.0 : end); }

Bands bands_with(std::vector<double> ends, std::span<const double> values, std::string how) {
    Bands bands;
    bands.edges.ends = without_thin(ends, values);
    bands.how = std::move(how);
    const std::vector<double>& kept = bands.edges.ends;
    bool whole = true;
    for (const double value : values)
        whole = whole && (std::isnan(value) || value == std::trunc(value));
    for (const double end : kept)
        whole = whole && end == std::trunc(end);
    bands.labels = {""};
    if (kept.empty()) {
        bands.labels.emplace_back("any");
        return bands;
    }
    bands.labels.push_back("below " + plain_number(kept.front()));
    for (std::size_t i = 0; i + 1 < kept.size(); ++i)
        bands.labels.push_back(plain_number(kept[i]) + (whole ? " to " : " to below ") +
                               upper_text(kept[i + 1], whole));
    bands.labels.push_back(plain_number(kept.back()) + " and more");
    return bands;
}

// 1, 2 or 5 times a power of ten, at least `width`.
double round_width(double width) {
    const double decade = std::pow(10.0, std::floor(std::log10(width)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * decade >= width * 0.999999)
            return factor * decade;
    return 10.0 * decade;
}

std::vector<double> steps(Range range, double width) {
    std::vector<double> ends;
    const double first = std::floor(range.low / width) + 1.0;
    for (double i = first; i * width <= range.high && ends.size() < kMostEnds; i += 1.0)
        ends.push_back(i * width);
    return ends;
}

} // namespace

std::string plain_number(double value) {
    if (value == std::trunc(value) && std::fabs(value) < kExactWhole)
        return std::to_string(static_cast<long long>(value));
    return base::shortest(value);
}

Bands year_bands(std::span<const double> values, int width) {
    return bands_with(steps(middle_of(values), width), values,
                      "bands of " + std::to_string(width) + " years");
}

Bands decade_bands(std::span<const double> values, int ends_a_decade) {
    const Range range = middle_of(values);
    std::vector<double> ends;
    constexpr std::array kFactors = {1.0, 2.0, 5.0};
    for (int decade = -3; decade < 15; ++decade)
        for (int i = 0; i < ends_a_decade; ++i) {
            const double power = std::pow(10.0, std::abs(decade));
            const double factor = kFactors[static_cast<std::size_t>(i)];
            const double end = decade < 0 ? factor / power : factor * power;
            if (end > range.low && end <= range.high)
                ends.push_back(end);
        }
    return bands_with(std::move(ends), values,
                      ends_a_decade > 1 ? "bands that end at 1, 2 or 5 times a power of ten"
                                        : "bands that end at powers of ten");
}

Bands round_bands(std::span<const double> values, int about) {
    const Range range = middle_of(values);
    std::vector<double> ends;
    double width = 0.0;
    if (range.high > range.low) {
        width = round_width((range.high - range.low) / about);
        ends = steps(range, width);
    }
    return bands_with(std::move(ends), values, "bands of a width of " + plain_number(width));
}

SizeClasses size_classes(bool coarser) {
    if (coarser)
        return {{20, 500}, {"fewer than 20 rows", "20 to 499 rows", "500 rows and more"}};
    return {{5, 20, 100, 500, 2000},
            {"fewer than 5 rows", "5 to 19 rows", "20 to 99 rows", "100 to 499 rows",
             "500 to 1999 rows", "2000 rows and more"}};
}

} // namespace cohortscope::report
