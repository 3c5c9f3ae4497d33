// The names in a ZIP archive, from the list at its end.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cohortscope::data {

// Names as programs mean them: lower case, forward slashes, none in front.
std::string plain_part_name(std::string_view name);

struct ZipNames {
    std::string first;              // of a file, not of a folder; as written
    std::vector<std::string> plain; // the first 10,000

    bool holds(std::string_view name) const;
    bool holds_below(std::string_view folder) const;
};

// Nothing where the list is missing or cut, as in an incomplete archive. O(names), after a search
// in the last 66 kB.
std::optional<ZipNames> zip_names(std::string_view bytes);

} // namespace cohortscope::data
