// The studies of the open tab, from the workbench through the host to the worker and back.
#include <chrono>
#include <thread>

#include <doctest/doctest.h>
#include <imgui.h>

#include "app/host.h"
#include "app/screenshot.h"
#include "gl/gl_context.h"
#include "sample/sample.h"

using namespace cohortscope;
using engine::Study;
using support::WatchedContext;

namespace {

struct Running {
    app::Host host{[] {}};
    double seconds = 100.0;

    Running() {
        ImGui::GetIO().DisplaySize = {1280, 720};
        host.live().request(engine::Settings(), false);
        host.live().load_table(std::make_shared<const data::Table>(sample::make_sample(2000, 42)));
        for (int i = 0; i < 24'000 && host.live().state().finals == 0; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        REQUIRE(host.live().state().finals > 0);
        app::settle(host, 1.0f);
    }
    engine::StudiesState studies() { return host.studies().state(host.shown().result.get()); }
    ui::FrameOutput frame() {
        host.prepare(1.0f);
        ImGui::GetIO().DeltaTime = 1.0f / 60.0f;
        return host.build_frame(seconds += 1.0 / 60.0);
    }
    // Frames until the study is there; false after two minutes.
    bool lands(Study study) {
        for (int i = 0; i < 24'000 && !studies()[study].complete; ++i) {
            frame();
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return studies()[study].complete;
    }
};

} // namespace

TEST_CASE("an open tab's studies are computed, and again with the next result") {
    const auto context = WatchedContext::make();
    if (!context)
        return;
    Running running;
    CHECK_FALSE(running.studies()[Study::ward].value);
    running.host.workbench().set_tab("ward");
    CHECK(running.lands(Study::ward));
    CHECK(running.lands(Study::compare));
    running.host.workbench().run(ui::Command::more_clusters);
    running.frame();
    for (int i = 0; i < 24'000 && running.host.shown().result->clustering->k != 6; ++i) {
        running.frame();
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    CHECK(running.lands(Study::compare));
    CHECK(engine::value_in<engine::Comparison>(running.studies()[Study::compare])->k == 6);
}
