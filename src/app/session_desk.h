// Saves and opens sessions for the window, without making it wait.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/carried_session.h"
#include "app/errands.h"
#include "app/host.h"
#include "engine/session/opened_session.h"
#include "engine/session/session_file.h"

namespace cohortscope::app {

// Used by the window's thread. At its end, which is that of a window that was closed, what was kept
// for a crash is removed.
class SessionDesk {
  public:
    // `folder`: of the program's state; empty: nothing is remembered. `wake` is called from another
    // thread when there is news for follow().
    SessionDesk(Host& host, std::filesystem::path folder, std::function<void()> wake);
    ~SessionDesk();
    SessionDesk(const SessionDesk&) = delete;
    SessionDesk& operator=(const SessionDesk&) = delete;

    // A table or a session, as a file's name or its first bytes say. A session waits until there is
    // a picture.
    void open(const std::string& path);
    // A session that is read already. Its table is `table`; null: that is missing, and the session
    // waits for it.
    void take(std::shared_ptr<const engine::Session> session, const std::string& path,
              const std::shared_ptr<const data::Table>& table);
    // The table is read with these, by the command line or a person.
    void note_options(const std::string& path, const data::ReadOptions& options);

    OpenSession present(const std::string& column) const;

    // Once a frame, with what that asks for.
    void follow(const ui::FrameOutput& output);

  private:
    // What errands came to.
    struct News {
        std::string message;
        std::string saved;             // the file
        std::string figure, no_figure; // a file, by its first bytes
        std::shared_ptr<const engine::Session> session;
        std::shared_ptr<const data::Table> table; // of the session; null: it is missing
        std::string path;                         // of the session
        std::shared_ptr<const std::vector<std::string>> recent;
        std::optional<std::string> left_behind; // empty: nothing more
    };

    void tell(News news);
    void take_news();
    void take_one(const News& news);
    void open_session(const std::string& path);
    void open_table(const std::string& path);
    void read_session(const std::string& path, const std::string& called);
    void save(const std::string& column);
    void autosave(const std::string& column);
    void follow_table();
    void answer(ui::Restoring answer);
    void remember(const std::string& path);
    engine::Session session_now(const std::string& column) const;
    data::ReadOptions options_of(const std::string& source) const;

    Host& host_;
    const std::filesystem::path folder_;
    const std::string autosave_;
    const std::function<void()> wake_;
    std::optional<std::string> opens_;                 // once there is a picture
    std::map<std::string, data::ReadOptions> options_; // by path
    std::shared_ptr<const engine::Session> waiting_;   // for its table
    std::string waiting_path_;
    std::shared_ptr<const data::Table> table_; // shown last
    std::string session_path_, session_table_; // where the present session is, and its table
    std::string left_behind_;
    engine::Document kept_; // as last saved for a crash, or as the window began
    std::shared_ptr<const engine::ShownFinal> kept_shown_;
    bool begun_ = false;
    base::Progress progress_; // of reading tables
    std::mutex mutex_;
    std::vector<News> news_;
    std::optional<Errands> errands_; // last: they use the rest
};

} // namespace cohortscope::app
