#include "app/autosave.h"

#include <cerrno>
#include <charconv>
#include <fstream>
#include <signal.h>
#include <unistd.h>

namespace cohortscope::app {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kBegin = "autosave-";
constexpr std::string_view kEnd = ".json";

// The process of a file of that name; 0 for any other name.
pid_t process_of(const std::string& name) {
    if (!name.starts_with(kBegin) || !name.ends_with(kEnd))
        return 0;
    const char* const begin = name.data() + kBegin.size();
    const char* const end = name.data() + name.size() - kEnd.size();
    pid_t process = 0;
    const auto [stop, error] = std::from_chars(begin, end, process);
    return error == std::errc() && stop == end ? process : 0;
}

// What the system calls the program that a process runs; empty where it does not say.
std::string program_of(const std::string& process) {
    std::string name;
    std::ifstream file("/proc/" + process + "/comm");
    std::getline(file, name);
    return name;
}

// A number may have been given to another program since.
bool runs(pid_t process) {
    if (::kill(process, 0) != 0 && errno == ESRCH)
        return false;
    return program_of(std::to_string(process)) == program_of("self");
}

} // namespace

std::string autosave_file(const fs::path& folder) {
    if (folder.empty())
        return {};
    return (folder / (std::string(kBegin) + std::to_string(::getpid()) + std::string(kEnd)))
        .string();
}

std::string left_behind(const fs::path& folder) {
    std::string latest;
    fs::file_time_type latest_time;
    std::error_code failed;
    for (fs::directory_iterator each(folder, failed), end; !failed && each != end;
         each.increment(failed)) {
        const pid_t process = process_of(each->path().filename().string());
        std::error_code unknown;
        const fs::file_time_type time = fs::last_write_time(each->path(), unknown);
        if (process <= 0 || unknown || !fs::is_regular_file(each->path(), unknown) || runs(process))
            continue;
        if (latest.empty() || time > latest_time) {
            latest = each->path().string();
            latest_time = time;
        }
    }
    return latest;
}

} // namespace cohortscope::app
