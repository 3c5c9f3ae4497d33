#include "app/carried_session.h"

#include <filesystem>

#include "engine/session/session_json.h"

namespace cohortscope::app {

std::string carried_session_of(const SessionDesk::Present& open) {
    engine::Session session = open.session;
    if (session.document.table)
        session.data = engine::data_file_of(*session.document.table, open.options);
    if (!session.data.path.empty())
        session.data.source = session.data.path = session.data.beside =
            std::filesystem::path(session.data.path).filename().string();
    return engine::session_to_json(session);
}

} // namespace cohortscope::app
