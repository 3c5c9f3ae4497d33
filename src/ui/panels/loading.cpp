#include "ui/panels/loading.h"

#include <algorithm>
#include <utility>

#include "base/format.h"
#include "base/printable.h"
#include "plot/labels.h"
#include "ui/frame.h"

namespace cohortscope::ui {

namespace {

constexpr std::size_t kNameCharacters = 40;
constexpr double kProgressSeconds = 0.1; // between two pictures of the bytes read

std::string bytes_text(std::uint64_t bytes) {
    constexpr double kMegabyte = 1e6;
    return base::fixed(static_cast<double>(bytes) / kMegabyte, 1) + " MB";
}

} // namespace

std::string shown_file_name(const std::string& path) {
    const std::size_t slash = path.find_last_of("/\\");
    return base::printable(slash == std::string::npos ? path : path.substr(slash + 1));
}

std::string loading_text(const engine::LiveState& live) {
    if (live.loading.empty())
        return {};
    std::string text = "reading " + base::shortened(shown_file_name(live.loading), kNameCharacters);
    if (live.loading_bytes > 0)
        text += ": " + bytes_text(live.loading_bytes);
    if (live.loading_rows > 0)
        text += ", " + plot::row_count(static_cast<std::size_t>(live.loading_rows));
    return text + " … (Esc stops)";
}

void follow_load(Frame& frame) {
    Loading& loading = frame.view.load;
    loading.under_way = !frame.live.loading.empty();
    frame.out.cancels_load = std::exchange(loading.cancels, false);
    if (loading.under_way)
        frame.out.next_frame_s = std::min(frame.out.next_frame_s, kProgressSeconds);
}

} // namespace cohortscope::ui
