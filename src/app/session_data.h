// A command's table, where its session says which.
#pragma once

#include <optional>
#include <string>

#include "app/arguments.h"
#include "engine/session/opened_session.h"

namespace cohortscope::app {

struct FromSession {
    Common common; // with the session's table where the command line names none
    std::optional<engine::Session> session;
    std::string missing; // the session's table, where it is not there; else empty
};

// A session in the table's place is one. Throws base::Error for one that cannot be read.
FromSession from_session(const Common& common);

// The same for a command that cannot do without the table: throws base::Error where it is missing.
FromSession with_data_of_session(const Common& common);

// The session's document on this table, at these settings, whatever the session's are. Says on
// standard error what of it does not fit the table unless quiet. Without a session, or with one of
// settings alone, the settings are all that there is.
engine::OpenedSession open_session(const FromSession& from,
                                   const std::shared_ptr<const data::Table>& table,
                                   const engine::Settings& settings);

} // namespace cohortscope::app
