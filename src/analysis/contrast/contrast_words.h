// A contrast in words: "19 years instead of 8; 41 % backend engineers instead of 12 %".
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/contrast/contrast.h"
#include "schema/schema.h"

namespace cohortscope::analysis {

// From this strength on a difference is worth saying: ten points of a share.
inline constexpr double kWorthSaying = 0.1;

// What an entry that is no category is called.
struct ColumnWords {
    const schema::ColumnSpec* column = nullptr; // null: of an id that the schema does not have
    std::string label;                          // "years since graduation"
    bool age = false; // of a year: the values are years up to the reference year
};
ColumnWords words_of_number(const Ranked& entry, const features::PreparedRows& rows,
                            const schema::Schema& schema);

// What one entry of the ranking says: the first group's figure "instead of" the second's, in the
// words and units of the schema that `rows` were made by. Means; of the measure, as in automatic
// names, and where means are equal as written, medians. Empty where both would read the same.
std::string contrast_phrase(const Contrast& contrast, const Ranked& entry,
                            const features::PreparedRows& rows, const schema::Schema& schema);

// The phrases of the first entries that tell, at most so many, of at least kWorthSaying each.
std::vector<std::string> contrast_phrases(const Contrast& contrast,
                                          const features::PreparedRows& rows,
                                          const schema::Schema& schema, std::size_t most = 3);

// One or two sentences: the phrases; else the strongest difference, said to be small; else that
// there is none beyond chance, or that a group is empty.
std::string contrast_sentence(const Contrast& contrast, const features::PreparedRows& rows,
                              const schema::Schema& schema);

} // namespace cohortscope::analysis
