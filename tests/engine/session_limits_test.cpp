#include <string>

#include <doctest/doctest.h>

#include "base/error.h"
#include "engine/session.h"

using namespace cohortscope;

namespace {

std::string refusal(const std::string& json) {
    try {
        engine::session_from_json(json, "s.json");
    } catch (const base::Error& error) {
        return error.what();
    }
    return "";
}

std::string session(const std::string& settings) {
    return R"({"cohortscope_session": 1, "settings": {)" + settings + "}}";
}

std::string repeated(const std::string& text, std::size_t times) {
    std::string result;
    for (std::size_t i = 0; i < times; ++i)
        result += text;
    return result;
}

} // namespace

TEST_CASE(
    "JSON nested without end is refused, wherever it stands and whether or not it is closed") {
    for (const std::size_t depth : {17UL, 60'000UL, 1'000'000UL})
        for (const std::string open : {"[", "{\"a\":"}) {
            const std::string close(depth, open == "[" ? ']' : '}');
            const std::string nested = repeated(open, depth) + "1" + close;
            CHECK(refusal(nested).find("nested") != std::string::npos);
            CHECK(refusal(repeated(open, depth)).find("nested") != std::string::npos);
            CHECK(refusal(session("\"seed\": " + nested)).find("nested") != std::string::npos);
        }
    CHECK(refusal(session("\"seed\": [[1]]")).find("seed") != std::string::npos);
}

TEST_CASE("a session that is too large is refused before it is read") {
    CHECK(refusal(std::string(65 << 20, ' ')).find("64 MB") != std::string::npos);
}

TEST_CASE("a key twice in a session is refused, whichever it is") {
    CHECK(refusal(session(R"("seed": 1, "kmeans.k": 3, "seed": 2)")).find("\"seed\" twice") !=
          std::string::npos);
    CHECK(refusal(R"({"cohortscope_session": 1, "settings": {}, "settings": {}})")
              .find("\"settings\" twice") != std::string::npos);
    CHECK(refusal(session(R"("weight.a": 1, "weight.b": 1)")).empty());
}

TEST_CASE("a session of very many weights is read, and one of a very long key refused shortly") {
    std::string many = R"("seed": 1)";
    for (int i = 0; i < 100'000; ++i)
        many += ",\"weight.column " + std::to_string(i) + "\": 0.5";
    CHECK(engine::session_from_json(session(many), "s").weights.size() == 100'000);
    CHECK(refusal(session("\"" + std::string(3'000'000, 'k') + "\": 1")).size() < 300);
}

TEST_CASE("a column whose name holds an equals sign can be weighted") {
    engine::Settings settings;
    engine::set_from_assignment(settings, "weight.a=b=2");
    engine::set_from_assignment(settings, "weight.c=0.5");
    CHECK(settings.weights == features::Weights{{"a=b", 2.0}, {"c", 0.5}});
    CHECK_THROWS_AS(engine::set_from_assignment(settings, "kmeans.k=3=4"), base::Error);
    CHECK_THROWS_AS(engine::set_from_assignment(settings, "weight.a"), base::Error);
}
