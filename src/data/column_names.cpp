#include "data/column_names.h"

#include <algorithm>

#include "base/format.h"
#include "base/whole.h"

namespace cohortscope::data {

namespace {

constexpr std::size_t kShownCharacters = 40;

} // namespace

void rename_columns(std::vector<std::string>& header, const ColumnNames& names,
                    const std::string& source, std::size_t header_line) {
    const std::vector<std::string> read = header;
    for (const auto& [wanted, called] : names) {
        const auto found = std::ranges::find(read, called);
        if (found == read.end())
            throw base::Error::at(source, header_line,
                                  "no column is called \"" +
                                      base::shortened(called, kShownCharacters) +
                                      "\"; found: " + base::listed(read, kShownCharacters));
        const auto place = static_cast<std::size_t>(found - read.begin());
        for (std::size_t i = 0; i < header.size(); ++i)
            if (i != place && base::lower(header[i]) == wanted)
                header[i] += " (as read)";
        header[place] = wanted;
    }
}

} // namespace cohortscope::data
