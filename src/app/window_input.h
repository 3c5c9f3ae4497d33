// Joins a GLFW window and ImGui: callbacks note what happened, the frame loop reads it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/keys.h"

struct GLFWwindow;

namespace cohortscope::app {

// Needs ImGui's context and the window's OpenGL context during its whole life. The callbacks run
// inside GLFW, which is C: they only take notes, and nothing is thrown through it.
class WindowInput {
  public:
    explicit WindowInput(GLFWwindow* window);
    ~WindowInput();
    WindowInput(const WindowInput&) = delete;
    WindowInput& operator=(const WindowInput&) = delete;

    // True once after something happened to the window.
    bool take_happened();
    std::vector<std::pair<ui::Command, int>> take_commands();
    std::vector<std::string> take_dropped_files();

    // The backend's NewFrame, with the window and the pointer in device pixels: what the
    // interface is laid out in. Where the desktop counts in its own units (Wayland), ImGui's
    // backend does, too.
    void begin_frame();

  private:
    static WindowInput& of(GLFWwindow* window);
    static void on_key(GLFWwindow* window, int key, int scancode, int action, int modifiers);
    static void on_character(GLFWwindow* window, unsigned int character);
    static void on_cursor(GLFWwindow* window, double x, double y);
    static void on_drop(GLFWwindow* window, int count, const char** paths);
    void watch();
    void note(const Meaning& meaning, bool repeated);

    GLFWwindow* window_;
    bool happened_ = true;
    Press last_press_;
    bool last_press_repeated_ = false;
    std::vector<std::pair<ui::Command, int>> commands_;
    std::vector<std::string> dropped_files_;
    // ImGui's own callback; null before ImGui 1.87, whose backend asks for the pointer's place.
    void (*backend_cursor_)(GLFWwindow*, double, double) = nullptr;
};

} // namespace cohortscope::app
