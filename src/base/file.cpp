#include "base/file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <optional>

#include "base/descriptor.h"
#include "base/error.h"
#include "base/file_identity.h"
#include "base/file_replace.h"

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

} // namespace

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
