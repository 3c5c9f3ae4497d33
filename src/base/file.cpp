#include "base/file.h"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <span>
#include <sys/stat.h>

#include "base/descriptor.h"
#include "base/error.h"
#include "base/file_identity.h"
#include "base/file_replace.h"
#include "base/parallel.h"

namespace cohortscope::base {

namespace {

std::string reason() { return std::strerror(errno); }

void write_standard_output(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size() ||
        std::fflush(stdout) != 0)
        throw Error::in("standard output", "cannot write: " + reason());
}

// Devices and pipes are written to; a rename would replace them. An open file (/dev/stdout) goes on
// where it stands, as the shell that opened it expects.
void write_through(const std::string& path, std::string_view bytes) {
    const std::optional<int> open_file = descriptor_behind(path);
    Descriptor file(open_file ? ::fcntl(*open_file, F_DUPFD_CLOEXEC, 0)
                              : ::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (!file.is_open() || !write_all(file.get(), bytes) || !file.close())
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

// The bytes of a regular file, all of one state of it: half of the old and half of the new rows
// would be a table that nobody has.
Buffer<char> read_known_size(int fd, const struct stat& before, const std::string& path) {
    Buffer<char> bytes(static_cast<std::size_t>(before.st_size));
    std::atomic<bool> shorter{false};
    for_each_chunk(bytes.size(), kReadBytes, [&](const Chunk& chunk) {
        const std::span<char> part = std::span(bytes).subspan(chunk.begin, chunk.size());
        if (read_at(fd, part, chunk.begin, path) < part.size())
            shorter = true;
    });
    struct stat after {};
    if (shorter || ::fstat(fd, &after) != 0 || after.st_size != before.st_size ||
        after.st_mtim.tv_sec != before.st_mtim.tv_sec ||
        after.st_mtim.tv_nsec != before.st_mtim.tv_nsec)
        throw Error::in(path, "was changed while it was read; expected a file that is complete");
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
        return read_known_size(file.get(), status, path);
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

void write_file(const std::string& path, std::string_view bytes) {
    if (path == "-")
        return write_standard_output(bytes);
    const FileKind kind = identity_of(path).kind;
    if (kind == FileKind::folder)
        throw Error::in(path, "is a folder; expected the name of a file to write");
    if (kind == FileKind::device || descriptor_behind(path))
        return write_through(path, bytes);
    if (!replace_file(behind_links(path), bytes, Scratch::nameless))
        throw Error::in(path, "cannot write: " + reason());
}

} // namespace cohortscope::base
