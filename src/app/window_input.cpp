#include "app/window_input.h"

#include <cstring>
#include <utility>

#include <imgui.h>
#include <imgui_impl_glfw.h>

#include <GLFW/glfw3.h>

namespace cohortscope::app {

namespace {

struct Ratio {
    double x = 1.0, y = 1.0;
};

// Device pixels in one unit of the window's coordinates.
Ratio pixels_per_unit(GLFWwindow* window) {
    int width = 0, height = 0, columns = 0, rows = 0;
    glfwGetWindowSize(window, &width, &height);
    glfwGetFramebufferSize(window, &columns, &rows);
    if (width <= 0 || height <= 0)
        return {};
    return {static_cast<double>(columns) / width, static_cast<double>(rows) / height};
}

// The character that the present layout has on a key, 0 if none.
char printed_on(int key, int scancode) {
    const char* name = glfwGetKeyName(key, scancode);
    return name != nullptr && std::strlen(name) == 1 ? name[0] : '\0';
}

} // namespace

WindowInput::WindowInput(GLFWwindow* window) : window_(window) {
    glfwSetWindowUserPointer(window, this);
    watch();
    ImGui_ImplGlfw_InitForOpenGL(window, true); // its callbacks call ours first
    backend_cursor_ = glfwSetCursorPosCallback(window, on_cursor);
}

WindowInput::~WindowInput() { ImGui_ImplGlfw_Shutdown(); }

WindowInput& WindowInput::of(GLFWwindow* window) {
    return *static_cast<WindowInput*>(glfwGetWindowUserPointer(window));
}

// Everything that may change the picture draws a frame.
void WindowInput::watch() {
    glfwSetKeyCallback(window_, on_key);
    glfwSetCharCallback(window_, on_character);
    glfwSetDropCallback(window_, on_drop);
    const auto happened = [](GLFWwindow* window, auto...) { of(window).happened_ = true; };
    glfwSetMouseButtonCallback(window_, happened);
    glfwSetScrollCallback(window_, happened);
    glfwSetCursorEnterCallback(window_, happened);
    glfwSetWindowFocusCallback(window_, happened);
    glfwSetWindowRefreshCallback(window_, happened);
    glfwSetWindowIconifyCallback(window_, happened);
    glfwSetFramebufferSizeCallback(window_, happened);
    glfwSetWindowContentScaleCallback(window_, happened);
}

void WindowInput::note(const Meaning& meaning, bool repeated) {
    happened_ = true;
    if (meaning && (!repeated || repeats(meaning->first)))
        commands_.push_back(*meaning);
}

void WindowInput::on_key(GLFWwindow* window, int key, int scancode, int action, int modifiers) {
    WindowInput& input = of(window);
    input.happened_ = true;
    if (action == GLFW_RELEASE)
        return;
    input.last_press_ = {key, modifiers};
    input.last_press_repeated_ = action == GLFW_REPEAT;
    if (!ImGui::GetIO().WantTextInput)
        input.note(command_of_key(input.last_press_, printed_on(key, scancode)),
                   input.last_press_repeated_);
}

// GLFW tells the character right after the key that made it.
void WindowInput::on_character(GLFWwindow* window, unsigned int character) {
    WindowInput& input = of(window);
    input.happened_ = true;
    if (!ImGui::GetIO().WantTextInput)
        input.note(command_of_character(character, input.last_press_), input.last_press_repeated_);
}

void WindowInput::on_cursor(GLFWwindow* window, double x, double y) {
    WindowInput& input = of(window);
    input.happened_ = true;
    if (input.backend_cursor_ == nullptr)
        return;
    const Ratio ratio = pixels_per_unit(window);
    input.backend_cursor_(window, x * ratio.x, y * ratio.y);
}

void WindowInput::on_drop(GLFWwindow* window, int count, const char** paths) {
    WindowInput& input = of(window);
    input.happened_ = true;
    input.dropped_files_.assign(paths, paths + count);
}

bool WindowInput::take_happened() { return std::exchange(happened_, false); }

std::vector<std::pair<ui::Command, int>> WindowInput::take_commands() {
    return std::exchange(commands_, {});
}

std::vector<std::string> WindowInput::take_dropped_files() {
    return std::exchange(dropped_files_, {});
}

void WindowInput::begin_frame() {
    ImGui_ImplGlfw_NewFrame();
    ImGuiIO& io = ImGui::GetIO();
    const Ratio ratio = pixels_per_unit(window_);
    io.DisplaySize.x = static_cast<float>(io.DisplaySize.x * ratio.x);
    io.DisplaySize.y = static_cast<float>(io.DisplaySize.y * ratio.y);
    io.DisplayFramebufferScale = {1.0f, 1.0f};
    if (backend_cursor_ == nullptr && ImGui::IsMousePosValid(&io.MousePos)) {
        io.MousePos.x = static_cast<float>(io.MousePos.x * ratio.x);
        io.MousePos.y = static_cast<float>(io.MousePos.y * ratio.y);
    }
}

} // namespace cohortscope::app
