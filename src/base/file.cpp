#include "base/file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

namespace cohortscope::base {

namespace {

class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }
    bool close() {
        const int result = fd_ >= 0 ? ::close(fd_) : 0;
        fd_ = -1;
        return result == 0;
    }

  private:
    int fd_;
};

std::string reason() { return std::strerror(errno); }

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

void write_standard_output(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size() ||
        std::fflush(stdout) != 0)
        throw Error::in("standard output", "cannot write: " + reason());
}

// Devices and pipes (/dev/null, /dev/stdout) are written to; a rename would replace them.
void write_device(const std::string& path, std::string_view bytes) {
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (file.get() < 0 || !write_all(file.get(), bytes) || !file.close())
        throw Error::in(path, "cannot write: " + reason());
}

} // namespace

std::string read_file(const std::string& path) {
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status {};
    if (file.get() < 0 || ::fstat(file.get(), &status) != 0)
        throw Error::in(path, "cannot open: " + reason());
    if (S_ISDIR(status.st_mode))
        throw Error::in(path, "is a folder; expected a file");
    std::string bytes;
    // One byte more than the file has, so that its end shows without growing.
    bytes.resize(status.st_size > 0 ? static_cast<std::size_t>(status.st_size) + 1 : 0);
    std::size_t filled = 0;
    for (;;) { // Pipes have no size: grow until the end.
        if (filled == bytes.size())
            bytes.resize(2 * bytes.size() + 65536);
        const ssize_t got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            throw Error::in(path, "cannot read: " + reason());
        if (got == 0)
            break;
        filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
    return bytes;
}

namespace {

// The file that a symbolic link stands for, so that the link itself stays.
std::string behind_links(const std::string& path) {
    std::error_code failed;
    if (!std::filesystem::is_symlink(path, failed) || failed)
        return path;
    const std::filesystem::path target = std::filesystem::weakly_canonical(path, failed);
    return failed ? path : target.string();
}

} // namespace

void write_file(const std::string& path, std::string_view bytes) {
    if (path == "-")
        return write_standard_output(bytes);
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
        if (S_ISDIR(status.st_mode))
            throw Error::in(path, "is a folder; expected the name of a file to write");
        return write_device(path, bytes);
    }
    const std::string target = behind_links(path);
    std::string temporary =
        (std::filesystem::path(target).parent_path() / ".cohortscope-XXXXXX").string();
    Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (file.get() < 0)
        throw Error::in(path, "cannot write: " + reason());
    const mode_t mask = ::umask(0);
    ::umask(mask);
    const bool written = write_all(file.get(), bytes) && ::fchmod(file.get(), 0666 & ~mask) == 0 &&
                         file.close() && std::rename(temporary.c_str(), target.c_str()) == 0;
    if (!written) {
        const std::string why = reason();
        ::unlink(temporary.c_str());
        throw Error::in(path, "cannot write: " + why);
    }
}

} // namespace cohortscope::base
