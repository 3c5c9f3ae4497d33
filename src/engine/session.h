// Session files: the settings as JSON, readable and versioned.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/settings.h"

namespace cohortscope::engine {

inline constexpr int kSessionVersion = 1;

// {"cohortscope_session": 1, "settings": {"kmeans.k": 5, …}}: every field and the weights that
// differ; "schema" before them unless it is the built-in one.
std::string session_to_json(const Settings& settings);

// Starts from the defaults of the session's schema, else of `schema`, else of the built-in one.
// Throws base::Error naming `source` for broken JSON (with its line), a newer version, an unknown
// key or a value out of range.
Settings session_from_json(std::string_view json, const std::string& source,
                           std::shared_ptr<const schema::Schema> schema = nullptr);

} // namespace cohortscope::engine
