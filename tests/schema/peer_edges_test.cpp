#include "schema/peer_edges.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "schema/schema.h"
#include "schema/schema_json.h"

using namespace cohortscope;
using schema::edges_of_text;

TEST_CASE("edges are numbers that ascend") {
    CHECK(edges_of_text("3 6 11 16") == std::vector<double>{3, 6, 11, 16});
    CHECK(edges_of_text(" -1.5  2 ") == std::vector<double>{-1.5, 2});
    for (const char* wrong : {"", " ", "3,6", "6 3", "3 3", "a", "3 inf", "nan", "3x", "1e999"})
        CHECK_FALSE(edges_of_text(wrong));
    std::string many;
    for (int i = 0; i < 51; ++i)
        many += std::to_string(i) + " ";
    CHECK_FALSE(edges_of_text(many));
}

TEST_CASE("a schema with bands that do not ascend is refused, with the place") {
    const std::string json = R"({"cohortscope_schema": 1, "name": "x", "columns": [
        {"name": "years", "role": "number", "keys": {"peers.bands": "6 3"}}]})";
    try {
        schema::schema_from_json(json, "x.json");
        FAIL("it was taken");
    } catch (const base::Error& error) {
        CHECK(std::string(error.what()).find("columns[0].keys.peers.bands") != std::string::npos);
    }
}

TEST_CASE("a limit is one number of its range") {
    CHECK(schema::limit_of_text("20", 0, 100) == 20);
    for (const char* wrong : {"", "120", "-1", "5 6", "a"})
        CHECK_FALSE(schema::limit_of_text(wrong, 0, 100));
}

TEST_CASE("the learners' bands stand in their schema") {
    const auto& columns = schema::built_in();
    CHECK(edges_of_text(columns.find("orgyear")->keys.at(schema::kBandsKey)));
    CHECK(edges_of_text(columns.find("company_hash")->keys.at(schema::kSizesKey)));
}
