// Session files, and the tables that they name.
#pragma once

#include <optional>
#include <string>

#include "data/read_table.h"
#include "engine/session/session.h"

namespace cohortscope::engine {

// What the table was read with, so that it can be read again.
DataFile data_file_of(const data::Table& table, const data::ReadOptions& options);

// Writes all or nothing (base/file.h), with the data file's path seen from there. Throws
// base::Error.
void write_session(const std::string& path, Session session);

// Where the data file is now: beside the session as it was, else where it was. Empty where it is in
// neither place, or was no file.
std::string find_data(const DataFile& data, const std::string& session_path);

data::ReadOptions read_options_of(const DataFile& data);

// Whether that is the sample that comes with the program.
bool is_sample(const DataFile& data);

} // namespace cohortscope::engine
