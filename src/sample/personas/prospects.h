// The rows of the sample of prospective students.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cohortscope::sample {

// Levels are positions in the lists of persona_facts.h; a typed one is of typed().
struct Prospect {
    std::uint32_t persona = 0;
    std::uint32_t student = 0;
    double age = 0.0;
    std::uint32_t gender = 0;
    std::uint32_t country = 0;
    std::uint32_t major = 0;
    double grade = 0.0;
    double gre = 0.0;
    double english = 0.0;
    double work_years = 0.0;
    std::uint32_t research = 0; // typed
    double events = 0.0;
    double webinar_minutes = 0.0;
    double emails = 0.0;
    std::uint32_t start = 0; // typed
    std::uint32_t mode = 0;
    std::uint32_t enrolled = 0;
};

// Row i depends on the seed and on i alone, but that a repeated student's row is that student's
// once more, with the later activity of row i.
std::vector<Prospect> make_prospects(std::size_t rows, std::uint64_t seed);

} // namespace cohortscope::sample
