#include "app/host.h"

#include <chrono>
#include <thread>

#include <doctest/doctest.h>
#include <imgui.h>

#include "app/screenshot.h"
#include "gl/gl_context.h"
#include "sample/sample.h"
#include "ui/compat/compat.h"

using namespace cohortscope;
using support::WatchedContext;

namespace {

struct Settled {
    app::Host host{[] {}};
    double seconds = 100.0;

    Settled() {
        ImGui::GetIO().DisplaySize = {1280, 720};
        host.live().request(engine::Settings(), false);
        host.live().load_table(std::make_shared<const data::Table>(sample::make_sample(5000, 42)));
        for (int i = 0; i < 24'000 && host.live().state().finals == 0; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        REQUIRE(host.live().state().finals > 0);
        app::settle(host, 1.0f);
        frames(20);
    }
    void frames(int count) {
        for (int i = 0; i < count; ++i) {
            host.prepare(1.0f);
            ImGui::GetIO().DeltaTime = 1.0f / 60.0f;
            host.build_frame(seconds += 1.0 / 60.0);
        }
    }
};

} // namespace

TEST_CASE("frames that only repaint the interface neither draw nor upload the cloud") {
    const auto context = WatchedContext::make();
    if (!context)
        return;
    Settled settled;
    app::Host& host = settled.host;
    const std::uint64_t bytes = host.bytes_uploaded();
    const std::uint64_t pictures = host.pictures();
    CHECK(bytes > 0);
    CHECK(pictures > 0);
    ui::compat::add_mouse_position(ImGui::GetIO(), 100, 300);
    settled.frames(5);
    host.workbench().run(ui::Command::show_keys);
    host.workbench().run(ui::Command::toggle_performance);
    settled.frames(5);
    CHECK(host.bytes_uploaded() == bytes);
    CHECK(host.pictures() == pictures);              // looked up, not drawn
    host.workbench().run(ui::Command::toggle_theme); // other colours
    settled.frames(2);
    CHECK(host.bytes_uploaded() > bytes);
    CHECK(host.pictures() > pictures);
}
