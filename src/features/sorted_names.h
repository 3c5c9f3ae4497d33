// Dictionaries brought into byte order, cleaned on the way; rows only have their codes replaced.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "data/table.h"
#include "features/clean.h"

namespace cohortscope::features {

enum class NameForm { as_read, cleaned };

// The column with names in byte order, each once. A name that is empty becomes missing. Cleans and
// sorts the distinct names only: O(names · log names + rows).
SortedText sort_names(const data::TextColumn& column, NameForm form);

// Content of a text column: names and codes.
base::Fingerprint fingerprint_of_text(const SortedText& text);

// The code of `name`, or data::kMissingCode if it is not among the names in byte order.
std::int32_t find_name(const data::Dictionary& names, std::string_view name);

} // namespace cohortscope::features
