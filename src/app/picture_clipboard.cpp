#include "app/picture_clipboard.h"

#include <chrono>
#include <filesystem>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"

extern char** environ;

namespace cohortscope::app {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

// Folders of PATH that are named in full: what runs does not hang on the present folder.
std::string on_path(const std::string& name, const Environment& variable) {
    const std::string path = variable("PATH");
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find(':', begin), path.size());
        const std::string folder = path.substr(begin, end - begin);
        begin = end + 1;
        if (!folder.starts_with('/'))
            continue;
        const std::string file = (fs::path(folder) / name).string();
        std::error_code unknown;
        if (fs::is_regular_file(file, unknown) && ::access(file.c_str(), X_OK) == 0)
            return file;
    }
    return {};
}

bool is_wayland(const Environment& variable) { return !variable("WAYLAND_DISPLAY").empty(); }

// A file in memory: a program that ends early breaks no pipe.
class Input {
  public:
    explicit Input(std::string_view bytes) : file_(::memfd_create("picture", MFD_CLOEXEC)) {
        while (file_ >= 0 && !bytes.empty()) {
            const ssize_t written = ::write(file_, bytes.data(), bytes.size());
            if (written <= 0)
                throw base::Error("The picture is not copied: there is no memory for it.");
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        if (file_ < 0 || ::lseek(file_, 0, SEEK_SET) != 0)
            throw base::Error("The picture is not copied: there is no memory for it.");
    }
    ~Input() {
        if (file_ >= 0)
            ::close(file_);
    }
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;
    int file() const { return file_; }

  private:
    int file_;
};

class Actions {
  public:
    explicit Actions(int input) {
        ::posix_spawn_file_actions_init(&actions_);
        ::posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
        for (const int output : {STDOUT_FILENO, STDERR_FILENO})
            ::posix_spawn_file_actions_addopen(&actions_, output, "/dev/null", O_WRONLY, 0);
    }
    ~Actions() { ::posix_spawn_file_actions_destroy(&actions_); }
    Actions(const Actions&) = delete;
    Actions& operator=(const Actions&) = delete;
    const posix_spawn_file_actions_t* get() const { return &actions_; }

  private:
    posix_spawn_file_actions_t actions_{};
};

pid_t start(const ClipboardProgram& program, int input) {
    std::vector<std::string> words = {program.path};
    words.insert(words.end(), program.arguments.begin(), program.arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const Actions actions(input);
    pid_t process = 0;
    if (::posix_spawn(&process, program.path.c_str(), actions.get(), nullptr, pointers.data(),
                      environ) != 0)
        throw base::Error("The picture is not copied: " + program.path + " cannot be run.");
    return process;
}

// It goes to the background by itself once it has the bytes.
bool ends_well(pid_t process) {
    int status = 0;
    for (const auto end = std::chrono::steady_clock::now() + 10s;
         std::chrono::steady_clock::now() < end; std::this_thread::sleep_for(10ms)) {
        const pid_t ended = ::waitpid(process, &status, WNOHANG);
        if (ended != 0)
            return ended == process && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }
    ::kill(process, SIGKILL);
    ::waitpid(process, &status, 0);
    return false;
}

} // namespace

std::optional<ClipboardProgram> find_clipboard_program(const Environment& variable) {
    if (is_wayland(variable))
        if (const std::string path = on_path("wl-copy", variable); !path.empty())
            return ClipboardProgram{path, {"--type", "image/png"}};
    if (!variable("DISPLAY").empty())
        if (const std::string path = on_path("xclip", variable); !path.empty())
            return ClipboardProgram{path, {"-selection", "clipboard", "-t", "image/png", "-i"}};
    return std::nullopt;
}

std::string missing_clipboard_program(const Environment& variable) {
    return is_wayland(variable) ? "install wl-clipboard (wl-copy) to copy pictures"
                                : "install xclip to copy pictures";
}

void give_to(const ClipboardProgram& program, std::string_view bytes) {
    const Input input(bytes);
    if (!ends_well(start(program, input.file())))
        throw base::Error("The picture is not copied: " + program.path + " failed.");
}

} // namespace cohortscope::app
