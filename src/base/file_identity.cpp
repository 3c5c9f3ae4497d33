#include "base/file_identity.h"

#include <charconv>
#include <filesystem>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace cohortscope::base {

namespace {

namespace fs = std::filesystem;
constexpr int kMostLinks = 40; // as many as the system follows

FileIdentity from_status(const struct stat& status) {
    FileIdentity identity;
    identity.kind = S_ISREG(status.st_mode)   ? FileKind::regular
                    : S_ISDIR(status.st_mode) ? FileKind::folder
                                              : FileKind::device;
    identity.device = status.st_dev;
    identity.inode = status.st_ino;
    return identity;
}

fs::path folder_of(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

// The entries there are links only in name: they stand for open files, deleted ones and pipes too.
bool is_folder_of_descriptors(const fs::path& folder) {
    std::error_code unknown;
    const std::string real = fs::canonical(folder, unknown).string();
    return real == std::string("/proc/").append(std::to_string(::getpid())).append("/fd");
}

} // namespace

std::string behind_links(const std::string& path) {
    fs::path at = path;
    for (int link = 0; link < kMostLinks; ++link) {
        std::error_code failed;
        if (!fs::is_symlink(at, failed) || failed || is_folder_of_descriptors(folder_of(at)))
            return at.string();
        at = folder_of(at) / fs::read_symlink(at, failed);
        if (failed)
            return path;
    }
    return path;
}

std::optional<int> descriptor_behind(const std::string& path) {
    const fs::path target = behind_links(path);
    if (!is_folder_of_descriptors(folder_of(target)))
        return std::nullopt;
    const std::string name = target.filename().string();
    int fd = -1;
    const auto parsed = std::from_chars(name.data(), name.data() + name.size(), fd);
    if (name.empty() || parsed.ec != std::errc() || parsed.ptr != name.data() + name.size())
        return std::nullopt;
    return fd;
}

FileIdentity identity_of(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0)
        return from_status(status);
    const fs::path target = behind_links(path);
    FileIdentity identity;
    if (::stat(folder_of(target).c_str(), &status) == 0)
        identity = from_status(status);
    identity.kind = FileKind::none;
    identity.name = target.filename().string();
    return identity;
}

FileIdentity identity_of_descriptor(int fd) {
    struct stat status {};
    return ::fstat(fd, &status) == 0 ? from_status(status) : FileIdentity{};
}

} // namespace cohortscope::base
