// What a group is, in words that a newcomer reads: its share, its years, its pay against the
// others'.
#pragma once

#include <cstddef>
#include <string>

#include "engine/result.h"

namespace cohortscope::plot {

// A group's share of all records: "1 in 9 records" where that lies within 4 % of it, else
// "24 % of records"; the count itself for at most 20.
std::string share_in_words(std::size_t size, std::size_t all);

// Pay in two significant digits: "₹23 L", "₹9.5 L", "₹99,000".
std::string rough_rupees(double rupees);

// "₹8–11 L", with the unit once where both ends have it; one number where both read the same.
std::string rupee_range(double low, double high);

// "19 years", the mean experience; empty where the clustering does not know it.
std::string years_in_words(const engine::Result& result, int cluster);

// "median pay ₹23 L", and the other groups' lowest and highest median: "others ₹8–11 L". The second
// is empty for one group alone.
std::string median_in_words(const engine::Result& result, int cluster);
std::string others_in_words(const engine::Result& result, int cluster);

// "205,785 records fall into 5 groups."
std::string groups_sentence(const engine::Result& result);

} // namespace cohortscope::plot
