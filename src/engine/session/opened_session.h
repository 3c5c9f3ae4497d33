// A session brought onto a table: what a window takes up.
#pragma once

#include <memory>
#include <string>

#include "engine/session/session.h"

namespace cohortscope::engine {

struct OpenedSession {
    Document document;                       // with its table
    std::shared_ptr<const ShownFinal> shown; // its final; null where that has to be found again
    std::string column;                      // beside the clusters; empty: the measure
    std::string message;                     // what does not fit any more, in one line; else empty
};

// Where the table is another one than the session's, settings, names and view stay as far as they
// fit; the baseline goes, and with another number of rows all that is rows: selection, sets, the
// row in question. O(columns); of a session without data O(1) more.
OpenedSession open_on_table(const Session& session,
                            const std::shared_ptr<const data::Table>& table);

} // namespace cohortscope::engine
