#include "app/screenshot.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include <doctest/doctest.h>
#include <imgui.h>

#include "app/host.h"
#include "gl/gl_context.h"
#include "sample/sample.h"

using namespace cohortscope;
using support::WatchedContext;

namespace {

// A settled frame of a small sample at scale 2, in a picture of odd sides.
constexpr app::PictureSize kSize = {2561, 1441};

void build(app::Host& host) {
    host.workbench().set_hints(false);
    ImGui::GetIO().DisplaySize = {static_cast<float>(kSize.width),
                                  static_cast<float>(kSize.height)};
    host.live().request(engine::Settings(), false);
    host.live().load_table(std::make_shared<const data::Table>(sample::make_sample(5000, 42)));
    for (int i = 0; i < 24'000 && host.live().state().finals == 0; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    REQUIRE(host.live().state().finals > 0);
    app::settle(host, 2.0f);
}

} // namespace

TEST_CASE("a picture drawn in tiles is the picture drawn at once") {
    const auto context = WatchedContext::make();
    if (!context)
        return;
    app::Host host([] {});
    build(host);
    const std::vector<std::uint8_t> whole = app::draw_tiles(host, kSize, 4096);
    REQUIRE(whole.size() == std::size_t{2561} * 1441 * 3);
    CHECK(std::count(whole.begin(), whole.end(), whole.front()) < std::ptrdiff_t{2561} * 1441 * 2);
    for (const int side : {1000, 333}) {
        const std::vector<std::uint8_t> tiled = app::draw_tiles(host, kSize, side);
        std::size_t unequal = 0;
        std::size_t far = 0; // an edge through a pixel's middle may fall to either side of it
        for (std::size_t i = 0; i < whole.size(); ++i) {
            unequal += tiled[i] != whole[i] ? 1 : 0;
            far += std::abs(tiled[i] - whole[i]) > 1 ? 1 : 0;
        }
        CHECK_MESSAGE(far <= 12, "tiles of ", side, ": ", unequal, " of ", whole.size(),
                      " bytes differ, ", far, " by more than 1");
    }
}

TEST_CASE("the host shows what the live engine had when the frame was built") {
    const auto context = WatchedContext::make();
    if (!context)
        return;
    app::Host host([] {});
    CHECK(host.shown().result == nullptr);
    build(host);
    REQUIRE(host.shown().result != nullptr);
    CHECK(host.shown().result == host.live().state().result);
    CHECK(host.shown().result->final_result);
}
