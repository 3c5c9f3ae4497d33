// Steps S1 to S4: text, duplicates, rows without pay, rows per learner.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/fingerprint.h"
#include "data/table.h"
#include "features/settings.h"

namespace cohortscope::features {

// Text codes whose dictionary is in byte order, so that the lower code is the earlier name and ties
// "alphabetically" are ties by code.
struct SortedText {
    std::vector<std::int32_t> codes; // one a row; data::kMissingCode where missing
    std::shared_ptr<const data::Dictionary> names;
};

struct CleanCounts {
    std::size_t rows_read = 0;
    std::size_t duplicates = 0;
    std::size_t rows_without_pay = 0;
    std::size_t rows_of_same_learner = 0; // dropped by person_rows = first or last
};

// n rows kept, in file order.
struct Cleaned {
    std::vector<std::uint32_t> rows; // n; the 0-based data row of the file
    SortedText company;              // names after S1
    SortedText role;
    std::vector<std::int32_t> email;  // n; codes of the table's dictionary; missing allowed
    std::vector<double> orgyear;      // n; as read, NaN where missing
    std::vector<double> ctc;          // n; > 0, rupees a year, unclipped
    std::vector<double> updated_year; // n; NaN where missing
    std::vector<std::int32_t> ctc_update_count; // n; ≥ 1
    CleanCounts counts;
    base::Fingerprint fingerprint; // of all the above
};

// `text` with every character outside A-Z a-z 0-9 and space dropped, lower-cased, runs of spaces
// folded, trimmed; may be empty.
std::string clean_text(std::string_view text);

// Throws base::Error if no row is left.
Cleaned clean(const data::Table& table, const CleanSettings& settings);

} // namespace cohortscope::features
