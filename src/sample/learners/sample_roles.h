// The roles of the built-in sample: common titles, rare dirty ones, and cells without one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sample/learners/sample_learners.h"

namespace cohortscope::sample {

// Deals the titles to the rows: seniors lead, juniors are interns, a learner mostly keeps the role.
// Fills sample.role with positions in the list of title_texts, or kNothing. Needs the start years.
void assign_roles(SampleRows& sample, std::uint64_t seed);

// The common titles of role_facts(), then kRareTitles distinct rare ones.
std::vector<std::string> title_texts(std::uint64_t seed);

// The role's premium in ln pay; 0 for a rare title or none.
double role_premium(std::uint32_t role);

} // namespace cohortscope::sample
