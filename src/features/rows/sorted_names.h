// Dictionaries brought into byte order, cleaned on the way; rows only have their codes replaced.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "data/table.h"
#include "features/column.h"

namespace cohortscope::features {

// Text codes whose dictionary is in byte order, so that the lower code is the earlier name and ties
// "alphabetically" are ties by code.
struct SortedText {
    Column<std::int32_t> codes; // one a row; data::kMissingCode where missing
    std::shared_ptr<const data::Dictionary> names;
};

enum class NameForm { as_read, cleaned }; // cleaned: as clean_text() does

// A dictionary's names in byte order, each once.
struct SortedNames {
    std::shared_ptr<const data::Dictionary> names;
    std::vector<std::int32_t> code_of; // by old code; data::kMissingCode where the name is empty
};
SortedNames sort_names(const data::Dictionary& dictionary, NameForm form); // O(names · log names)

// Content of a text column: names and codes.
base::Fingerprint fingerprint_of_text(const SortedText& text);

// The code of `name`, or data::kMissingCode if it is not among the names in byte order.
std::int32_t find_name(const data::Dictionary& names, std::string_view name);

} // namespace cohortscope::features
