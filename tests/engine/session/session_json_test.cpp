#include "engine/session/session_json.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "engine/session/groupings_json.h"
#include "support/random_sessions.h"

using namespace cohortscope;
using engine::Session;

namespace {

std::string refusal_of(const std::string& json) {
    try {
        engine::session_of_json(json, "s.json");
    } catch (const base::Error& error) {
        return error.what();
    }
    return "";
}

// A session of a table of 10 rows, in two groups, with more behind it.
std::string with(const std::string& more) {
    return R"({"cohortscope_session": 2, "settings": {},
        "data": {"source": "a.csv", "rows": 10, "content": "0000000000000001"},
        "groupings": [{"rows": "10:runs:AAo=", "k": 2, "labels": ")" +
           engine::labels_text({0, 1, 0, 1, 0, 1, 0, 1, 0, 1}, 2) + "\"}]" +
           (more.empty() ? "" : ", " + more) + "}";
}

bool refuses(const std::string& more, const std::string& place) {
    const std::string refused = refusal_of(with(more));
    INFO(more << " gave " << refused);
    return refused.starts_with("s.json: ") && refused.find(place) != std::string::npos &&
           refused.find('\n') == std::string::npos;
}

} // namespace

TEST_CASE("1,000 random sessions are written and read back bit for bit") {
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        const Session session = tests::random_session(seed);
        const std::string json = engine::session_to_json(session);
        const Session back = engine::session_of_json(json, "random");
        INFO("seed " << seed);
        REQUIRE(engine::same_content(session, back));
        REQUIRE(engine::session_to_json(back) == json);
    }
}

TEST_CASE("a session of 206,000 rows takes less than a megabyte") {
    const Session session = tests::large_session(206'000, 5);
    const std::string json = engine::session_to_json(session);
    MESSAGE(json.size() << " bytes");
    CHECK(json.size() < 1'000'000);
    CHECK(engine::same_content(engine::session_of_json(json, "large"), session));
}

TEST_CASE("labels are packed into as many bits as their number takes") {
    CHECK(engine::labels_text({0, 0, 0}, 1).empty());
    CHECK(engine::labels_text({1, 0, 1, 1}, 2) == "DQ=="); // 0b1101
    CHECK(engine::labels_of_text("DQ==", 4, 2) == std::vector<analysis::Label>{1, 0, 1, 1});
    CHECK(engine::labels_of_text("", 3, 1) == std::vector<analysis::Label>{0, 0, 0});
    CHECK_THROWS_AS(engine::labels_of_text("DQ==", 3, 2), base::Error); // a bit behind the last
    CHECK_THROWS_AS(engine::labels_of_text("DQ==", 9, 2), base::Error);
    CHECK_THROWS_AS(engine::labels_of_text("Aw==", 1, 3), base::Error); // group 3 of 3
}

TEST_CASE("a session of version 1 has its settings alone") {
    const Session session = engine::session_of_json(
        R"({"cohortscope_session": 1, "settings": {"kmeans.k": 7}, "names": [], "data": 3})", "s");
    CHECK(session.document.settings.kmeans.k == 7);
    CHECK(session.data == engine::DataFile());
    CHECK(session.shown == nullptr);
}

TEST_CASE("what does not hang together in a session is refused with its place") {
    CHECK(refusal_of(with("")).empty());
    CHECK(refuses(R"("selection": {"rows": "9:runs:", "origin": ""})", "selection.rows"));
    CHECK(refuses(R"("selection": {"rows": "11:runs:", "origin": ""})", "selection.rows"));
    CHECK(refuses(R"("selection": {"rows": "10:runs:AAs=", "origin": ""})", "selection.rows"));
    CHECK(refuses(R"("selection": {"rows": "10:bits:/w==", "origin": ""})", "selection.rows"));
    CHECK(refuses(R"("selection": {"rows": 5})", "selection.rows"));
    CHECK(
        refuses(R"("sets": [{"name": "A", "rows": "10:runs:"}, {"name": "A", "rows": "10:runs:"}])",
                "sets[1]"));
    CHECK(refuses(R"("names": [{"name": "x", "grouping": 1, "group": 0}])", "names[0].grouping"));
    CHECK(refuses(R"("names": [{"name": "x", "grouping": 0, "group": 2}])", "names[0].group"));
    CHECK(refuses(R"("names": [{"name": "", "grouping": 0, "group": 1}])", "names[0]"));
    CHECK(refuses(R"("shown": {"grouping": 0, "colours": [0]})", "shown.colours"));
    CHECK(refuses(R"("shown": {"grouping": 0, "colours": [3, 3]})", "shown.colours[1]"));
    CHECK(refuses(R"("shown": {"grouping": 0, "colours": [0, 1000]})", "shown.colours[1]"));
    CHECK(refuses(R"("shown": {"grouping": 0, "colours": [0, 1], "bears": [0, -1]})",
                  "shown.bears[0]"));
    CHECK(refuses(R"("baseline": {"grouping": 0, "colours": [0, 1], "memory": {"last_used": [4]}})",
                  "baseline.memory.last_used[0]"));
    CHECK(refuses(R"("baseline": {"grouping": 0})", "baseline"));
    CHECK(refuses(R"("view": {"point_size": -1})", "view.point_size"));
    CHECK(refuses(R"("view": {"cloud": "rain"})", "view.cloud"));
    CHECK(refuses(R"("view": {"muted": {"a": 9}})", "view.muted"));
    CHECK(refuses(R"("schema": "nobody's")", "schema"));
}

TEST_CASE("sets of a table that claims too many rows are refused before they are made") {
    std::string sets;
    for (int i = 0; i < 50; ++i)
        sets += std::string(i == 0 ? "" : ",") + R"({"name": ")" + std::to_string(i) +
                R"(", "rows": "4000000000:runs:"})";
    CHECK(refusal_of(R"({"cohortscope_session": 2, "settings": {}, "data": {"source": "a",
        "rows": 4000000000, "content": "0000000000000001"}, "sets": [)" +
                     sets + "]}")
              .find("1 GB") != std::string::npos);
}
