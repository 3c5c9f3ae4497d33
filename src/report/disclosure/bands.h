// Bands of numbers with round ends, none of them with few rows.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace cohortscope::report {

// Band 0 is what is missing; band i + 1 lies from ends[i − 1] on, below ends[i].
struct BandEdges {
    std::vector<double> ends; // ascending
    std::uint8_t band(double value) const {
        if (std::isnan(value))
            return 0;
        return static_cast<std::uint8_t>(1 +
                                         (std::ranges::upper_bound(ends, value) - ends.begin()));
    }
};

struct Bands {
    BandEdges edges;
    std::vector<std::string> labels; // by band: "", "below 2000", "2000 to 2004", "2005 and more"
    std::string how;
};

// A band that would hold fewer than 1 % of the values, or fewer than 10, is one with the next.
Bands year_bands(std::span<const double> values, int width);
Bands decade_bands(std::span<const double> values, int ends_a_decade); // 3: 1, 2, 5; 1: 1
Bands round_bands(std::span<const double> values, int about);

// How many rows have a level, in classes.
struct SizeClasses {
    std::vector<std::size_t> ends; // ascending
    std::vector<std::string> labels;
    std::uint8_t band(std::size_t rows) const { // from 1 on
        return static_cast<std::uint8_t>(1 + (std::ranges::upper_bound(ends, rows) - ends.begin()));
    }
};
SizeClasses size_classes(bool coarser);

// Without an exponent where it is whole: "1000000".
std::string plain_number(double value);

} // namespace cohortscope::report
