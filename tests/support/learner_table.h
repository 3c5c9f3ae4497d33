// Small learner tables for tests, made by hand or at random.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "data/table.h"

namespace cohortscope::tests {

// Rows of a Scaler table as CSV text behind its header, read by the program's own reader.
std::shared_ptr<const data::Table> table_of(const std::vector<std::string>& lines);

// A seeded table with a few companies, roles and missing cells.
std::shared_ptr<const data::Table> random_table(std::size_t rows, std::uint64_t seed);

// Path of a file in ../shared, or empty (with a message) where it is absent.
std::string shared_file(const std::string& name);

} // namespace cohortscope::tests
