#include "app/window.h"

#include <algorithm>
#include <cstring>
#include <memory>

#include <imgui.h>
#include <imgui_impl_glfw.h>

#include <GLFW/glfw3.h>

#include "app/commands.h"
#include "app/host.h"
#include "app/keys.h"
#include "base/error.h"
#include "gl/offscreen.h"

namespace cohortscope::app {

namespace {

// GLFW from start to end.
class Library {
  public:
    Library() {
        if (glfwInit() != GLFW_TRUE)
            throw base::Error("cannot open a window: there is no display; 'cohortscope analyze' and "
                              "'cohortscope screenshot' need none");
    }
    ~Library() { glfwTerminate(); }
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;
};

struct DestroyWindow {
    void operator()(GLFWwindow* window) const { glfwDestroyWindow(window); }
};
using WindowHandle = std::unique_ptr<GLFWwindow, DestroyWindow>;

WindowHandle open_window(const std::string& title) {
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    WindowHandle window(glfwCreateWindow(1600, 900, title.c_str(), nullptr, nullptr));
    if (!window)
        throw base::Error("cannot open a window: OpenGL 3.3 is not available on this display");
    glfwSetWindowSizeLimits(window.get(), 960, 540, GLFW_DONT_CARE, GLFW_DONT_CARE);
    glfwMakeContextCurrent(window.get());
    glfwSwapInterval(1);
    gl::load_functions([](const char* name) { return reinterpret_cast<void*>(glfwGetProcAddress(name)); });
    return window;
}

// What the callbacks reach through the window's user pointer.
struct Events {
    Host* host = nullptr;
    int frames_due = 0; // frames still to draw before sleeping: ImGui reacts one frame after an event
};

Events& events_of(GLFWwindow* window) {
    return *static_cast<Events*>(glfwGetWindowUserPointer(window));
}

// The character a key makes on the present layout, lower case; 0 if none.
char letter_of(int key, int scancode, int modifiers) {
    const char* name = glfwGetKeyName(key, scancode);
    char letter = name != nullptr && std::strlen(name) == 1 ? name[0] : '\0';
    if (letter == '=' && (modifiers & GLFW_MOD_SHIFT) != 0)
        letter = '+';
    return letter;
}

void on_key(GLFWwindow* window, int key, int scancode, int action, int modifiers) {
    if (action == GLFW_RELEASE || ImGui::GetIO().WantTextInput)
        return;
    const auto command = command_of_key(key, modifiers, letter_of(key, scancode, modifiers));
    if (command)
        events_of(window).host->workbench().run(command->first, command->second);
}

void on_drop(GLFWwindow* window, int count, const char** paths) {
    if (count > 0)
        events_of(window).host->live().load_file(paths[0]);
}

void frame(GLFWwindow* window, Host& host, Events& events) {
    float scale = 1.0f;
    glfwGetWindowContentScale(window, &scale, nullptr);
    host.prepare(scale);
    ImGui_ImplGlfw_NewFrame();
    if (host.build_frame(glfwGetTime()).animating)
        events.frames_due = std::max(events.frames_due, 1);
    host.draw();
    glfwSwapBuffers(window);
}

// Draws while something moves, then sleeps until an event or the live worker wakes it.
void run_frames(GLFWwindow* window, Host& host, Events& events) {
    constexpr int kFramesAfterEvent = 3;
    events.frames_due = kFramesAfterEvent;
    while (glfwWindowShouldClose(window) == GLFW_FALSE) {
        if (events.frames_due > 0) {
            --events.frames_due;
            glfwPollEvents();
        } else {
            glfwWaitEvents();
            events.frames_due = kFramesAfterEvent;
        }
        frame(window, host, events);
    }
}

} // namespace

void run_window(const Explore& explore) {
    const engine::Settings settings = settings_of(explore.common);
    const std::shared_ptr<const data::Table> table = read_table(explore.common);
    const Library library;
    const WindowHandle window = open_window("Cohortscope");
    Host host([] { glfwPostEmptyEvent(); });
    Events events{&host, 0};
    glfwSetWindowUserPointer(window.get(), &events);
    glfwSetKeyCallback(window.get(), on_key);
    glfwSetDropCallback(window.get(), on_drop);
    // After our callbacks: ImGui's call ours first.
    ImGui_ImplGlfw_InitForOpenGL(window.get(), true);
    host.workbench().set_settings(settings);
    host.live().request(settings, false);
    host.live().load_table(table);
    run_frames(window.get(), host, events);
    ImGui_ImplGlfw_Shutdown();
}

} // namespace cohortscope::app
