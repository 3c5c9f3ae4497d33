#include "app/outputs.h"

#include <algorithm>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file_identity.h"

namespace cohortscope::app {

namespace {

void expect_writable(const std::string& path) {
    namespace fs = std::filesystem;
    const base::FileKind kind = base::identity_of(path).kind;
    if (kind == base::FileKind::folder)
        throw base::Error::in(path, "is a folder; expected the name of a file to write");
    if (base::descriptor_behind(path))
        return; // an open file: whether it takes anything shows when it is written
    if (kind == base::FileKind::device) {
        if (::access(path.c_str(), W_OK) != 0)
            throw base::Error::in(path, "cannot write: no permission");
        return;
    }
    const fs::path target = base::behind_links(path);
    const fs::path folder = target.has_parent_path() ? target.parent_path() : ".";
    std::error_code unknown; // a name may be too long; writing it then says so
    if (!fs::is_directory(folder, unknown))
        throw base::Error::in(path, "cannot write: the folder does not exist");
    if (::access(folder.c_str(), W_OK) != 0)
        throw base::Error::in(path, "cannot write: no permission in the folder");
}

// What may be overwritten: a place in a folder, or a pipe or terminal that would mix two outputs.
struct Place {
    std::string path;
    base::FileIdentity identity;
    bool bottomless = false; // a device such as /dev/null
};

Place place_of(const std::string& path, int standard) {
    Place place{path,
                path == "-" ? base::identity_of_descriptor(standard) : base::identity_of(path)};
    struct stat status {};
    const int known = path == "-" ? ::fstat(standard, &status) : ::stat(path.c_str(), &status);
    place.bottomless = known == 0 && S_ISCHR(status.st_mode);
    return place;
}

bool clash(const Place& a, const Place& b) {
    return a.identity == b.identity && !a.bottomless && a.identity.inode != 0;
}

std::vector<Place> places_of(const std::vector<std::string>& paths, int standard) {
    std::vector<Place> places;
    for (const std::string& path : paths)
        if (!path.empty())
            places.push_back(place_of(path, standard));
    return places;
}

} // namespace

void expect_sound(const Files& files) {
    const std::vector<Place> inputs = places_of(files.inputs, STDIN_FILENO);
    const std::vector<Place> outputs = places_of(files.outputs, STDOUT_FILENO);
    if (std::ranges::count(files.outputs, std::string("-")) > 1)
        throw base::Error("standard output is asked for twice; expected one '-' at most");
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const std::string& path = outputs[i].path;
        const std::string name = path == "-" ? "standard output" : path;
        if (path != "-")
            expect_writable(path);
        for (const Place& input : inputs)
            if (clash(outputs[i], input) && outputs[i].identity.kind != base::FileKind::device)
                throw base::Error::in(name, "would overwrite the input; expected another name");
        for (std::size_t before = 0; before < i; ++before)
            if (clash(outputs[i], outputs[before]))
                throw base::Error::in(name, "is asked for twice; expected two names");
    }
}

} // namespace cohortscope::app
