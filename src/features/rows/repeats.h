// S2: rows that equal an earlier one in every column of the schema, ignored ones too.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "features/rows/distinct.h"
#include "features/rows/sorted_names.h"
#include "schema/bind.h"

namespace cohortscope::features {

// The code that S1 gives a name of the table's dictionary; missing where nothing is left of it.
inline std::int32_t code_after(const SortedNames& names, std::int32_t code) {
    return code < 0 ? data::kMissingCode : names.code_of[static_cast<std::size_t>(code)];
}

// A hash of what text cleaning leaves alone, one a row of the table.
std::vector<std::uint64_t> hashes_without_text(const schema::Bound& bound);

// The rows, ascending, that equal an earlier one; names: by slot, after S1. links: of the hashes
// above. Names are compared after S1, or as read where S1 left nothing of them.
std::vector<std::uint32_t> find_equal_rows(const schema::Bound& bound,
                                           std::span<const SortedNames> names,
                                           const std::vector<HashLink>& links);

} // namespace cohortscope::features
