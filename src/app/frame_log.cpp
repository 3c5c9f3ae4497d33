#include "app/frame_log.h"

#include <cstdlib>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace cohortscope::app {

namespace {

nlohmann::ordered_json as_json(const std::vector<ui::Control>& controls) {
    constexpr const char* kKinds[] = {"slider", "choice", "option", "switch", "stop"};
    auto list = nlohmann::ordered_json::array();
    for (const ui::Control& control : controls)
        list.push_back({{"kind", kKinds[static_cast<std::size_t>(control.kind)]},
                        {"key", control.key},
                        {"x", control.x},
                        {"y", control.y},
                        {"says", control.says}});
    return list;
}

std::vector<std::string> names_of(const engine::Result* result) {
    std::vector<std::string> names;
    for (int cluster = 0; result != nullptr && cluster < result->clustering->k; ++cluster)
        names.push_back(result->name(cluster));
    return names;
}

} // namespace

std::string FrameLog::path() {
    const char* path = std::getenv("COHORTSCOPE_FRAME_LOG");
    return path == nullptr ? "" : path;
}

FrameLog::FrameLog() {
    if (path().empty())
        return;
    file_.open(path(), std::ios::app);
    if (!file_)
        throw base::Error::in(path(), "the log of frames cannot be written there");
}

void FrameLog::add(const FrameRecord& frame, const engine::LiveState& shown) {
    if (!file_.is_open())
        return;
    const engine::Result* result = shown.result.get();
    nlohmann::ordered_json line = {
        {"t_ms", frame.end_ms},
        {"knob", frame.held_knob},
        {"frame_ms", frame.whole.passed_ms},
        {"ui_ms", frame.interface.passed_ms},
        {"cloud_ms", frame.cloud.passed_ms},
        {"frame_cpu_ms", frame.whole.thread_ms},
        {"ui_cpu_ms", frame.interface.thread_ms},
        {"cloud_cpu_ms", frame.cloud.thread_ms},
        {"uploaded", frame.uploaded_bytes},
        {"pictures", frame.pictures},
        {"vertices", frame.vertices},
        {"charts", frame.work.charts},
        {"rows_read", frame.work.rows},
        {"gliding", frame.work.gliding},
        {"replays", frame.replays},
        {"serial", result != nullptr ? result->serial : 0},
        {"final", result != nullptr && result->final_result},
        {"result_ms", result != nullptr ? result->total_ms : 0.0},
        {"clusters", result != nullptr ? result->clustering->k : 0},
        {"colours", result != nullptr ? result->identity.colour : std::vector<int>()},
        {"names", names_of(result)},
        {"rows", result != nullptr ? result->prepared.rows->rows.size() : 0},
        {"step", frame.step},
        {"steps", frame.steps},
        {"did", frame.did},
        {"selected", frame.selected},
        {"baseline", frame.baseline},
        {"previews", shown.previews},
        {"finals", shown.finals},
        {"computing", frame.computing},
        {"loading", shown.loading},
        {"loading_bytes", shown.loading_bytes},
        {"moving", frame.moving},
        {"error", shown.error}};
    if (frame.controls != controls_) {
        controls_ = frame.controls;
        line["controls"] = as_json(controls_);
    }
    file_ << line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
}

} // namespace cohortscope::app
