// What is said of a header that lacks wanted columns.
#pragma once

#include <span>
#include <string>

#include "data/bind_columns.h"
#include "data/match_header.h"

namespace cohortscope::data {

// Throws UnknownColumns with the columns found, those missing and those that may be meant; Error
// that repeats no cell for a first line that looks like data.
[[noreturn]] void refuse_header(std::span<const std::string> header, const TableHints& hints,
                                std::span<const Match> matches, const HeaderPlace& place);

} // namespace cohortscope::data
