#include "base/file_replace.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <random>
#include <sys/stat.h>

#include "base/descriptor.h"
#include "base/held_signals.h"

namespace cohortscope::base {

namespace {

constexpr mode_t kNewMode = 0666; // less what the user's mask takes away
constexpr mode_t kPermissions = 0777;
constexpr std::size_t kPiece = std::size_t{1} << 20; // written between two looks at signals

// Runs `clean_up` unless told that all went well; errno stays what it was.
template <class CleanUp> bool done(bool well, const CleanUp& clean_up) {
    if (!well) {
        const int why = errno;
        clean_up();
        errno = why;
    }
    return well;
}

std::string name_beside(const std::string& target) {
    std::random_device random; // a name that nobody else takes; it decides no result
    static constexpr char kLetters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    std::string name = ".cohortscope-";
    for (int i = 0; i < 12; ++i)
        name += kLetters[random() % (sizeof kLetters - 1)];
    return (std::filesystem::path(target).parent_path() / name).string();
}

// The new file is as open to others as the old one.
bool take_over_access(int fd, const std::string& target) {
    struct stat old {};
    if (::stat(target.c_str(), &old) != 0)
        return true; // there is none
    // Only a privileged user may give a file away; the permissions matter more than the owner.
    const bool given = ::fchown(fd, old.st_uid, old.st_gid) == 0;
    static_cast<void>(given);
    return ::fchmod(fd, old.st_mode & kPermissions) == 0;
}

// The nameless file gets its name: the target's if that is free, else one that is renamed over it.
bool link_into_place(int fd, const std::string& target) {
    const std::string nameless = "/proc/self/fd/" + std::to_string(fd);
    const auto link_to = [&](const std::string& name) {
        return ::linkat(AT_FDCWD, nameless.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
    };
    if (link_to(target))
        return true;
    if (errno != EEXIST)
        return false;
    const HeldSignals held; // between the two calls the file has a name that nobody wants
    const std::string beside = name_beside(target);
    return link_to(beside) && done(std::rename(beside.c_str(), target.c_str()) == 0,
                                   [&] { ::unlink(beside.c_str()); });
}

enum class Attempt { done, failed, impossible }; // impossible: the file system cannot do it

Attempt replace_nameless(const std::string& target, std::string_view bytes) {
    const std::filesystem::path folder = std::filesystem::path(target).parent_path();
    Descriptor file(
        ::open(folder.empty() ? "." : folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, kNewMode));
    if (!file.is_open())
        return Attempt::impossible; // for whatever reason: the other way gives the right error
    if (!write_all(file.get(), bytes) || !take_over_access(file.get(), target))
        return Attempt::failed;
    if (link_into_place(file.get(), target))
        return Attempt::done;
    return errno == ENOENT || errno == EOPNOTSUPP || errno == EPERM ? Attempt::impossible
                                                                    : Attempt::failed;
}

bool write_while_allowed(int fd, std::string_view bytes, const HeldSignals& held) {
    for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), kPiece))) {
        if (held.arrived()) {
            errno = EINTR;
            return false;
        }
        if (!write_all(fd, bytes.substr(0, kPiece)))
            return false;
    }
    return true;
}

bool replace_named(const std::string& target, std::string_view bytes) {
    const HeldSignals held;
    const std::string beside = name_beside(target);
    Descriptor file(::open(beside.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, kNewMode));
    if (!file.is_open())
        return false;
    const bool written = write_while_allowed(file.get(), bytes, held) &&
                         take_over_access(file.get(), target) && file.close() &&
                         std::rename(beside.c_str(), target.c_str()) == 0;
    return done(written, [&] { ::unlink(beside.c_str()); });
}

} // namespace

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

bool replace_file(const std::string& target, std::string_view bytes, Scratch scratch) {
    if (scratch == Scratch::nameless) {
        const Attempt attempt = replace_nameless(target, bytes);
        if (attempt != Attempt::impossible)
            return attempt == Attempt::done;
    }
    return replace_named(target, bytes);
}

} // namespace cohortscope::base
