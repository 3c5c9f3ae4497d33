// What is open, as it is carried away: in a figure, or beside a report.
#pragma once

#include <string>

#include "data/read_table.h"
#include "engine/session/session.h"

namespace cohortscope::app {

// Without the data file, which is that of the document's table, and how that was read.
struct OpenSession {
    engine::Session session;
    data::ReadOptions options;
};

// With its data file, which lies beside the figure, or where it does beside `folder`, that of a
// report; but with the name of no other folder of this machine. Reads the size of the table's file.
engine::Session carried_session(const OpenSession& open, const std::string& folder = "");

// The same as JSON.
std::string carried_text(const OpenSession& open);

} // namespace cohortscope::app
