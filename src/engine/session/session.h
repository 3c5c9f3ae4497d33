// What a session file holds: the whole document, and where its table comes from.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/fingerprint.h"
#include "data/column_names.h"
#include "engine/document.h"
#include "engine/shown_final.h"

namespace cohortscope::engine {

// The file of a table, and what it was like.
struct DataFile {
    std::string source;       // what the table calls it; empty: the session says nothing of data
    std::string path;         // as given; empty where it is no file: a sample, an input stream
    std::string beside;       // the same seen from the session's folder; empty: not known
    std::string sheet;        // it was read with these
    data::ColumnNames called; // likewise
    bool strict = false;      // likewise
    std::uint64_t bytes = 0;  // of the file; 0: not known
    std::uint64_t rows = 0;
    base::Fingerprint content; // Table::fingerprint
    bool operator==(const DataFile&) const = default;
};

// Rows are those of the table that `data` tells of; without any, no rows are kept.
struct Session {
    DataFile data;
    Document document;                       // without its table
    std::shared_ptr<const ShownFinal> shown; // the document's final; null: not known
    std::string column;                      // beside the clusters; empty: the measure
};

// Equal in content: what hangs on pointers is compared by what it points to.
bool same_content(const Session& a, const Session& b);

// Whether its text tells of single rows: groups, selections, names of groups, a row in question.
bool tells_of_rows(const Session& session);

// The same without all that: settings, data, and how they are looked at.
Session without_rows(Session session);

} // namespace cohortscope::engine
