// Joins a GLFW window and ImGui: callbacks note what happened, the frames replay it in order.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "app/keys.h"
#include "ui/input_queue.h"

struct GLFWwindow;

namespace cohortscope::app {

// Needs ImGui's context and the window's OpenGL context during its whole life. The callbacks run
// inside GLFW, which is C: they only take notes, and nothing is thrown through it. So events may be
// asked for anywhere in a frame, and a slow frame does, to learn when they happened.
class WindowInput {
  public:
    explicit WindowInput(GLFWwindow* window);
    ~WindowInput();
    WindowInput(const WindowInput&) = delete;
    WindowInput& operator=(const WindowInput&) = delete;

    void poll();               // what happened since the last time
    void wait();               // until something happens
    void wait(double seconds); // at most so long

    // True once after something happened to the window.
    bool take_happened();
    std::vector<std::pair<ui::Command, int>> take_commands();
    std::vector<std::string> take_dropped_files();

    // The backend's NewFrame, with the window and the pointer in device pixels: what the interface
    // is laid out in. Where the desktop counts in its own units (Wayland), ImGui's backend does,
    // too. Then the next events that fit into one frame; `types` tells whether the frame before
    // opened a box to type in.
    void begin_frame(bool types);
    // The key that shows the baseline is down, and wrote into no box when it was pressed.
    bool holds_flip_key() const { return flip_key_; }
    // Events wait for frames after this one.
    bool is_behind() const { return !queue_.empty(); }

  private:
    static WindowInput& of(GLFWwindow* window);
    static void on_key(GLFWwindow* window, int key, int scancode, int action, int modifiers);
    static void on_character(GLFWwindow* window, unsigned int character);
    static void on_cursor(GLFWwindow* window, double x, double y);
    static void on_enter(GLFWwindow* window, int entered);
    static void on_button(GLFWwindow* window, int button, int action, int modifiers);
    static void on_scroll(GLFWwindow* window, double x, double y);
    static void on_focus(GLFWwindow* window, int focused);
    static void on_drop(GLFWwindow* window, int count, const char** paths);
    void watch();
    void push(ui::InputEvent event);
    void push_place(double x, double y);
    void replay(const ui::InputEvent& event, bool is_text);
    void replay_key(const ui::InputEvent& event, bool is_text);
    void note(const Meaning& meaning, bool repeated);

    GLFWwindow* window_;
    bool happened_ = true;
    bool waits_ = false; // inside wait(): events are told as they happen
    double asked_ = 0.0; // seconds; when events were last asked for
    Press last_press_;   // as noted
    bool last_press_repeated_ = false;
    bool flip_key_ = false;
    ui::InputQueue queue_;
    std::array<bool, 3> buttons_{};   // as replayed
    std::array<bool, 4> modifiers_{}; // Shift, Ctrl, Alt, Super, likewise
    float x_, y_;                     // likewise
    std::vector<std::pair<ui::Command, int>> commands_;
    std::vector<std::string> dropped_files_;
};

} // namespace cohortscope::app
