#include "app/window.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <memory>
#include <optional>
#include <thread>

#include <GLFW/glfw3.h>

#include "app/close_deadline.h"
#include "app/figure_desk.h"
#include "app/first_start.h"
#include "app/frame_log.h"
#include "app/host.h"
#include "app/outputs.h"
#include "app/report_desk.h"
#include "app/rules_file.h"
#include "app/session_data.h"
#include "app/session_desk.h"
#include "app/tables.h"
#include "app/window_input.h"
#include "base/error.h"
#include "base/printable.h"
#include "gl/offscreen.h"
#include "ui/least_window.h"

namespace cohortscope::app {

namespace {

// GLFW from start to end.
class Library {
  public:
    Library() {
#ifdef GLFW_PLATFORM // since 3.4, where the search for a compositor that is not there is noisy
        if (std::getenv("WAYLAND_DISPLAY") == nullptr && std::getenv("WAYLAND_SOCKET") == nullptr)
            glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
#endif
        if (glfwInit() != GLFW_TRUE)
            throw base::Error(
                "cannot open a window: there is no display; 'cohortscope analyze' and "
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

// Device pixels at scale 1; smaller where the screen is.
constexpr int kWidth = 1600;
constexpr int kHeight = 900;

WindowHandle open_window(const std::string& title) {
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    int x = 0, y = 0, width = kWidth, height = kHeight;
    if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
        glfwGetMonitorWorkarea(monitor, &x, &y, &width, &height);
        width = std::clamp(width, ui::kLeastWidth, kWidth);
        height = std::clamp(height, ui::kLeastHeight, kHeight);
    }
    WindowHandle window(glfwCreateWindow(width, height, title.c_str(), nullptr, nullptr));
    if (!window)
        throw base::Error("cannot open a window: OpenGL 3.3 is not available on this display");
    glfwSetWindowSizeLimits(window.get(), ui::kLeastWidth, ui::kLeastHeight, GLFW_DONT_CARE,
                            GLFW_DONT_CARE);
    glfwMakeContextCurrent(window.get());
    glfwSwapInterval(1);
    gl::load_functions(
        [](const char* name) { return reinterpret_cast<void*>(glfwGetProcAddress(name)); });
    return window;
}

void open_dropped(SessionDesk& desk, Host& host, const std::vector<std::string>& files) {
    if (files.empty())
        return;
    if (!take_rules(host, files.front()))
        desk.open(files.front());
    if (files.size() > 1)
        host.workbench().set_message("Of the " + std::to_string(files.size()) +
                                     " files dropped, the first is opened: " + files.front());
}

// False while there is nothing to draw into: a minimised window.
bool is_visible(GLFWwindow* window) {
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(window, &width, &height);
    return width > 0 && height > 0 && glfwGetWindowAttrib(window, GLFW_ICONIFIED) == GLFW_FALSE;
}

// When the next frame is due without an event.
struct Due {
    bool at_once = false;
    double in_seconds = std::numeric_limits<double>::infinity();
};

// One frame of the interface, with the input that fits into it.
ui::FrameOutput build_frame(GLFWwindow* window, Host& host, SessionDesk& desk, WindowInput& input,
                            bool types) {
    float scale = 1.0f;
    glfwGetWindowContentScale(window, &scale, nullptr);
    host.prepare(scale);
    input.begin_frame(types);
    for (const auto& [command, argument] : input.take_commands())
        host.workbench().run(command, argument);
    host.workbench().hold_flip_key(input.holds_flip_key());
    ui::FrameOutput built = host.build_frame(glfwGetTime(), !input.is_behind());
    desk.follow(built);
    return built;
}

// COHORTSCOPE_FRAME_DELAY_MS makes every frame so much longer: a slow machine, for tests.
std::chrono::milliseconds frame_delay() {
    const char* text = std::getenv("COHORTSCOPE_FRAME_DELAY_MS");
    const long number = text != nullptr ? std::strtol(text, nullptr, 10) : 0;
    return std::chrono::milliseconds(std::clamp(number, 0L, 10'000L));
}

// A table whose columns a person has to name.
struct Asks {
    std::string path;
    data::ReadOptions options;
};

// What the window opens with.
struct Opening {
    std::shared_ptr<const data::Table> table;       // null: the sample, made while the window opens
    std::shared_ptr<const engine::Session> session; // with the settings; null: none, or only those
    std::string session_path;
    data::ReadOptions options;                   // of the table
    std::string missing;                         // the session's table; empty where that is there
    engine::Settings settings;                   // fitted to the table
    std::shared_ptr<const schema::Schema> named; // of every file that is opened; null: none
    std::optional<Asks> asks;
};

// Throws base::Error for a table that cannot be read.
Opening opening_of(const Common& asked) {
    Opening opening;
    FromSession from = from_session(asked);
    const Common& common = from.common;
    const TableChoice& choice = common.table;
    opening.missing = from.missing;
    opening.session_path = common.session;
    opening.options = {choice.sheet, choice.strict, choice.columns};
    const auto without_table = [&] {
        const std::shared_ptr<const schema::Schema> named = named_schema(choice);
        return settings_of(common, named ? named : schema::known_schemas().front());
    };
    if (choice.data.empty() && from.session && engine::is_sample(from.session->data)) {
        opening.table = read_table(choice);
        opening.settings = settings_for(common, opening.table);
    } else if (choice.data.empty()) {
        opening.settings = without_table();
    } else {
        try {
            opening.table = read_table(choice);
            opening.settings = settings_for(common, opening.table);
        } catch (const data::UnknownColumns&) { // the window can ask, unless the input was used up
            if (choice.data == "-")
                throw;
            opening.settings = without_table();
            opening.asks = Asks{choice.data, opening.options};
        }
    }
    if (from.session && !from.session->data.source.empty()) {
        from.session->document.settings = opening.settings;
        opening.session = std::make_shared<const engine::Session>(*std::move(from.session));
    }
    if (!choice.schema.empty())
        opening.named = opening.settings.schema;
    return opening;
}

void open_asked(Host& host, std::optional<Asks>& asks) {
    if (!asks || host.shown().result == nullptr)
        return;
    host.live().load_file(asks->path, asks->options);
    asks.reset();
}

// What is kept from frame to frame.
struct Loop {
    GLFWwindow* window;
    Host& host;
    SessionDesk& desk;
    WindowInput& input;
    FigureDesk& figures;
    ReportDesk& reports;
    FrameLog log;
    std::optional<Asks> asks; // opened over the first picture
    std::chrono::milliseconds delay = frame_delay();
    bool types = false; // a box to type in is open
};

void note_document(FrameRecord& record, const engine::History& history) {
    const engine::Document& present = history.present();
    record.step = history.at();
    record.steps = history.steps().size();
    record.did = history.steps()[history.at()].words;
    record.selected = present.selection ? present.selection->count() : 0;
    record.baseline = present.baseline != nullptr;
}

// Shows a frame. More input than fits into one frame takes others before it, which are built and
// not shown: however slow the drawing is, all that was done before a frame is in it.
Due draw_frame(Loop& loop) {
    constexpr int kMostReplays = 200;
    auto& [window, host, desk, input, figures, reports, log, asks, delay, types] = loop;
    const base::Stopwatch watch;
    FrameRecord record;
    open_asked(host, asks);
    open_dropped(desk, host, input.take_dropped_files());
    ui::FrameOutput built = build_frame(window, host, desk, input, types);
    figures.follow(built);
    reports.follow(built);
    for (; input.is_behind() && record.replays < kMostReplays; ++record.replays) {
        types = built.types;
        built = build_frame(window, host, desk, input, types);
        figures.follow(built);
        reports.follow(built);
    }
    types = built.types;
    record.cloud = host.cloud_cost();
    record.interface = watch.passed() - record.cloud - host.setup_cost();
    input.poll();
    host.draw();
    input.poll();
    if (delay.count() > 0)
        std::this_thread::sleep_for(delay);
    glfwSwapBuffers(window);
    record.whole = watch.passed();
    record.end_ms = base::now_ms();
    host.set_last_frame(record.whole);
    record.uploaded_bytes = host.bytes_uploaded();
    record.pictures = host.pictures();
    record.vertices = host.vertices();
    record.work = built.work;
    record.held_knob = built.held_knob;
    record.controls = built.controls;
    note_document(record, host.workbench().history());
    record.computing = host.shown().computing || host.live().state().computing;
    record.moving = built.animating || input.is_behind();
    log.add(record, host.shown());
    return {record.moving, built.next_frame_s};
}

constexpr int kFramesAfterInput = 3; // ImGui settles hover and sizes in the frames after
constexpr int kFramesAfterWake = 2;  // a new result may change what a panel's content measures

// Frames that are due after what happened up to now. Frames read events, too, and with them a
// worker's call: so it leaves a mark as well.
int frames_due_now(WindowInput& input, std::atomic<bool>& woken, int frames_due) {
    if (woken.exchange(false))
        frames_due = std::max(frames_due, kFramesAfterWake);
    return input.take_happened() ? kFramesAfterInput : frames_due;
}

// Draws while something moves, then sleeps until an event or a worker wakes it, or progress is due.
void run_frames(Loop& loop, std::atomic<bool>& woken) {
    GLFWwindow* window = loop.window;
    WindowInput& input = loop.input;
    if (loop.log.is_open())
        loop.host.want_controls();
    int frames_due = kFramesAfterInput;
    double next_in_seconds = std::numeric_limits<double>::infinity();
    while (glfwWindowShouldClose(window) == GLFW_FALSE) {
        frames_due = frames_due_now(input, woken, frames_due);
        if (frames_due > 0) {
            input.poll();
        } else if (std::isfinite(next_in_seconds)) {
            input.wait(next_in_seconds);
            frames_due = kFramesAfterWake;
        } else {
            input.wait();
            frames_due = kFramesAfterWake;
        }
        frames_due = frames_due_now(input, woken, frames_due) - 1;
        if (!is_visible(window)) {
            frames_due = 0;
            next_in_seconds = std::numeric_limits<double>::infinity();
            continue;
        }
        const Due due = draw_frame(loop);
        next_in_seconds = due.in_seconds;
        if (due.at_once)
            frames_due = std::max(frames_due, 1);
    }
}

// What the first frame shows, or asks for.
void open(const Opening& opening, Host& host, SessionDesk& desk) {
    if (opening.table)
        desk.note_options(opening.table->source, opening.options);
    if (opening.session)
        desk.take(opening.session, opening.session_path, opening.table);
    if (!opening.missing.empty())
        host.workbench().set_message("The session's table " + base::printable(opening.missing) +
                                     " is not there: drop it on the window. The session waits for "
                                     "it.");
    if (opening.table && !opening.session)
        host.live().load_table(opening.table);
    else if (!opening.table)
        host.live().load_sample();
}

} // namespace

void run_window(const Explore& explore) {
    expect_sound({{explore.common.table.data, explore.common.session}, {FrameLog::path()}});
    const Opening opening = opening_of(explore.common);
    std::optional<CloseDeadline> deadline; // outlives all that may hang at the end
    const Library library;
    const WindowHandle window = open_window("Cohortscope");
    std::atomic<bool> woken = false;
    const auto wake = [&woken] {
        woken = true;
        glfwPostEmptyEvent();
    };
    Host host(wake);
    host.workbench().set_settings(opening.settings);
    host.workbench().set_motion(wants_motion(environment));
    if (is_plain_start(explore.common) && remember_first_minute(first_minute_file(environment)))
        host.workbench().show_first_minute();
    host.live().keep_schema(opening.named);
    host.live().request(opening.settings, false);
    SessionDesk desk(host, state_folder(environment), wake);
    open(opening, host, desk);
    WindowInput input(window.get());
    FigureDesk figures(host, desk, wake);
    ReportDesk reports(host, desk, wake);
    Loop loop{window.get(), host, desk, input, figures, reports, {}, opening.asks};
    run_frames(loop, woken);
    deadline.emplace();
    glfwHideWindow(window.get());
}

} // namespace cohortscope::app
