// Which file a path means, whatever it is called: links, other spellings, files not there yet.
#pragma once

#include <optional>
#include <string>

namespace cohortscope::base {

// The path with symbolic links at its end followed, those to files that are not there yet too: what
// writing to `path` would change. Too many links are left as they are.
std::string behind_links(const std::string& path);

// The number of this process's open file that the path stands for (/dev/stdout, /dev/fd/3).
std::optional<int> descriptor_behind(const std::string& path);

enum class FileKind { none, regular, folder, device }; // device: all that is none of the others

// A file as the system tells it from others: by device and inode, or while it is not there by those
// of its folder and its name. Two equal ones are one file.
struct FileIdentity {
    FileKind kind = FileKind::none;
    unsigned long long device = 0;
    unsigned long long inode = 0;
    std::string name; // of a file that is not there
    bool operator==(const FileIdentity&) const = default;
};

FileIdentity identity_of(const std::string& path);
FileIdentity identity_of_descriptor(int fd);

} // namespace cohortscope::base
