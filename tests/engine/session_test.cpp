#include "engine/session.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "support/knob.h"

using namespace cohortscope;
using engine::Settings;

namespace {

std::string refusal(const std::string& json) {
    try {
        engine::session_from_json(json, "s.json");
    } catch (const base::Error& error) {
        return error.what();
    }
    return "";
}

} // namespace

TEST_CASE("a session brings every setting back") {
    Settings settings;
    settings.clean.text = false;
    test::turn(settings, "impute.year", "neighbours");
    test::turn(settings, "outliers.low", 0.1);
    settings.weights = {{"ctc_log", 0.3}, {"an extra \"column\"", 2.0}};
    settings.kmeans.seed = 4'294'967'295;
    settings.kmeans.tolerance = 1e-7;
    settings.pca_y = 3;
    CHECK(engine::session_from_json(engine::session_to_json(settings), "s") == settings);
    CHECK(engine::session_from_json(engine::session_to_json(Settings()), "s") == Settings());
}

TEST_CASE("a session may name only what differs") {
    const Settings settings = engine::session_from_json(
        R"({"cohortscope_session": 1, "settings": {"kmeans.k": 7}})", "s");
    CHECK(settings.kmeans.k == 7);
    CHECK(settings.columns == Settings().columns);
}

TEST_CASE("broken, newer and foreign sessions are refused with their name") {
    CHECK(refusal("{\n\"cohortscope_session\": 1,\n \"settings\": {").starts_with("s.json:3: "));
    CHECK(refusal("").starts_with("s.json:1: "));
    CHECK(refusal("[]").starts_with("s.json: is not a session file"));
    CHECK(
        refusal(R"({"cohortscope_session": "one", "settings": {}})").starts_with("s.json: is not"));
    CHECK(refusal(R"({"cohortscope_session": 3, "settings": {}})").find("newer") !=
          std::string::npos);
    CHECK(
        refusal(R"({"cohortscope_session": 99999999999999999999, "settings": {}})").find("newer") !=
        std::string::npos);
    CHECK(refusal(R"({"cohortscope_session": 1, "settings": {"seed": 1e400}})")
              .starts_with("s.json: holds a number"));
    CHECK(refusal(R"({"cohortscope_session": 0.5, "settings": {}})") != "");
    CHECK(refusal(R"({"cohortscope_session": 0, "settings": {}})") != "");
    CHECK(refusal(R"({"cohortscope_session": 1})").find("settings") != std::string::npos);
    CHECK(refusal(R"({"cohortscope_session": 1, "settings": {"kmeans.k": 0}})").find("kmeans.k") !=
          std::string::npos);
    CHECK(refusal(R"({"cohortscope_session": 1, "settings": {"kmeans.k": [1]}})") != "");
    CHECK(refusal(R"({"cohortscope_session": 1, "settings": {"pca.x": 2}})").find("pca.x") !=
          std::string::npos);
}
