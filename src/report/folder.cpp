#include "report/folder.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <set>
#include <sys/file.h>
#include <sys/stat.h>

#include "base/descriptor.h"
#include "base/error.h"
#include "base/file_identity.h"
#include "base/file_replace.h"
#include "base/held_signals.h"
#include "report/folder_owned.h"

namespace cohortscope::report {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = std::size_t{1} << 20; // written between two looks at signals
constexpr const char* kPartial = ".partial-";
constexpr const char* kAside = "-old";

[[noreturn]] void fail(const std::string& folder, const std::string& why) {
    throw base::Error::in(folder, "cannot write: " + why);
}
[[noreturn]] void fail(const std::string& folder) { fail(folder, std::strerror(errno)); }

// The folder behind links, with an absolute name and without a '/' at its end.
fs::path place_of(const std::string& folder) {
    std::error_code unknown;
    fs::path path = fs::absolute(base::behind_links(folder), unknown);
    if (path.filename().empty())
        path = path.parent_path();
    if (path.filename() == "." || path.filename() == "..")
        path = fs::weakly_canonical(path, unknown);
    return path;
}

bool is_folder(const fs::path& path) {
    return base::identity_of(path.string()).kind == base::FileKind::folder;
}

void expect_replaceable(const std::string& folder, const fs::path& place) {
    if (const std::optional<std::string> foreign = foreign_in(place.string()))
        throw base::Error::in(folder, "is a folder that holds something else, '" + *foreign +
                                          "'; expected a new name, an empty folder or an earlier "
                                          "report");
    struct stat own {
    }, above{};
    if (::stat(place.c_str(), &own) == 0 && ::stat(place.parent_path().c_str(), &above) == 0 &&
        own.st_dev != above.st_dev)
        throw base::Error::in(folder, "is where another file system begins and cannot be replaced; "
                                      "expected the name of a folder in it");
}

// A folder that nobody else uses while this lives; it goes with it, unless it was put in place.
class Partial {
  public:
    Partial(const std::string& folder, const fs::path& place) {
        const std::string base = place.string() + kPartial + std::to_string(::getpid());
        for (int i = 0;; ++i) {
            path_ = i == 0 ? base : base + "-" + std::to_string(i);
            if (::mkdir(path_.c_str(), 0777) == 0)
                break;
            if (errno != EEXIST || i > 1000)
                fail(folder);
        }
        lock_.emplace(::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        static_cast<void>(::flock(lock_->get(), LOCK_EX | LOCK_NB)); // it is ours
    }
    ~Partial() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Partial(const Partial&) = delete;
    Partial& operator=(const Partial&) = delete;
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
    std::optional<base::Descriptor> lock_;
};

// What killed programs left: nobody holds it, and it is all ours. An old report that was put aside
// and never replaced goes back.
void clear_leftovers(const fs::path& place) {
    const std::string begin = place.filename().string() + kPartial;
    std::error_code ignored;
    std::set<fs::path> left;
    for (const auto& entry : fs::directory_iterator(place.parent_path(), ignored))
        if (entry.path().filename().string().starts_with(begin))
            left.insert(entry.path());
    for (const fs::path& path : left) {
        const base::Descriptor held(
            ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        if (!held.is_open() || ::flock(held.get(), LOCK_EX | LOCK_NB) != 0)
            continue;
        try {
            if (foreign_in(path.string()))
                continue;
        } catch (const base::Error&) {
            continue; // not ours to read
        }
        if (path.string().ends_with(kAside) && !fs::exists(place, ignored))
            fs::rename(path, place, ignored);
        else
            fs::remove_all(path, ignored);
    }
}

class Writer {
  public:
    Writer(const std::string& folder, const fs::path& into, const base::HeldSignals& held)
        : folder_(folder), into_(into), held_(held) {}

    void write(const FolderFile& file) const {
        const fs::path path = into_ / file.path;
        std::error_code failed;
        fs::create_directories(path.parent_path(), failed);
        base::Descriptor out(::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666));
        if (!out.is_open())
            fail(folder_);
        std::string_view bytes = file.bytes;
        for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), kPiece))) {
            if (held_.arrived())
                throw base::Cancelled();
            if (!base::write_all(out.get(), bytes.substr(0, kPiece)))
                fail(folder_);
        }
        if (!out.close())
            fail(folder_);
    }

  private:
    const std::string& folder_;
    const fs::path& into_;
    const base::HeldSignals& held_;
};

// True where the two have exchanged their places at once; false where the file system cannot.
bool exchange(const fs::path& one, const fs::path& other) {
#ifdef RENAME_EXCHANGE
    if (::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) == 0)
        return true;
#endif
    return false;
}

void put_in_place(const std::string& folder, const fs::path& made, const fs::path& place) {
    if (::rename(made.c_str(), place.c_str()) == 0) // it was not there, or empty
        return;
    if (errno != ENOTEMPTY && errno != EEXIST)
        fail(folder);
    expect_replaceable(folder, place); // it may have changed
    struct stat old {};
    if (::stat(place.c_str(), &old) == 0)
        static_cast<void>(::chmod(made.c_str(), old.st_mode & 0777)); // as open as the old one
    if (exchange(made, place))
        return; // the old one goes with the partial one
    const std::string aside = made.string() + kAside;
    if (::rename(place.c_str(), aside.c_str()) != 0)
        fail(folder);
    if (::rename(made.c_str(), place.c_str()) != 0) {
        const int why = errno;
        static_cast<void>(::rename(aside.c_str(), place.c_str()));
        fail(folder, std::strerror(why));
    }
    std::error_code ignored;
    fs::remove_all(aside, ignored);
}

} // namespace

void expect_report_folder(const std::string& folder) {
    const fs::path place = place_of(folder);
    const base::FileKind kind = base::identity_of(place.string()).kind;
    if (kind == base::FileKind::regular || kind == base::FileKind::device)
        throw base::Error::in(folder, "is a file; expected the name of a folder to make");
    if (!is_folder(place.parent_path()))
        fail(folder, "the folder above it does not exist");
    if (::access(place.parent_path().c_str(), W_OK) != 0)
        fail(folder, "no permission in the folder above it");
    if (kind == base::FileKind::folder)
        expect_replaceable(folder, place);
}

void write_report_folder(const std::string& folder, std::span<const FolderFile> files,
                         base::Progress& progress) {
    expect_report_folder(folder);
    const fs::path place = place_of(folder);
    const base::HeldSignals held;
    clear_leftovers(place);
    const Partial partial(folder, place);
    const Writer writer(folder, partial.path(), held);
    // The file that tells whose it is comes first.
    for (const bool is_read_me : {true, false})
        for (std::size_t i = 0; i < files.size(); ++i) {
            if ((files[i].path == kReadMe) != is_read_me)
                continue;
            progress.checkpoint(static_cast<double>(i) / static_cast<double>(files.size()));
            writer.write(files[i]);
        }
    if (held.arrived())
        throw base::Cancelled();
    put_in_place(folder, partial.path(), place);
}

} // namespace cohortscope::report
