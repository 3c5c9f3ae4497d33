// Which column of a file is which, where its header does not say so.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/error.h"

namespace cohortscope::data {

// A column of the schema → what the file's header calls it.
using ColumnNames = std::map<std::string, std::string>;

// A column that the schema wants, and which of the file's it may be.
struct WantedColumn {
    std::string name;
    bool optional = false;
    std::string guess; // a name of the header; empty for none
};

// A header that lacks columns: a person can say which are which.
class UnknownColumns : public base::Error {
  public:
    UnknownColumns(const base::Error& error, std::vector<std::string> header,
                   std::vector<WantedColumn> columns)
        : base::Error(error), found(std::move(header)), wanted(std::move(columns)) {}

    std::vector<std::string> found; // the header's names, in order
    std::vector<WantedColumn> wanted;
};

// Calls the header's columns what the schema calls them. A column that has a name of the schema
// which was given to another one is called "NAME (as read)". Throws base::Error naming `source`,
// the line and the header's names for a name that the header lacks.
void rename_columns(std::vector<std::string>& header, const ColumnNames& names,
                    const std::string& source, std::size_t header_line);

} // namespace cohortscope::data
