// The companies of the built-in sample: how many rows each has, whose they are, what it pays.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sample/learners/sample_learners.h"

namespace cohortscope::sample {

// Rows of each company, the largest ones of the original first, then the middle ones descending,
// then those of 5, 4, … 1 rows. Adds up to `rows`.
std::vector<std::uint64_t> company_sizes(std::uint64_t rows);

// Deals the companies to the learners' rows, most rows of a learner in one company; fills
// sample.company. Returns company_sizes of the rows that have a company.
std::vector<std::uint64_t> assign_companies(SampleRows& sample, std::uint64_t seed);

// The premium of each company in ln pay: large ones pay more.
std::vector<double> company_premiums(std::size_t rows, const std::vector<std::uint64_t>& sizes,
                                     std::uint64_t seed);

// A scrambled name; different companies have different ones. A few of the smallest companies are
// dirty spellings of a large one, and a few names have stray punctuation.
std::string company_name(std::uint64_t company, std::uint64_t companies, std::uint64_t seed);

// 64 hexadecimal digits, as a hash of an address would have.
std::string email_hash(std::uint64_t learner, std::uint64_t seed);

} // namespace cohortscope::sample
