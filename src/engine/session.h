// The settings of a session file, which is all that most commands take of it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/session/session_json.h"

namespace cohortscope::engine {

// A session without data: every knob, the weights that differ, and the schema.
std::string session_to_json(const Settings& settings);

// As session_of_json.
Settings session_from_json(std::string_view json, const std::string& source,
                           std::shared_ptr<const schema::Schema> schema = nullptr);

} // namespace cohortscope::engine
