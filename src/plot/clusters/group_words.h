// What a group is, in words that a newcomer reads: its share, its years, its measure against
// the others', its outcome.
#pragma once

#include <cstddef>
#include <string>

#include "engine/result.h"

namespace cohortscope::plot {

// A group's share of all records: "1 in 9 records" where that lies within 4 % of it, else
// "24 % of records"; the count itself for at most 20.
std::string share_in_words(std::size_t size, std::size_t all);

// A measure in two significant digits: "₹23 L", "₹9.5 L", "₹99,000", "340 minutes".
std::string rough_measure(const schema::ColumnSpec& measure, double value);

// "₹8–11 L", with the unit once where both ends have it; one number where both read the same.
std::string measure_range(const schema::ColumnSpec& measure, double low, double high);

// "19 years", the mean of the first feature that is an age, and its label, "experience"; empty
// where the clustering knows none.
std::string years_in_words(const engine::Result& result, int cluster);
std::string years_label(const engine::Result& result);

// "median income ₹23 L", and the other groups' lowest and highest median: "others ₹8–11 L". The
// second is empty for one group alone.
std::string median_in_words(const engine::Result& result, int cluster);
std::string others_in_words(const engine::Result& result, int cluster);

// "dropout 31 %", or the mean of an outcome that is no matter of yes and no; empty where none is
// known.
std::string outcome_in_words(const engine::Result& result, const analysis::ClusterProfile& profile);

// Whether every outcome is 0, 1 or missing. O(n).
bool is_rate(const engine::Result& result);

// The words behind ", "; nothing where there are none.
std::string after_comma(const std::string& words);

// "205,785 records fall into 5 groups."
std::string groups_sentence(const engine::Result& result);

} // namespace cohortscope::plot
