// Seeded random numbers with the same sequence on every machine.
#pragma once

#include <cstdint>

namespace cohortscope::base {

// xoshiro256++ (Blackman, Vigna 2019), seeded through splitmix64. Different streams of one seed are
// independent for every practical purpose.
class Random {
  public:
    explicit Random(std::uint64_t seed, std::uint64_t stream = 0);

    std::uint64_t next();
    double uniform();                         // [0, 1), 53 bits
    std::uint64_t below(std::uint64_t bound); // [0, bound), bound > 0, without bias
    double normal();                          // mean 0, deviation 1 (Marsaglia's polar method)

  private:
    std::uint64_t state_[4];
};

} // namespace cohortscope::base
