// The interface on an OpenGL context: ImGui, the renderer, the live engine and the workbench
// together.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/disposal.h"
#include "base/clock.h"
#include "engine/live.h"
#include "engine/row_list.h"
#include "engine/studies.h"
#include "gl/points.h"
#include "ui/workbench.h"

namespace cohortscope::app {

// Needs a current OpenGL 3.3 core context with loaded functions during its whole life. Knows no
// window: the caller gives the size and input through ImGui's IO before build_frame.
class Host {
  public:
    // `wake` is called from the workers' threads when there is something new to draw.
    explicit Host(std::function<void()> wake);
    ~Host();
    Host(const Host&) = delete;
    Host& operator=(const Host&) = delete;

    // Fonts and style for this scale, in a frame or two where they are not waited for. Before the
    // platform's and ImGui's NewFrame.
    void prepare(float display_scale, bool wait_for_fonts = false);

    // From ImGui::NewFrame to ImGui::Render; sends what the user wants to the workers. A frame that
    // is not shown, of several in which input is replayed, leaves the point cloud as it was.
    ui::FrameOutput build_frame(double seconds, bool shown = true);

    // Draws the last built frame into the bound framebuffer.
    void draw();

    // What frames from now on offer to open.
    void set_recent(std::shared_ptr<const std::vector<std::string>> files) {
        recent_ = std::move(files);
    }
    void set_restorable(bool is) { restorable_ = is; }
    void set_report(ui::ReportState state) { report_ = std::move(state); }

    // Why no picture can be copied; empty: they can.
    void set_no_pictures(std::string why) { no_pictures_ = std::move(why); }

    // Every frame from now on tells of the knobs' controls in sight.
    void want_controls() { wants_controls_ = true; }

    // What the last frame took in all, for the interface to show in the next one.
    void set_last_frame(const base::Duration& took) { last_frame_ = took; }

    // What the last built frame shows.
    const engine::LiveState& shown() const { return shown_; }

    // What OpenGL took of prepare: the fonts' texture, and its backend's first start.
    const base::Duration& setup_cost() const { return setup_cost_; }
    // What drawing the point cloud took of build_frame: 0 where the picture was there already.
    const base::Duration& cloud_cost() const { return cloud_cost_; }
    std::uint64_t bytes_uploaded() const { return points_->bytes_uploaded(); } // of the cloud
    std::uint64_t pictures() const { return points_->pictures(); }             // likewise

    int vertices() const; // of the last built frame

    engine::Live& live() { return *live_; }
    engine::Studies& studies() { return *studies_; }
    engine::RowLister& rows() { return *rows_; }
    ui::Workbench& workbench() { return *workbench_; }

  private:
    unsigned int draw_cloud(const plot::CloudData& data, const plot::CloudView& view,
                            const plot::CloudStyle& style);

    engine::LiveState state(); // with a result that another thread destroys
    std::shared_ptr<const engine::RowListing> listing(); // likewise

    std::string renderer_, no_pictures_;
    bool wants_controls_ = false;
    bool restorable_ = false;
    std::shared_ptr<const std::vector<std::string>> recent_;
    ui::ReportState report_;
    bool draws_cloud_ = true;
    unsigned int cloud_ = 0; // the texture of the last one
    Disposal disposal_;      // outlives every copy of the results shown
    engine::LiveState shown_;
    std::shared_ptr<const engine::RowListing> listed_;
    base::Duration setup_cost_, cloud_cost_, last_frame_;
    std::unique_ptr<gl::PointRenderer> points_;
    std::unique_ptr<ui::Workbench> workbench_;
    std::unique_ptr<engine::Live> live_;
    std::unique_ptr<engine::Studies> studies_;
    std::unique_ptr<engine::RowLister> rows_;
};

} // namespace cohortscope::app
