#include "engine/session/session_file.h"

#include <filesystem>

#include "base/file.h"
#include "engine/session/session_json.h"

namespace cohortscope::engine {

namespace fs = std::filesystem;

namespace {

constexpr const char* kSample = "built-in sample"; // as sample::make_sample calls its table

bool is_file(const fs::path& path) {
    std::error_code unknown;
    return fs::is_regular_file(path, unknown);
}

std::string seen_from(const std::string& session_path, const std::string& path) {
    std::error_code unknown;
    const fs::path folder = fs::absolute(session_path, unknown).parent_path();
    const fs::path seen = fs::absolute(path, unknown).lexically_proximate(folder);
    return unknown ? std::string() : seen.string();
}

} // namespace

DataFile data_file_of(const data::Table& table, const data::ReadOptions& options) {
    DataFile data;
    data.source = table.source;
    data.rows = table.rows;
    data.content = table.fingerprint;
    if (!is_file(table.source))
        return data;
    std::error_code unknown;
    const std::uintmax_t bytes = fs::file_size(table.source, unknown);
    data.path = table.source;
    data.bytes = unknown ? 0 : bytes;
    data.sheet = options.sheet;
    data.called = options.columns;
    data.strict = options.strict;
    return data;
}

void write_session(const std::string& path, Session session) {
    if (!session.data.path.empty())
        session.data.beside = seen_from(path, session.data.path);
    base::write_file(path, session_to_json(session));
}

std::string find_data(const DataFile& data, const std::string& session_path) {
    if (data.path.empty())
        return {};
    const fs::path beside = fs::path(session_path).parent_path() / data.beside;
    if (!data.beside.empty() && is_file(beside))
        return beside.lexically_normal().string();
    return is_file(data.path) ? data.path : std::string();
}

data::ReadOptions read_options_of(const DataFile& data) {
    data::ReadOptions options;
    options.sheet = data.sheet;
    options.columns = data.called;
    options.strict = data.strict;
    return options;
}

bool is_sample(const DataFile& data) { return data.path.empty() && data.source == kSample; }

} // namespace cohortscope::engine
