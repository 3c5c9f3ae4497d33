#include "app/window_input.h"

#include <cfloat>
#include <cstring>
#include <utility>

#include <imgui.h>
#include <imgui_impl_glfw.h>

#include <GLFW/glfw3.h>

#include "ui/compat/compat.h"

namespace cohortscope::app {

namespace {

using Kind = ui::InputEvent::Kind;

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

bool is_modifier(int key) { return key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER; }

// Whether the key makes a character; modifiers do nothing by themselves either.
bool writes(int key, int modifiers) {
    constexpr int kCommands = GLFW_MOD_CONTROL | GLFW_MOD_ALT | GLFW_MOD_SUPER;
    const bool printable = key == GLFW_KEY_UNKNOWN || key < GLFW_KEY_ESCAPE ||
                           (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_ADD);
    return is_modifier(key) || (printable && (modifiers & kCommands) == 0);
}

} // namespace

WindowInput::WindowInput(GLFWwindow* window)
    : window_(window), asked_(glfwGetTime()), x_(-FLT_MAX), y_(-FLT_MAX) {
    glfwSetWindowUserPointer(window, this);
    watch();
    ImGui_ImplGlfw_InitForOpenGL(window, false); // it hears of events when they are replayed
    ImGuiIO& io = ImGui::GetIO();
    io.KeyRepeatDelay =
        1e9f; // a held key repeats as the desktop tells, not by a slow frame's clock
    ui::compat::take_events_as_given(io);
    if (glfwGetWindowAttrib(window, GLFW_HOVERED) == GLFW_TRUE) {
        double x = 0.0, y = 0.0;
        glfwGetCursorPos(window, &x, &y);
        push_place(x, y);
    }
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
    glfwSetMouseButtonCallback(window_, on_button);
    glfwSetScrollCallback(window_, on_scroll);
    glfwSetCursorPosCallback(window_, on_cursor);
    glfwSetCursorEnterCallback(window_, on_enter);
    glfwSetWindowFocusCallback(window_, on_focus);
    const auto happened = [](GLFWwindow* window, auto...) { of(window).happened_ = true; };
    glfwSetWindowRefreshCallback(window_, happened);
    glfwSetWindowIconifyCallback(window_, happened);
    glfwSetFramebufferSizeCallback(window_, happened);
    glfwSetWindowContentScaleCallback(window_, happened);
}

void WindowInput::poll() {
    glfwPollEvents();
    asked_ = glfwGetTime();
}

void WindowInput::wait() {
    waits_ = true;
    glfwWaitEvents();
    waits_ = false;
    asked_ = glfwGetTime();
}

void WindowInput::wait(double seconds) {
    waits_ = true;
    glfwWaitEventsTimeout(seconds);
    waits_ = false;
    asked_ = glfwGetTime();
}

void WindowInput::push(ui::InputEvent event) {
    happened_ = true;
    event.until = glfwGetTime();
    event.from = waits_ ? event.until : asked_;
    queue_.push(event);
}

void WindowInput::push_place(double x, double y) {
    const Ratio ratio = pixels_per_unit(window_);
    push({.kind = Kind::move,
          .x = static_cast<float>(x * ratio.x),
          .y = static_cast<float>(y * ratio.y)});
}

void WindowInput::on_key(GLFWwindow* window, int key, int scancode, int action, int modifiers) {
    WindowInput& input = of(window);
    const bool down = action != GLFW_RELEASE;
    const bool repeated = action == GLFW_REPEAT;
    if (down) {
        input.last_press_ = {key, modifiers};
        input.last_press_repeated_ = repeated;
    }
    ui::InputEvent event{.kind = Kind::key,
                         .code = key,
                         .scancode = scancode,
                         .modifiers = modifiers,
                         .repeated = repeated,
                         .writes = writes(key, modifiers)};
    if (repeated && event.writes)
        return; // its character is repeated
    if (repeated)
        input.push(event); // let go and pressed again
    event.down = down;
    input.push(event);
}

// GLFW tells the character right after the key that made it.
void WindowInput::on_character(GLFWwindow* window, unsigned int character) {
    WindowInput& input = of(window);
    input.push({.kind = Kind::character,
                .code = static_cast<int>(character),
                .scancode = input.last_press_.key,
                .modifiers = input.last_press_.modifiers,
                .repeated = input.last_press_repeated_});
}

void WindowInput::on_cursor(GLFWwindow* window, double x, double y) { of(window).push_place(x, y); }

void WindowInput::on_enter(GLFWwindow* window, int entered) {
    const bool held = glfwGetMouseButton(window, GLFW_MOUSE_BUTTON_LEFT) == GLFW_PRESS;
    if (entered == GLFW_FALSE && !held)
        of(window).push({.kind = Kind::move, .x = -FLT_MAX, .y = -FLT_MAX});
    else
        of(window).happened_ = true;
}

void WindowInput::on_button(GLFWwindow* window, int button, int action, int modifiers) {
    of(window).push({.kind = Kind::button,
                     .code = button,
                     .modifiers = modifiers,
                     .down = action == GLFW_PRESS});
}

void WindowInput::on_scroll(GLFWwindow* window, double x, double y) {
    of(window).push({.kind = Kind::wheel, .x = static_cast<float>(x), .y = static_cast<float>(y)});
}

void WindowInput::on_focus(GLFWwindow* window, int focused) {
    of(window).push({.kind = Kind::focus, .down = focused == GLFW_TRUE});
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

void WindowInput::note(const Meaning& meaning, bool repeated) {
    if (meaning && (!repeated || repeats(meaning->first)))
        commands_.push_back(*meaning);
}

void WindowInput::replay_key(const ui::InputEvent& event, bool is_text) {
    ImGui_ImplGlfw_KeyCallback(window_, event.code, event.scancode,
                               event.down ? GLFW_PRESS : GLFW_RELEASE, event.modifiers);
    if (is_modifier(event.code))
        modifiers_[static_cast<std::size_t>(event.code - GLFW_KEY_LEFT_SHIFT) % 4] = event.down;
    if (event.code == GLFW_KEY_SPACE)
        flip_key_ = event.down && (flip_key_ || (!is_text && event.modifiers == 0));
    ui::compat::hold_modifiers(ImGui::GetIO(), modifiers_); // the backend may ask for those of now
    if (event.down && !is_text)
        note(command_of_key({event.code, event.modifiers}, printed_on(event.code, event.scancode)),
             event.repeated);
}

void WindowInput::replay(const ui::InputEvent& event, bool is_text) {
    ImGuiIO& io = ImGui::GetIO();
    switch (event.kind) {
    case Kind::move:
        x_ = event.x;
        y_ = event.y;
        break;
    case Kind::wheel:
        ui::compat::add_mouse_wheel(io, event.y);
        break;
    case Kind::button:
        if (event.code < static_cast<int>(buttons_.size()))
            buttons_[static_cast<std::size_t>(event.code)] = event.down;
        if (event.down) // judged by the events' times; ImGui knows the frames' alone
            io.MouseDoubleClickTime = event.doubles ? 1e6f : 0.0f;
        break;
    case Kind::key:
        replay_key(event, is_text);
        break;
    case Kind::character:
        io.AddInputCharacter(static_cast<unsigned int>(event.code));
        if (!is_text)
            note(command_of_character(static_cast<char32_t>(event.code),
                                      {event.scancode, event.modifiers}),
                 event.repeated);
        break;
    case Kind::focus:
        flip_key_ = false; // it is let go elsewhere
        io.AddFocusEvent(event.down);
        break;
    }
}

void WindowInput::begin_frame(bool types) {
    ImGui_ImplGlfw_NewFrame();
    ImGuiIO& io = ImGui::GetIO();
    const Ratio ratio = pixels_per_unit(window_);
    io.DisplaySize.x = static_cast<float>(io.DisplaySize.x * ratio.x);
    io.DisplaySize.y = static_cast<float>(io.DisplaySize.y * ratio.y);
    io.DisplayFramebufferScale = {1.0f, 1.0f};
    for (const ui::InputEvent& event : queue_.take({types, io.WantTextInput}))
        replay(event, io.WantTextInput);
    ui::compat::add_mouse_position(io, x_, y_);
    for (std::size_t button = 0; button < buttons_.size(); ++button)
        ui::compat::add_mouse_button(io, static_cast<int>(button), buttons_[button]);
}

} // namespace cohortscope::app
