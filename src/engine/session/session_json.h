// Sessions as JSON: the bytes follow from the content, and the content from the bytes.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/session/session.h"

namespace cohortscope::engine {

inline constexpr int kSessionVersion = 2;

// {"cohortscope_session": 2, "data": …, "schema": …, "settings": …, "names": […], …}: keys in a
// fixed order, numbers that read back as themselves. Sets of rows are text (row_set.h); labels of
// rows are packed bits. For 206,000 rows, k = 5, a selection and a baseline some 300 KB.
std::string session_to_json(const Session& session);

// Reads version 1, too: that has settings alone. Without a "schema" the settings start from the
// defaults of `schema`, else of the built-in one. Throws base::Error naming `source` and the place
// for broken JSON (with its line), a newer version, an unknown knob, a value out of range, rows
// beyond the table, and more than a session can have. Time and memory in the order of the text and
// of the table's rows.
Session session_of_json(std::string_view json, const std::string& source,
                        std::shared_ptr<const schema::Schema> schema = nullptr);

} // namespace cohortscope::engine
