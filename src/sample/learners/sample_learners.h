// The learners of the built-in sample: their rows, start years and the years of their updates.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sample/sample_columns.h"

namespace cohortscope::sample {

// The sample before its rows are put in random order: the rows of a learner follow each other, by
// ascending update year. All columns have one entry a row.
struct SampleRows {
    std::vector<std::uint32_t> learner_begin; // learners + 1: first row of each
    std::vector<std::uint8_t> start_year;     // index into start_year_facts()
    std::vector<std::uint8_t> update_year;    // index into update_year_facts()
    std::vector<std::uint32_t> company;       // number of the company, or kNothing
    std::vector<std::uint32_t> role;          // number of the title, or kNothing
    std::vector<double> pay;                  // rupees a year

    std::size_t rows() const { return start_year.size(); }
    std::size_t learners() const { return learner_begin.size() - 1; }
};

// Years since the start year as PIPELINE.md counts them, 10 for a missing or invalid year.
double sample_experience(std::uint8_t start_year);

// Learners with most rows first; fills learner_begin, start_year and update_year.
SampleRows make_learners(std::size_t rows, std::uint64_t seed);

} // namespace cohortscope::sample
