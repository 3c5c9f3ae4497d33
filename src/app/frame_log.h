// A log of the frames that were drawn, one JSON object a line, for tests and measurements.
#pragma once

#include <fstream>
#include <string>
#include <vector>

#include "base/clock.h"
#include "engine/live.h"
#include "ui/frame_io.h"

namespace cohortscope::app {

// One frame, and what it took of the window's thread.
struct FrameRecord {
    double end_ms = 0.0;              // the buffers were swapped; base::now_ms()
    base::Duration whole;             // from when the events were read
    base::Duration interface;         // building it, without OpenGL and the point cloud
    base::Duration cloud;             // drawing and uploading the point cloud
    std::uint64_t uploaded_bytes = 0; // of the cloud, since the start
    std::uint64_t pictures = 0;       // of the cloud drawn, likewise
    int vertices = 0;                 // of the interface
    ui::FrameWork work;
    int replays = 0; // frames before this one that were built for their input, not shown
    std::string held_knob;
    std::vector<ui::Control> controls;
    std::size_t step = 0, steps = 0; // of the history: the present one, and how many there are
    std::string did;                 // the present step in words
    std::size_t selected = 0;        // rows of the document's selection
    bool baseline = false;           // one is pinned
    bool computing = false;          // also what this frame asked for
    bool moving = false;             // another frame follows at once
};

// Writes to the file that the environment variable COHORTSCOPE_FRAME_LOG names; without it nothing.
class FrameLog {
  public:
    static std::string path(); // the file asked for; empty: none
    FrameLog();                // throws base::Error when the file cannot be written

    // t_ms (the end), knob (held), frame_ms, ui_ms (building it, without the cloud), cloud_ms, the
    // same on a processor (frame_cpu_ms, ui_cpu_ms, cloud_cpu_ms), uploaded, pictures, vertices,
    // charts (made in this frame), rows_read (one by one), gliding, replays, and of the result that
    // the frame showed: serial, final, result_ms (what computing it took), clusters, colours, names
    // (one a cluster), rows; of the document: step, steps, did, selected, baseline; previews,
    // finals, computing, loading, moving, error. Where they changed, controls: of each its kind,
    // key, x, y and what it says.
    void add(const FrameRecord& frame, const engine::LiveState& shown);
    bool is_open() const { return file_.is_open(); }

  private:
    std::ofstream file_;
    std::vector<ui::Control> controls_; // as last written
};

} // namespace cohortscope::app
