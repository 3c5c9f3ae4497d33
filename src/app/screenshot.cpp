#include "app/screenshot.h"

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <mutex>

#include <imgui.h>

#include "app/commands.h"
#include "app/host.h"
#include "base/error.h"
#include "base/file.h"
#include "gl/offscreen.h"

namespace cohortscope::app {

namespace {

constexpr int kTile = 4096;           // pixels; every card has targets of this size
constexpr int kLargestSide = 32'768;  // pixels of a picture

// Lets the main thread sleep until the live worker has something new.
class Bell {
  public:
    void ring() {
        const std::scoped_lock lock(mutex_);
        rung_ = true;
        changed_.notify_one();
    }
    void wait() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return rung_; });
        rung_ = false;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool rung_ = false;
};

void wait_for_final(engine::Live& live, Bell& bell) {
    for (;;) {
        const engine::LiveState state = live.state();
        if (!state.error.empty())
            throw base::Error(state.error);
        if (state.result && state.result->final_result && !state.computing)
            return;
        bell.wait();
    }
}

// Time stands still in a picture but for the frames that let a layout and a glide settle.
void settle(Host& host, float scale) {
    constexpr double kFrameSeconds = 1.0 / 20.0;
    constexpr int kMostFrames = 40;
    double seconds = 0.0;
    for (int frame = 0; frame < kMostFrames; ++frame, seconds += kFrameSeconds) {
        host.prepare(scale);
        ImGui::GetIO().DeltaTime = static_cast<float>(kFrameSeconds);
        const bool animating = host.build_frame(seconds).animating;
        if (frame >= 4 && !animating)
            return;
    }
}

// Draws the last frame tile by tile, so that a picture may be larger than the card's targets.
std::vector<std::uint8_t> draw_tiles(Host& host, int width, int height) {
    std::vector<std::uint8_t> picture(static_cast<std::size_t>(width) *
                                      static_cast<std::size_t>(height) * 3);
    ImDrawData* data = ImGui::GetDrawData();
    for (int top = 0; top < height; top += kTile)
        for (int left = 0; left < width; left += kTile) {
            const int tile_width = std::min(kTile, width - left);
            const int tile_height = std::min(kTile, height - top);
            gl::OffscreenTarget target(tile_width, tile_height);
            target.bind();
            data->DisplayPos = ImVec2(static_cast<float>(left), static_cast<float>(top));
            data->DisplaySize =
                ImVec2(static_cast<float>(tile_width), static_cast<float>(tile_height));
            host.draw();
            const std::vector<std::uint8_t> tile = target.read_rgb();
            const auto row_bytes = static_cast<std::ptrdiff_t>(tile_width) * 3;
            for (int y = 0; y < tile_height; ++y)
                std::copy_n(tile.begin() + y * row_bytes, row_bytes,
                            picture.begin() +
                                (static_cast<std::ptrdiff_t>(top + y) * width + left) * 3);
        }
    return picture;
}

} // namespace

void run_screenshot(const Screenshot& screenshot) {
    expect_writable(screenshot.out);
    const engine::Settings settings = settings_of(screenshot.common);
    const int width = static_cast<int>(std::lround(screenshot.width * screenshot.scale));
    const int height = static_cast<int>(std::lround(screenshot.height * screenshot.scale));
    if (std::max(width, height) > kLargestSide)
        throw base::Error("the picture would measure " + std::to_string(width) + " x " +
                          std::to_string(height) + " pixels; expected at most " +
                          std::to_string(kLargestSide) + " on a side");
    const std::shared_ptr<const data::Table> table = read_table(screenshot.common);

    const gl::OffscreenContext context;
    Bell bell;
    Host host([&bell] { bell.ring(); });
    host.workbench().set_settings(settings);
    host.workbench().set_theme(screenshot.theme);
    host.workbench().set_tab(screenshot.tab);
    ImGui::GetIO().DisplaySize = ImVec2(static_cast<float>(width), static_cast<float>(height));
    host.live().request(settings, false);
    host.live().load_table(table);
    wait_for_final(host.live(), bell);
    settle(host, static_cast<float>(screenshot.scale));
    base::write_file(screenshot.out,
                     gl::encode_png(width, height, draw_tiles(host, width, height)));
}

} // namespace cohortscope::app
