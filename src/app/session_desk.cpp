#include "app/session_desk.h"

#include <algorithm>
#include <utility>

#include "app/autosave.h"
#include "app/free_file.h"
#include "app/recent_files.h"
#include "app/session_text.h"
#include "base/error.h"
#include "base/file.h"
#include "base/printable.h"
#include "engine/known_tables.h"
#include "engine/session/session_json.h"
#include "sample/sample.h"

namespace cohortscope::app {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds kQuiet{2}; // without a change, then it is kept for a crash

using TablePtr = std::shared_ptr<const data::Table>;

TablePtr table_of(const engine::DataFile& data, const std::string& session_path,
                  base::Progress& progress) {
    if (engine::is_sample(data))
        return std::make_shared<const data::Table>(sample::make_sample());
    const std::string path = engine::find_data(data, session_path);
    if (path.empty())
        return nullptr;
    return std::make_shared<const data::Table>(
        engine::table_of_file(path, engine::read_options_of(data), progress));
}

// Sets of rows by pointer: by content they would take a frame's time.
bool same_at_a_glance(const engine::Document& a, const engine::Document& b) {
    const auto same_set = [](const engine::NamedSet& one, const engine::NamedSet& other) {
        return one.rows == other.rows && one.name == other.name;
    };
    return a.table == b.table && a.settings == b.settings && a.names == b.names &&
           a.selection == b.selection && a.baseline == b.baseline && a.view == b.view &&
           std::ranges::equal(a.sets, b.sets, same_set);
}

std::string plain_name(const std::string& path) {
    return base::printable(fs::path(path).filename().string());
}

} // namespace

SessionDesk::SessionDesk(Host& host, fs::path folder, std::function<void()> wake)
    : host_(host), folder_(std::move(folder)), autosave_(autosave_file(folder_)),
      wake_(std::move(wake)) {
    errands_.emplace();
    if (folder_.empty())
        return;
    errands_->run([this] {
        News news;
        news.recent = std::make_shared<const std::vector<std::string>>(recent_files(folder_));
        news.left_behind = left_behind(folder_);
        tell(std::move(news));
    });
}

SessionDesk::~SessionDesk() {
    progress_.cancel();
    errands_.reset();
    std::error_code failed;
    if (!autosave_.empty())
        fs::remove(autosave_, failed);
}

void SessionDesk::tell(News news) {
    {
        const std::scoped_lock lock(mutex_);
        news_.push_back(std::move(news));
    }
    wake_();
}

void SessionDesk::note_options(const std::string& path, const data::ReadOptions& options) {
    options_[path] = options;
}

data::ReadOptions SessionDesk::options_of(const std::string& source) const {
    const auto found = options_.find(source);
    return found == options_.end() ? data::ReadOptions() : found->second;
}

void SessionDesk::open(const std::string& path) {
    if (may_hold_session(path))
        open_session(path);
    else if (names_table(path))
        open_table(path);
    else
        errands_->run([this, path] {
            News news;
            (begins_like_figure(path) ? news.figure : news.no_figure) = path;
            tell(std::move(news));
        });
}

void SessionDesk::open_table(const std::string& path) {
    options_.erase(path);
    host_.live().load_file(path);
}

void SessionDesk::open_session(const std::string& path) {
    if (table_ == nullptr)
        opens_ = path;
    else
        read_session(path, path);
}

void SessionDesk::take(std::shared_ptr<const engine::Session> session, const std::string& path,
                       const TablePtr& table) {
    if (!table) {
        waiting_ = std::move(session);
        waiting_path_ = path;
        return;
    }
    host_.live().cancel_load();
    const engine::OpenedSession opened = engine::open_on_table(*session, table);
    host_.workbench().open_session(opened,
                                   "opened " + (path.empty() ? "what was open" : plain_name(path)));
    host_.live().show_column(opened.column);
    if (!session->data.source.empty())
        note_options(table->source, engine::read_options_of(session->data));
    // Only what is a whole session by itself is written over.
    const bool is_own = !session->data.source.empty() && path.ends_with(".json");
    session_path_ = is_own ? path : std::string();
    session_table_ = table->source;
    waiting_.reset();
    if (!path.empty())
        remember(path);
    wake_(); // the next frame asks for its result
}

// `called`: what it is known as from then on; empty: by no name.
void SessionDesk::read_session(const std::string& path, const std::string& called) {
    const TablePtr present = table_;
    errands_->run([this, path, called, present] {
        News news;
        try {
            auto session = std::make_shared<const engine::Session>(
                engine::session_of_json(session_text_of_file(path), path));
            const bool is_present = session->data.source.empty() ||
                                    (present && present->fingerprint == session->data.content);
            news.table = is_present ? present : table_of(session->data, path, progress_);
            if (!news.table)
                news.message = "The session's table " + base::printable(session->data.path) +
                               " is not there: drop it on the window. The session waits for it.";
            news.session = std::move(session);
            news.path = called;
        } catch (const base::Cancelled&) {
        } catch (const std::exception& error) {
            news.message = error.what();
        }
        tell(std::move(news));
    });
}

engine::Session SessionDesk::session_now(const std::string& column) const {
    const engine::History& history = host_.workbench().history();
    engine::Session session;
    session.document = history.present();
    session.shown = history.steps()[history.at()].shown;
    session.column = column;
    return session;
}

OpenSession SessionDesk::present(const std::string& column) const {
    engine::Session session = session_now(column);
    const std::shared_ptr<const data::Table>& table = session.document.table;
    const data::ReadOptions options = table ? options_of(table->source) : data::ReadOptions();
    return {std::move(session), options};
}

void SessionDesk::save(const std::string& column) {
    engine::Session session = session_now(column);
    if (!session.document.table)
        return;
    const std::string& source = session.document.table->source;
    const std::string path = session_table_ == source ? session_path_ : std::string();
    errands_->run([this, session = std::move(session), options = options_of(source), path] {
        News news;
        const data::Table& table = *session.document.table;
        std::string target = path;
        if (target.empty())
            target = free_file(stem_beside(table.source, "session"), ".cohortscope.json");
        try {
            if (target.empty())
                throw base::Error("The session is not saved: a thousand files of its name are "
                                  "there already.");
            engine::Session saved = session;
            saved.data = engine::data_file_of(table, options);
            engine::write_session(target, std::move(saved));
            news.message = "The session is saved as " + base::printable(target) + ".";
            news.saved = target;
            news.path = table.source;
            news.recent =
                std::make_shared<const std::vector<std::string>>(remember_file(folder_, target));
        } catch (const std::exception& error) {
            news.message = error.what();
        }
        tell(std::move(news));
    });
}

// Only of what somebody changed.
void SessionDesk::autosave(const std::string& column) {
    const engine::History& history = host_.workbench().history();
    const engine::Document& present = history.present();
    if (!present.table || autosave_.empty())
        return;
    const std::shared_ptr<const engine::ShownFinal>& shown = history.steps()[history.at()].shown;
    if (begun_ && shown == kept_shown_ && same_at_a_glance(present, kept_))
        return;
    kept_ = present;
    kept_shown_ = shown;
    if (!std::exchange(begun_, true) || history.steps().size() == 1)
        return;
    engine::Session session = session_now(column);
    const data::ReadOptions options = options_of(present.table->source);
    errands_->run_later(
        [this, session = std::move(session), options] {
            std::error_code failed;
            fs::create_directories(folder_, failed);
            try {
                engine::Session saved = session;
                saved.data = engine::data_file_of(*session.document.table, options);
                engine::write_session(autosave_, std::move(saved));
            } catch (const std::exception&) {
                // Nobody asked for it; the next change tries again.
            }
        },
        kQuiet);
}

void SessionDesk::remember(const std::string& path) {
    if (folder_.empty())
        return;
    errands_->run([this, path] {
        News news;
        news.recent =
            std::make_shared<const std::vector<std::string>>(remember_file(folder_, path));
        tell(std::move(news));
    });
}

// Another table is shown: it is remembered, and what waits for it is taken up.
void SessionDesk::follow_table() {
    const std::shared_ptr<const engine::Result>& result = host_.shown().result;
    if (!result || result->prepared.table == table_)
        return;
    table_ = result->prepared.table;
    std::error_code unknown;
    const bool is_file = fs::is_regular_file(table_->source, unknown);
    if (is_file)
        remember(table_->source);
    if (is_file && waiting_) // not for the sample, which is there meanwhile
        take(waiting_, waiting_path_, table_);
    if (const std::optional<std::string> path = std::exchange(opens_, std::nullopt))
        read_session(*path, *path);
}

void SessionDesk::answer(ui::Restoring answer) {
    const std::string left = std::exchange(left_behind_, {});
    host_.set_restorable(false);
    std::error_code failed;
    if (answer == ui::Restoring::discard) {
        fs::remove(left, failed);
        return;
    }
    fs::rename(left, autosave_, failed); // it is this process's now
    if (!failed)
        read_session(autosave_, {});
}

void SessionDesk::take_one(const News& news) {
    if (news.recent)
        host_.set_recent(news.recent);
    if (news.left_behind) {
        left_behind_ = *news.left_behind;
        host_.set_restorable(!left_behind_.empty());
    }
    if (!news.saved.empty()) {
        session_path_ = news.saved;
        session_table_ = news.path;
    }
    if (!news.figure.empty())
        open_session(news.figure);
    if (!news.no_figure.empty())
        open_table(news.no_figure);
    if (news.session)
        take(news.session, news.path, news.table);
    if (!news.message.empty())
        host_.workbench().set_message(news.message);
}

void SessionDesk::take_news() {
    std::vector<News> news;
    {
        const std::scoped_lock lock(mutex_);
        news.swap(news_);
    }
    for (const News& each : news)
        take_one(each);
    if (!news.empty())
        wake_(); // the next frame shows it
}

void SessionDesk::follow(const ui::FrameOutput& output) {
    if (!output.columns.empty()) {
        data::ReadOptions options = host_.shown().unknown_options;
        options.columns.insert(output.columns.begin(), output.columns.end());
        note_options(host_.shown().unknown_path, options);
    }
    follow_table();
    take_news();
    if (!output.opens.empty())
        open(output.opens);
    if (output.restoring != ui::Restoring::unanswered && !left_behind_.empty())
        answer(output.restoring);
    if (output.saves_session)
        save(output.shown_column);
    autosave(output.shown_column);
}

} // namespace cohortscope::app
