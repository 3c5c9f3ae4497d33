// A number in bands: the values between two edges count together.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace cohortscope::analysis {

struct Bands {
    std::vector<double> edges; // ascending; each belongs to the band above it

    std::size_t count() const { return edges.size() + 1; }
    std::size_t of(double value) const; // 0 for what lies below the first edge; not NaN
    bool operator==(const Bands&) const = default;
};

// Edges at the quartiles: four bands, fewer where quartiles are equal or equal to the least value.
Bands quarters(std::span<const double> values);

// "under 3", "3 to <6", "16 and more"; "all" of a single band.
std::string label_of(const Bands& bands, std::size_t band);

} // namespace cohortscope::analysis
