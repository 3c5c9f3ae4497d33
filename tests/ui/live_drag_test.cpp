// The whole loop without a window: a synthetic mouse drags a slider, the live engine answers.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

#include <doctest/doctest.h>

#include "data/sample.h"
#include "engine/live.h"
#include "support/headless_ui.h"

using namespace cohortscope;
using Clock = std::chrono::steady_clock;

namespace {

constexpr double kFrameBudgetMs = 16.0;

struct Loop {
    tests::HeadlessUi ui{1920, 1080, 1};
    engine::Live live{[] {}};
    double longest_ms = 0.0;

    Loop() { live.load_table(std::make_shared<data::Table>(data::make_sample())); }

    void frame() {
        ui.live = live.state();
        const Clock::time_point start = Clock::now();
        const ui::FrameOutput out = ui.frame();
        live.request(out.settings, out.held);
        const std::chrono::duration<double, std::milli> passed = Clock::now() - start;
        longest_ms = std::max(longest_ms, passed.count());
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }

    // Frames until the final result for what the user wants is there, or ten seconds have passed.
    bool wait_for_final(int k) {
        for (int i = 0; i < 2000; ++i) {
            frame();
            const engine::LiveState state = live.state();
            if (state.result && state.result->final_result && !state.computing &&
                state.result->clustering->k == k)
                return true;
        }
        return false;
    }
};

} // namespace

TEST_CASE("a dragged slider streams previews and ends in the final result, and no frame waits") {
    Loop loop;
    REQUIRE(loop.wait_for_final(5));
    const plot::Box label = loop.ui.find("Rare company below");
    REQUIRE(label.width() > 0);
    const float left = 12 + 7;
    const float right = std::floor(1920 * 0.22f) - 12 - 7;
    const float y = label.bottom + 18;
    loop.ui.move(left + (right - left) * 0.23f, y);
    loop.frame();
    loop.frame();
    const engine::LiveState before = loop.live.state();
    loop.longest_ms = 0.0; // the first frames rasterise the fonts
    loop.ui.button(true);
    for (int i = 0; i < 50; ++i) {
        loop.ui.move(left + (right - left) * (0.23f + 0.01f * static_cast<float>(i)), y);
        loop.frame();
    }
    loop.ui.button(false);
    REQUIRE(loop.wait_for_final(5));
    const engine::LiveState after = loop.live.state();
    MESSAGE("longest frame " << loop.longest_ms << " ms, " << after.previews - before.previews
                             << " previews, " << after.finals - before.finals << " finals");
    CHECK(after.result->settings.rare.company_threshold > 50);
    CHECK(after.result->prepared.learners->rare.rare_rows >
          before.result->prepared.learners->rare.rare_rows);
    CHECK(after.result->rows() > 200'000);
    CHECK(after.previews > before.previews);
    CHECK(loop.longest_ms <= kFrameBudgetMs);
}
