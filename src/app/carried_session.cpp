#include "app/carried_session.h"

#include <filesystem>

#include "engine/session/session_file.h"
#include "engine/session/session_json.h"

namespace cohortscope::app {

namespace {

namespace fs = std::filesystem;

bool is_beside(const fs::path& table, const fs::path& folder) {
    std::error_code unknown;
    return fs::equivalent(fs::absolute(folder, unknown).lexically_normal().parent_path(),
                          fs::absolute(table, unknown).parent_path(), unknown);
}

// "out/" and "out" are the same folder, whose parents differ as paths.
fs::path without_end(const std::string& folder) {
    const fs::path path = folder;
    return path.has_filename() ? path : path.parent_path();
}

} // namespace

engine::Session carried_session(const OpenSession& open, const std::string& folder) {
    engine::Session session = open.session;
    if (session.document.table)
        session.data = engine::data_file_of(*session.document.table, open.options);
    const fs::path table = session.data.path;
    if (table.empty())
        return session;
    const std::string name = table.filename().string();
    session.data.source = session.data.path = session.data.beside = name;
    if (!folder.empty() && is_beside(table, without_end(folder)))
        session.data.beside = (".." / fs::path(name)).string();
    return session;
}

std::string carried_text(const OpenSession& open) {
    return engine::session_to_json(carried_session(open));
}

} // namespace cohortscope::app
