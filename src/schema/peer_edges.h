// Where bands of a number begin, as a schema writes them among a column's keys.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace cohortscope::schema {

// The keys of a column that hold them: of a number the bands of its values, of a category the bands
// of how many rows share a name.
inline constexpr const char* kBandsKey = "peers.bands";
inline constexpr const char* kSizesKey = "peers.sizes";

// Of the measure's column: by how many per cent of the median a row has to lie below it to be
// called underpaid (0 to 100), and the rows that a group of peers needs (1 and more).
inline constexpr const char* kGapKey = "peers.gap";
inline constexpr const char* kFewestKey = "peers.fewest";

inline constexpr std::size_t kMostEdges = 50;

// "3 6 11 16": finite, ascending, at least one, at most kMostEdges; nothing where it is not so.
std::optional<std::vector<double>> edges_of_text(std::string_view text);

// "20": one number of low to high; nothing where it is not so.
std::optional<double> limit_of_text(std::string_view text, double low, double high);
inline constexpr double kMostFewest = 1e6;

} // namespace cohortscope::schema
