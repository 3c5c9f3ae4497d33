// The workbench without a window or GL: synthetic mouse and keys, and what was drawn, letter by
// letter.
#pragma once

#include <string>
#include <vector>

#include <imgui.h>

#include "engine/shown_columns.h"
#include "ui/workbench.h"

namespace cohortscope::tests {

// A letter drawn in the last frame, in device pixels.
struct Letter {
    unsigned int code = 0;
    plot::Box box;
    plot::Box clip;
    ImU32 colour = 0;
    float u = 0, v = 0; // its place in the atlas: equal for the copies that make a halo
};

struct DrawnCloud {
    plot::CloudStyle style;
    plot::CloudView view;
    std::uint64_t positions_key = 0, labels_key = 0, selected_key = 0;
    std::size_t selected_rows = 0;
};

class HeadlessUi {
  public:
    // width, height: of the window at scale 1.
    HeadlessUi(float width, float height, float scale);
    ~HeadlessUi();
    HeadlessUi(const HeadlessUi&) = delete;
    HeadlessUi& operator=(const HeadlessUi&) = delete;

    ui::FrameOutput frame();           // one frame, 1/60 s after the last
    ui::FrameOutput frames(int count); // the last one's output
    // Frames, as the window draws them, until nothing moves; how often fonts were exchanged.
    int rest();

    void move(float x, float y); // device pixels; takes effect in the next frame
    void button(bool down);
    void wheel(float steps);
    void control(bool down);
    void shift(bool down);
    void alt(bool down);
    void key(ImGuiKey key); // pressed and released, in two frames
    void type(const std::string& ascii);

    // Moves there, presses and releases, in frames of their own.
    ui::FrameOutput click(float x, float y);
    ui::FrameOutput double_click(float x, float y);
    // Presses there, moves in a few steps, releases; frames of their own.
    ui::FrameOutput drag(ImVec2 from, ImVec2 to);

    // Letters of the last frame in drawing order; blanks are not drawn.
    std::vector<Letter> letters() const;
    // The box around the n-th place where this text was drawn; an empty box where it was not.
    plot::Box find(const std::string& text, int n = 0) const;
    bool shows(const std::string& text) const { return find(text).width() > 0; }

    float px(float length) const { return length * scale_; }
    float width() const { return ImGui::GetIO().DisplaySize.x; }
    float height() const { return ImGui::GetIO().DisplaySize.y; }

    ui::Workbench& workbench() { return *workbench_; }
    engine::LiveState live;
    engine::StudiesState studies;
    ui::ReportState report;
    std::shared_ptr<const engine::RowListing> rows;
    std::vector<DrawnCloud> clouds; // of the last frame
    bool rebuilt_fonts = false;     // in the last frame
    bool wants_controls = false;
    std::string no_pictures; // why none can be copied
    bool answers = true;     // as the worker would; false where there is one

  private:
    void answer(); // what the frame before asked the worker for

    float scale_;
    engine::ColumnSpreads spreads_;
    engine::Asking asking_; // of the frame before
    engine::Wish wished_;
    double seconds_ = 100.0;
    std::unique_ptr<ui::Workbench> workbench_;
};

// A final result of the built-in sample, made once for each number of rows and clusters.
std::shared_ptr<const engine::Result> sample_result(std::size_t rows, int k = 5);

} // namespace cohortscope::tests
