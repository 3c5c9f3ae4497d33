#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <span>
#include <sys/stat.h>

#include "base/descriptor.h"
#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/parallel.h"

namespace cohortscope::base {

namespace {

std::string reason() { return std::strerror(errno); }

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

bool is_same_state(const struct stat& a, const struct stat& b) {
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_size == b.st_size &&
           a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

// The bytes of a regular file, all of one state of it: half of the old and half of the new rows
// would be a table that nobody has. Nor is a file read that was put aside for another one
// meanwhile.
Buffer<char> read_known_size(int fd, const struct stat& before, const std::string& path,
                             Progress& progress) {
    Buffer<char> bytes(static_cast<std::size_t>(before.st_size));
    std::atomic<bool> shorter{false};
    for_each_chunk(bytes.size(), kReadBytes, [&](const Chunk& chunk) {
        const std::span<char> part = std::span(bytes).subspan(chunk.begin, chunk.size());
        if (read_at(fd, part, chunk.begin, path) < part.size())
            shorter = true;
        progress.add_bytes(part.size());
        progress.checkpoint();
    });
    struct stat after {
    }, named{};
    if (shorter || ::fstat(fd, &after) != 0 || !is_same_state(before, after) ||
        ::stat(path.c_str(), &named) != 0 || !is_same_state(before, named))
        throw Error::in(path, "was changed while it was read; expected a file that is complete");
    return bytes;
}

// Until there is something to read, or its end. Nobody may ever write to a pipe.
void wait_for_bytes(int fd, const Progress& progress) {
    constexpr int kLookMs = 20; // how soon a cancel is seen
    pollfd awaited{fd, POLLIN, 0};
    int ready = 0;
    while (ready == 0 || (ready < 0 && errno == EINTR)) {
        progress.checkpoint();
        ready = ::poll(&awaited, 1, kLookMs);
    }
}

// A quarter of the machine's memory: an endless stream must not take the rest.
std::size_t most_stream_bytes() {
    const long pages = ::sysconf(_SC_PHYS_PAGES), page = ::sysconf(_SC_PAGESIZE);
    constexpr std::size_t kIfUnknown = std::size_t{1} << 30;
    return pages > 0 && page > 0
               ? static_cast<std::size_t>(pages) / 4 * static_cast<std::size_t>(page)
               : kIfUnknown;
}

// Pipes, devices and standard input have no size: as many bytes as come until the end.
Buffer<char> read_stream(int fd, const std::string& path, Progress& progress) {
    const std::size_t most = most_stream_bytes();
    Buffer<char> bytes;
    for (std::size_t filled = 0; filled <= most;) {
        wait_for_bytes(fd, progress);
        if (filled == bytes.size())
            bytes.resize(2 * bytes.size() + 65536);
        const ssize_t got = ::read(fd, bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (got < 0)
            throw Error::in(path, "cannot read: " + reason());
        if (got == 0) {
            bytes.resize(filled);
            return bytes;
        }
        filled += static_cast<std::size_t>(got);
        progress.add_bytes(static_cast<std::size_t>(got));
    }
    throw Error::in(path,
                    "is longer than " + fixed(static_cast<double>(most) / 1e9, 1) +
                        " GB, a quarter of this machine's memory; expected an end before that");
}

} // namespace

Buffer<char> read_large_file(const std::string& path, Progress& progress) {
    // Without waiting: opening a pipe would block until somebody writes to it.
    const Descriptor file(path == "-" ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
                                      : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status {};
    if (file.get() < 0 || ::fstat(file.get(), &status) != 0)
        throw Error::in(path, "cannot open: " + reason());
    if (S_ISDIR(status.st_mode))
        throw Error::in(path, "is a folder; expected a file");
    if (S_ISREG(status.st_mode) && status.st_size > 0 && path != "-")
        return read_known_size(file.get(), status, path, progress);
    return read_stream(file.get(), path == "-" ? "standard input" : path, progress);
}

Buffer<char> read_large_file(const std::string& path) {
    Progress progress;
    return read_large_file(path, progress);
}

std::string read_file(const std::string& path) {
    const Buffer<char> bytes = read_large_file(path);
    return {bytes.begin(), bytes.end()};
}

} // namespace cohortscope::base
