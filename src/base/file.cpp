#include "base/file.h"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <span>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/parallel.h"

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

constexpr std::size_t kReadBytes = std::size_t{4} << 20; // at a time

// As many of the bytes at `offset` as there are; fewer than asked for at the file's end.
std::size_t read_at(int fd, std::span<char> bytes, std::size_t offset, const std::string& path) {
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got = ::pread(fd, bytes.data() + filled, bytes.size() - filled,
                                    static_cast<off_t>(offset + filled));
        if (got < 0 && errno != EINTR)
            throw Error::in(path, "cannot read: " + reason());
        if (got == 0)
            break;
        filled += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    return filled;
}

// The first `size` bytes of a regular file, or those up to its end if it has become shorter.
Buffer<char> read_known_size(int fd, std::size_t size, const std::string& path) {
    Buffer<char> bytes(size);
    std::atomic<bool> shorter{false};
    for_each_chunk(size, kReadBytes, [&](const Chunk& chunk) {
        const std::span<char> part = std::span(bytes).subspan(chunk.begin, chunk.size());
        if (read_at(fd, part, chunk.begin, path) < part.size())
            shorter = true;
    });
    if (shorter)
        bytes.resize(read_at(fd, bytes, 0, path));
    return bytes;
}

} // namespace

Buffer<char> read_large_file(const std::string& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status {};
    if (file.get() < 0 || ::fstat(file.get(), &status) != 0)
        throw Error::in(path, "cannot open: " + reason());
    if (S_ISDIR(status.st_mode))
        throw Error::in(path, "is a folder; expected a file");
    if (S_ISREG(status.st_mode) && status.st_size > 0)
        return read_known_size(file.get(), static_cast<std::size_t>(status.st_size), path);
    // Pipes have no size: grow until the end.
    Buffer<char> bytes;
    for (std::size_t filled = 0;;) {
        if (filled == bytes.size())
            bytes.resize(2 * bytes.size() + 65536);
        const ssize_t got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            throw Error::in(path, "cannot read: " + reason());
        if (got == 0) {
            bytes.resize(filled);
            return bytes;
        }
        filled += static_cast<std::size_t>(got);
    }
}

std::string read_file(const std::string& path) {
    const Buffer<char> bytes = read_large_file(path);
    return {bytes.begin(), bytes.end()};
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
