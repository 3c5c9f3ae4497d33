#include "app/frame_log.h"

#include <cstdlib>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace cohortscope::app {

FrameLog::FrameLog() {
    const char* path = std::getenv("COHORTSCOPE_FRAME_LOG");
    if (path == nullptr || *path == '\0')
        return;
    file_.open(path, std::ios::app);
    if (!file_)
        throw base::Error::in(path, "the log of frames cannot be written there");
}

void FrameLog::add(const FrameRecord& frame, const engine::LiveState& shown) {
    if (!file_.is_open())
        return;
    const engine::Result* result = shown.result.get();
    const nlohmann::ordered_json line = {
        {"t_ms", frame.end_ms},
        {"knob", frame.held_knob},
        {"frame_ms", frame.whole.passed_ms},
        {"ui_ms", frame.interface.passed_ms},
        {"cloud_ms", frame.cloud.passed_ms},
        {"frame_cpu_ms", frame.whole.thread_ms},
        {"ui_cpu_ms", frame.interface.thread_ms},
        {"cloud_cpu_ms", frame.cloud.thread_ms},
        {"uploaded", frame.uploaded_bytes},
        {"serial", result != nullptr ? result->serial : 0},
        {"final", result != nullptr && result->final_result},
        {"result_ms", result != nullptr ? result->total_ms : 0.0},
        {"clusters", result != nullptr ? result->clustering->k : 0},
        {"colours", result != nullptr ? result->identity.colour : std::vector<int>()},
        {"rows", result != nullptr ? result->prepared.learners->rows.size() : 0},
        {"previews", shown.previews},
        {"finals", shown.finals},
        {"computing", frame.computing},
        {"error", shown.error}};
    file_ << line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
}

} // namespace cohortscope::app
