#include "engine/loads.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include "base/error.h"
#include "data/csv/csv.h"
#include "engine/edited_settings.h"
#include "engine/live.h"
#include "sample/engagement/engagement.h"
#include "schema/edit.h"
#include "support/learner_table.h"

using namespace cohortscope;
using engine::Live;
using engine::LiveState;
using engine::Settings;
using namespace std::chrono_literals;

namespace {

// A folder of its own, with what is in it.
class Folder {
  public:
    Folder() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "cohortscope-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~Folder() { std::filesystem::remove_all(folder_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    std::string file(const std::string& name, const std::string& text) const {
        std::ofstream(path(name)) << text;
        return path(name);
    }

  private:
    std::filesystem::path folder_;
};

// A pipe with a name.
class Pipe {
  public:
    Pipe() { REQUIRE(::mkfifo(path().c_str(), 0600) == 0); }
    std::string path() const { return folder_.path("pipe.csv"); }

  private:
    Folder folder_;
};

std::string hours_csv(const std::string& header, int rows) {
    std::string text = header + ",Mark\n";
    for (int row = 0; row < rows; ++row)
        text += std::to_string(row % 13) + "," + std::to_string(row * row % 7) + "," +
                std::to_string(row % 5) + "\n";
    return text;
}

schema::Schema hours_schema() {
    schema::Schema made;
    made.name = "hours";
    made.label = "Hours and grades";
    for (const char* name : {"Hours", "Grade", "Mark"}) {
        schema::ColumnSpec column;
        column.name = column.label = name;
        made.features.push_back(schema::feature_of(column));
        made.columns.push_back(column);
    }
    return made;
}

template <class Done> LiveState wait_until(const Live& live, const Done& done) {
    const auto deadline = std::chrono::steady_clock::now() + 120s;
    LiveState state = live.state();
    while (!done(state) && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::sleep_for(1ms);
        state = live.state();
    }
    REQUIRE(done(state));
    return state;
}

LiveState wait_for(const Live& live, const std::shared_ptr<const data::Table>& table,
                   const Settings& settings) {
    return wait_until(live, [&](const LiveState& state) {
        return state.result && state.result->final_result && state.result->settings == settings &&
               state.result->prepared.table == table;
    });
}

// What a system call is that does not come back: it hears of no cancel.
class Stuck {
  public:
    engine::TableSource source() {
        return [this](base::Progress&) -> std::shared_ptr<const data::Table> {
            ++inside_;
            while (!released_)
                std::this_thread::sleep_for(1ms);
            ++ended_;
            throw base::Error("came too late");
        };
    }
    ~Stuck() {
        released_ = true;
        while (ended_ < inside_)
            std::this_thread::sleep_for(1ms);
    }
    int inside() const { return inside_; }

  private:
    std::atomic<int> inside_ = 0, ended_ = 0;
    std::atomic<bool> released_ = false;
};

} // namespace

TEST_SUITE("loads") {

    TEST_CASE("a pipe that nobody writes to holds up no knob, no other load and no end") {
        const Pipe pipe;
        const auto table = tests::random_table(500, 1), other = tests::random_table(400, 2);
        Settings settings;
        {
            Live live([] {});
            live.load_table(table);
            live.request(settings, false);
            wait_for(live, table, settings);
            live.load_file(pipe.path());
            for (int k = 2; k < 6; ++k) {
                settings.kmeans.k = k;
                live.request(settings, false);
                const LiveState state = wait_for(live, table, settings);
                CHECK(state.loading == pipe.path());
                CHECK(state.loading_bytes == 0);
            }
            live.load_table(other);
            const LiveState state = wait_for(live, other, settings);
            CHECK(state.error.empty());
            live.load_file(pipe.path());
            wait_until(live, [](const LiveState& s) { return !s.loading.empty(); });
        } // ends while the pipe is waited for
    }

    TEST_CASE("a read that hears of no cancel is left behind by the next load and by the end") {
        Stuck stuck;
        const auto table = tests::random_table(500, 3);
        {
            Live live([] {});
            for (int load = 1; load <= 3; ++load) {
                live.load("far away", stuck.source());
                wait_until(live, [&](const LiveState&) { return stuck.inside() == load; });
            }
            live.load_table(table);
            CHECK(wait_for(live, table, {}).error.empty());
            live.load("far away", stuck.source());
            wait_until(live, [&](const LiveState&) { return stuck.inside() == 4; });
        }
        CHECK(stuck.inside() == 4);
    }

    TEST_CASE("a load that is cancelled leaves the table, and no error") {
        const Pipe pipe;
        const auto table = tests::random_table(500, 4);
        Live live([] {});
        live.load_table(table);
        wait_for(live, table, {});
        live.load_file(pipe.path());
        CHECK(live.state().loading == pipe.path());
        live.cancel_load();
        CHECK(live.state().loading.empty());
        Settings settings;
        settings.kmeans.k = 3;
        live.request(settings, false);
        const LiveState state = wait_for(live, table, settings);
        CHECK(state.error.empty());
        wait_until(live, [](const LiveState& s) { return !s.computing; });
    }

    TEST_CASE("bytes are counted as they come, and what is wanted then is what is shown") {
        const Pipe pipe;
        const auto table = tests::random_table(3000, 5);
        const std::string csv = data::to_csv(*table);
        Live live([] {});
        live.load_file(pipe.path());
        const int fd = ::open(pipe.path().c_str(), O_WRONLY); // waits for the reader
        REQUIRE(fd >= 0);
        const std::size_t half = csv.size() / 2;
        const auto write = [&](std::string_view bytes) {
            while (!bytes.empty()) {
                const ssize_t wrote = ::write(fd, bytes.data(), bytes.size());
                REQUIRE(wrote > 0);
                bytes.remove_prefix(static_cast<std::size_t>(wrote));
            }
        };
        write(std::string_view(csv).substr(0, half));
        wait_until(live, [&](const LiveState& s) { return s.loading_bytes == half; });
        Settings settings;
        settings.kmeans.k = 4;
        live.request(settings, false);
        write(std::string_view(csv).substr(half));
        ::close(fd);
        const LiveState state =
            wait_until(live, [](const LiveState& s) { return s.result && s.result->final_result; });
        CHECK(state.result->settings == settings);
        CHECK(state.result->prepared.table->rows == 3000);
        CHECK(state.result->prepared.table->fingerprint == table->fingerprint);
    }

    TEST_CASE("the error of a load names the file, and stays while knobs move") {
        Live live([] {});
        const auto table = tests::random_table(500, 6);
        live.load_table(table);
        wait_for(live, table, {});
        live.load("small.csv", [](base::Progress&) { return tests::random_table(3, 7); });
        Settings settings;
        settings.kmeans.k = 4;
        live.request(settings, false);
        wait_until(live, [](const LiveState& s) { return !s.error.empty(); });
        settings.kmeans.k = 3;
        live.request(settings, false);
        const std::string error = wait_for(live, table, settings).error;
        CHECK(error.find("small.csv: ") == 0);
        CHECK(error.find("distinct rows") != std::string::npos);
        live.load_table(table);
        CHECK(live.state().error.empty());
    }

    TEST_CASE("until the window knows of a new table, weights of the old one do no harm") {
        auto with_score = *tests::random_table(500, 8);
        with_score.numeric.push_back({"score", std::vector<double>(500)});
        for (std::size_t row = 0; row < 500; ++row)
            with_score.numeric.back().values[row] = static_cast<double>(row % 17);
        const auto first = std::make_shared<const data::Table>(with_score);
        const auto second = tests::random_table(400, 9);
        Live live([] {});
        Settings settings;
        settings.weights = {{"score", 1.0}, {"ctc_log", 2.0}};
        live.request(settings, false);
        live.load_table(first);
        wait_for(live, first, settings);
        live.load_table(second);
        Settings fitting = settings;
        fitting.weights.erase("score");
        wait_for(live, second, fitting);
        settings.kmeans.k = fitting.kmeans.k = 3;
        live.request(settings, false);
        CHECK(wait_for(live, second, fitting).error.empty());
    }

    TEST_CASE("a table comes with a summary of each of its columns, and its schema can be edited") {
        const auto table = tests::random_table(400, 9);
        Live live([] {});
        Settings settings;
        live.request(settings, false);
        live.load_table(table);
        const LiveState loaded = wait_for(live, table, settings);
        REQUIRE(loaded.columns);
        CHECK(loaded.columns->size() == table->numeric.size() + table->text.size());
        const auto edited = [&](const std::string& column, schema::Role role) {
            return engine::with_schema(settings,
                                       std::make_shared<const schema::Schema>(
                                           schema::with_role(*settings.schema, column, role)));
        };
        const Settings without = edited("orgyear", schema::Role::ignored);
        live.request(without, false);
        const LiveState after = wait_for(live, table, without);
        CHECK(after.columns == loaded.columns);
        CHECK(after.result->prepared.features->columns.size() <
              loaded.result->prepared.features->columns.size());
        const Settings wrong = edited("company_hash", schema::Role::number); // it is text
        live.request(wrong, false);
        const LiveState failed =
            wait_until(live, [](const LiveState& state) { return !state.error.empty(); });
        CHECK(failed.error.find("company_hash") != std::string::npos);
        CHECK(failed.result == after.result);
        schema::Schema bare = *settings.schema;
        for (const schema::ColumnSpec& column : settings.schema->columns)
            bare = schema::with_role(bare, column.name, schema::Role::ignored);
        live.request(engine::with_schema(settings, std::make_shared<const schema::Schema>(bare)),
                     false);
        const LiveState empty = wait_until(live, [](const LiveState& state) {
            return state.error.find("no column is a feature") != std::string::npos;
        });
        CHECK(empty.result == after.result);
    }

    TEST_CASE("a table of another schema takes over while a knob moves, and the first comes back") {
        const auto learners = tests::random_table(3000, 4);
        const auto people = std::make_shared<const data::Table>(sample::make_engagement(3000, 7));
        Live live([] {});
        Settings settings;
        live.request(settings, false);
        live.load_table(learners);
        wait_for(live, learners, settings);
        const auto drag_until = [&](const std::shared_ptr<const data::Table>& table) {
            for (int step = 0;; ++step) { // the window asks for what it knows, held
                settings.kmeans.k = 3 + step % 5;
                live.request(settings, true);
                const LiveState state = live.state();
                if (state.result && state.result->prepared.table == table)
                    return state;
                std::this_thread::sleep_for(1ms);
            }
        };
        live.load_table(people);
        const LiveState other = drag_until(people);
        CHECK(other.result->settings.schema->name == "engagement");
        CHECK(other.error.empty());
        settings = other.result->settings; // as the window does
        live.load_table(learners);
        const LiveState back = drag_until(learners);
        CHECK(back.result->settings.schema->name == "learners");
        settings = back.result->settings;
        live.request(settings, false);
        const LiveState rested = wait_for(live, learners, settings);
        CHECK(rested.error.empty());
    }

    TEST_CASE("a schema that was asked for holds for every file that is opened, or it is refused") {
        const Folder folder;
        const std::string hours = folder.file("hours.csv", hours_csv("Hours,Grade", 40));
        const std::string other = folder.file("other.csv", hours_csv("Minutes,Grade", 40));
        const std::string text = folder.file("text.csv", "Hours,Grade,Mark\nfew,1,1\nmany,2,1\n");
        const std::string learners =
            folder.file("l.csv", data::to_csv(*tests::random_table(90, 3)));
        Live live([] {});
        const auto named = std::make_shared<const schema::Schema>(hours_schema());
        live.request(Settings(), false); // the sample, which the schema does not fit, has its own
        live.load_table(tests::random_table(300, 2));
        wait_until(live, [](const LiveState& s) { return s.result && s.result->final_result; });
        live.keep_schema(named);
        const auto arrived = [&](const std::string& path) {
            live.load_file(path);
            return wait_until(live, [&](const LiveState& s) {
                return s.loading.empty() && s.result->prepared.table->source == path &&
                       s.result->final_result && !s.computing;
            });
        };
        const LiveState first = arrived(hours);
        CHECK(*first.result->settings.schema == *named); // and no guess
        const auto refused = [&](const std::string& path, const std::string& why) {
            const std::shared_ptr<const data::Table> before = live.state().result->prepared.table;
            live.load_file(path);
            const LiveState state =
                wait_until(live, [](const LiveState& s) { return !s.error.empty(); });
            CHECK(state.error.find(path + ": ") == 0);
            CHECK(state.error.find(why) != std::string::npos);
            CHECK(state.result->prepared.table == before);
        };
        refused(other, "has no column \"Hours\"");
        refused(text, "the column \"Hours\" has text");
        refused(learners, "has no column \"Hours\"");

        // What a person has made of it holds as well.
        const auto edited = std::make_shared<const schema::Schema>(
            schema::with_encoding(*named, "Grade", schema::Encoding::none));
        const Settings of_edited = engine::with_schema(first.result->settings, edited);
        live.request(of_edited, false);
        wait_until(live, [&](const LiveState& s) { return s.result->settings == of_edited; });
        const std::string again = folder.file("again.csv", hours_csv("Hours,Grade", 30));
        CHECK(*arrived(again).result->settings.schema == *edited);

        live.keep_schema(nullptr);
        CHECK(arrived(learners).result->settings.schema->name == "learners");
    }

} // TEST_SUITE
