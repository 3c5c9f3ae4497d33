#include "engine/session.h"

#include <utility>

namespace cohortscope::engine {

std::string session_to_json(const Settings& settings) {
    Session session;
    session.document.settings = settings;
    return session_to_json(session);
}

Settings session_from_json(std::string_view json, const std::string& source,
                           std::shared_ptr<const schema::Schema> schema) {
    return session_of_json(json, source, std::move(schema)).document.settings;
}

} // namespace cohortscope::engine
