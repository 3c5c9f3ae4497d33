#include "schema/edit.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "schema/bind.h"
#include "schema/enum_names.h"
#include "schema/guess.h"
#include "schema/plain_table.h"
#include "schema/schema_json.h"

using namespace cohortscope;
using schema::ColumnSpec;
using schema::Encoding;
using schema::Role;
using schema::Schema;

namespace {

std::shared_ptr<const data::Table> pupils() {
    return tests::plain_table("pupil,salary,hours,start_year,town,level,passed\n"
                              "p1,10,1.5,2001,a,low,yes\n"
                              "p2,20,2.5,2002,b,high,no\n"
                              "p3,30,2.5,2003,b,medium,yes\n"
                              "p4,41,3.5,2004,a,low,no\n"
                              "p5,52,,2005,a,high,yes\n"
                              "p6,63,4.5,2006,a,medium,yes\n"
                              "p7,74,5.5,2007,b,low,no\n"
                              "p8,85,6.5,2008,a,high,yes\n");
}

// Sound, the same after a file, and fit for the table.
void check_sound(const Schema& schema, const std::shared_ptr<const data::Table>& table) {
    CHECK_NOTHROW(schema::expect_sound(schema, "edited"));
    CHECK(schema::schema_from_json(schema::schema_to_json(schema), "again") == schema);
    if (table)
        CHECK_NOTHROW((void)schema::bind(std::make_shared<const Schema>(schema), table));
}

std::vector<std::string> features_from(const Schema& schema, const std::string& column) {
    std::vector<std::string> found;
    for (const schema::FeatureSpec& feature : schema.features)
        if (feature.from == column)
            found.push_back(feature.name + " " +
                            std::string(schema::name_of(schema::kEncodingNames, feature.encoding)));
    return found;
}

} // namespace

TEST_CASE("a column that becomes the measure makes the one before a number") {
    const auto table = pupils();
    const Schema before = schema::guess(*table);
    REQUIRE(before.find("salary")->role == Role::measure);
    REQUIRE(before.find("hours")->role == Role::number);
    const Schema after = schema::with_role(before, "hours", Role::measure);
    check_sound(after, table);
    CHECK(after.find("hours")->role == Role::measure);
    CHECK(after.find("hours")->reason == "chosen by hand");
    CHECK(after.find("salary")->role == Role::number);
    CHECK(features_from(after, "salary").size() == 1);
    CHECK(after.features.size() == before.features.size());
}

TEST_CASE("a column that is left out loses its features and gets them again in their place") {
    const auto table = pupils();
    const Schema before = schema::guess(*table);
    const Schema without = schema::with_role(before, "salary", Role::ignored);
    check_sound(without, table);
    CHECK(features_from(without, "salary").empty());
    CHECK(without.features.size() + 1 == before.features.size());
    const Schema again = schema::with_role(without, "salary", Role::number);
    check_sound(again, table);
    CHECK(features_from(again, "salary") == std::vector<std::string>{"salary number"});
    for (std::size_t i = 0; i < before.features.size(); ++i)
        CHECK(again.features[i].name == before.features[i].name);
}

TEST_CASE("an encoding replaces the features of a column, and none takes them away") {
    const auto table = pupils();
    const Schema before = schema::guess(*table);
    const Schema frequency = schema::with_encoding(before, "town", Encoding::frequency);
    check_sound(frequency, table);
    CHECK(features_from(frequency, "town") == std::vector<std::string>{"town frequency"});
    const Schema none = schema::with_encoding(frequency, "town", Encoding::none);
    check_sound(none, table);
    CHECK(features_from(none, "town").empty());
    CHECK(schema::with_encoding(none, "town", Encoding::none) == none);
}

TEST_CASE("every role and encoding that cells can have is sound and fits the table") {
    const auto table = pupils();
    const Schema before = schema::guess(*table);
    for (const schema::ColumnSummary& cells : schema::summaries_of(*table))
        for (const Role role : schema::roles_of(before.find(cells.name)->role, cells)) {
            CAPTURE(cells.name);
            CAPTURE(static_cast<int>(role));
            const auto names = cells.numbers ? std::vector<std::string>() : cells.examples;
            const Schema edited = schema::with_role(before, cells.name, role, names);
            CHECK(edited.find(cells.name)->role == role);
            check_sound(edited, table);
            for (const Encoding encoding : schema::encodings_of(*edited.find(cells.name)))
                check_sound(schema::with_encoding(edited, cells.name, encoding), table);
        }
}

TEST_CASE("known schemas stay sound when any of their columns gets any role") {
    for (const auto& known : schema::known_schemas())
        for (const ColumnSpec& column : known->columns)
            for (std::size_t role = 0; role < schema::kRoleNames.size(); ++role) {
                CAPTURE(known->name);
                CAPTURE(column.name);
                CAPTURE(role);
                const Schema edited =
                    schema::with_role(*known, column.name, static_cast<Role>(role));
                check_sound(edited, nullptr);
                for (const Encoding encoding : schema::encodings_of(*edited.find(column.name)))
                    check_sound(schema::with_encoding(edited, column.name, encoding), nullptr);
            }
}

TEST_CASE("a column that the schema does not know is added with its role") {
    const Schema edited = schema::with_role(schema::built_in(), "study_hours", Role::number);
    check_sound(edited, nullptr);
    REQUIRE(edited.find("study_hours") != nullptr);
    CHECK(edited.find("study_hours")->label == "study hours");
    CHECK(features_from(edited, "study_hours").size() == 1);
}

TEST_CASE("of two names that become the outcome the one that says so is yes, else the rarer") {
    const auto table = tests::plain_table("x,state,colour\n1,churned,red\n2,churned,red\n"
                                          "3,stays,blue\n4,churned,red\n");
    const Schema guessed = schema::guess(*table);
    using Names = std::vector<std::string>;
    const auto levels = [&](const std::string& column, const Names& names) {
        const Schema edited = schema::with_role(guessed, column, Role::outcome, names);
        check_sound(edited, table);
        return edited.find(column)->levels;
    };
    CHECK(levels("colour", {"red", "blue"}) == Names{"red", "blue"});
    if (guessed.find("state")->role != Role::outcome)
        CHECK(levels("state", {"churned", "stays"}) == Names{"stays", "churned"});
}

TEST_CASE("a category becomes ordinal with levels, which can be moved") {
    const auto table = pupils();
    const Schema before = schema::guess(*table);
    REQUIRE(before.find("town")->levels.empty());
    CHECK(std::ranges::count(schema::encodings_of(*before.find("town")), Encoding::ordinal) == 0);
    const std::vector<std::string> levels = {"a", "b"};
    CHECK(std::ranges::count(schema::encodings_of(*before.find("town"), levels),
                             Encoding::ordinal) == 1);
    const Schema ordinal = schema::with_encoding(before, "town", Encoding::ordinal, levels);
    check_sound(ordinal, table);
    CHECK(ordinal.find("town")->levels == levels);
    CHECK(features_from(ordinal, "town") == std::vector<std::string>{"town ordinal"});
    const Schema moved = schema::with_level_moved(ordinal, "town", 1, 0);
    check_sound(moved, table);
    CHECK(moved.find("town")->levels == std::vector<std::string>{"b", "a"});
    // Levels that the column has stay its own.
    const Schema plain = schema::with_encoding(moved, "town", Encoding::frequency);
    const Schema again = schema::with_encoding(plain, "town", Encoding::ordinal, levels);
    CHECK(again.find("town")->levels == moved.find("town")->levels);
    const Schema known = schema::with_level_moved(before, "level", 0, 2);
    CHECK(known.find("level")->levels == std::vector<std::string>{"medium", "high", "low"});
    CHECK(known.find("level")->reason == "chosen by hand");
}

TEST_CASE("a column that becomes a category of few names is one-hot, of more or unknown ones not") {
    const auto table = pupils();
    const Schema before = schema::guess(*table);
    const auto encoding = [&](std::size_t distinct) {
        const Schema after = schema::with_role(before, "hours", Role::category, {}, distinct);
        check_sound(after, table);
        return after.find("hours")->encoding;
    };
    CHECK(encoding(6) == Encoding::one_hot);
    CHECK(encoding(12) == Encoding::one_hot);
    CHECK(encoding(13) == Encoding::frequency);
    CHECK(encoding(0) == Encoding::frequency);
}
