#include "data/table.h"

#include <cmath>
#include <limits>

#include <doctest/doctest.h>

using namespace cohortscope;

namespace {

data::Table small_table() {
    data::Table table;
    table.rows = 2;
    table.numeric.push_back({"ctc", {1.0, std::numeric_limits<double>::quiet_NaN()}});
    table.text.push_back({"job", {0, data::kMissingCode}, {}});
    table.text[0].dictionary.append("cook");
    return table;
}

} // namespace

TEST_CASE("a dictionary's codes are the positions of its strings, the empty one among them") {
    data::Dictionary dictionary;
    CHECK(dictionary.size() == 0);
    CHECK(dictionary.append("b") == 0);
    CHECK(dictionary.append("") == 1);
    CHECK(dictionary.append("añ,\n") == 2);
    CHECK(dictionary[0] == "b");
    CHECK(dictionary.at(1).empty());
    CHECK(dictionary[2] == "añ,\n");
}

TEST_CASE("a dictionary made at once equals one made string by string") {
    const std::vector<std::string_view> texts = {"x", "", "long text", "y"};
    data::Dictionary appended;
    for (const std::string_view text : texts)
        appended.append(text);
    const data::Dictionary made = data::Dictionary::of(texts);
    CHECK(made.size() == 4);
    CHECK(made[2] == "long text");
    CHECK(made.fingerprint() == appended.fingerprint());
}

TEST_CASE("dictionaries that split the same bytes elsewhere have other fingerprints") {
    const std::vector<std::string_view> one = {"ab", "c"};
    const std::vector<std::string_view> other = {"a", "bc"};
    CHECK(data::Dictionary::of(one).fingerprint() != data::Dictionary::of(other).fingerprint());
}

TEST_CASE("columns are found by their exact name") {
    const data::Table table = small_table();
    REQUIRE(table.find_numeric("ctc") != nullptr);
    CHECK(table.find_numeric("ctc")->values[0] == 1.0);
    CHECK(table.find_numeric("CTC") == nullptr);
    CHECK(table.find_numeric("job") == nullptr);
    CHECK(table.find_text("job") == &table.text[0]);
}

TEST_CASE("a table's fingerprint is of its names and content, not of its source and notices") {
    const data::Table table = small_table();
    const base::Fingerprint fingerprint = data::fingerprint_of_columns(table);
    data::Table other = table;
    other.source = "elsewhere";
    other.notices.push_back("large");
    CHECK(data::fingerprint_of_columns(other) == fingerprint);
    other = table;
    other.numeric[0].values[0] = std::nextafter(1.0, 2.0);
    CHECK(data::fingerprint_of_columns(other) != fingerprint);
    other = table;
    other.text[0].codes[1] = 0;
    CHECK(data::fingerprint_of_columns(other) != fingerprint);
    other = table;
    other.text[0].name = "role";
    CHECK(data::fingerprint_of_columns(other) != fingerprint);
    CHECK(data::fingerprint_of_columns(data::Table()) != fingerprint);
}
