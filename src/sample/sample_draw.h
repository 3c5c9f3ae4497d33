// Draws for the samples whose rows are people of a few kinds: spreads, weights, odds, and how
// people type.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/random.h"

namespace cohortscope::sample {

// A normal number.
struct Spread {
    double mean = 0.0;
    double deviation = 0.0;
};

// A log-normal number; the deviation is that of its logarithm.
struct Skewed {
    double median = 1.0;
    double deviation = 0.0;
};

double draw(const Spread& spread, base::Random& random);
double draw(const Skewed& skewed, base::Random& random);

bool chance(std::uint64_t per_mille, base::Random& random);

// True with probability 1 / (1 + e^-log_odds); |log_odds| ≤ 700.
bool chance_of_odds(double log_odds, base::Random& random);

// A position, with a probability in proportion to its weight. Not all weights are 0.
std::uint32_t pick(std::span<const std::uint64_t> weights, base::Random& random);

// To the nearest multiple of 10^-decimals, halves up; decimals from 0 to 3.
double rounded(double value, int decimals);

// The nearest whole number inside [low, high], which are whole; low ≤ high.
double whole_within(double value, double low, double high);

// The number of a level as someone typed it: mostly as it stands, some in lower or in upper case.
std::uint32_t typed(std::uint32_t level, base::Random& random);

// The text of typed(). Each level mixes its cases, so that no two spellings are equal.
std::string typed_text(std::span<const std::string_view> levels, std::uint32_t typed);

// "L000042" for 'L' and 42: at least six digits.
std::string identity_text(char letter, std::uint32_t number);

// An age outside of 10 to 100, as errors of typing give it.
double impossible_age(base::Random& random);

} // namespace cohortscope::sample
