#include "schema/column_summary.h"

#include <set>

#include <doctest/doctest.h>

#include "base/random.h"
#include "schema/plain_table.h"
#include "schema/value_set.h"

using namespace cohortscope;

TEST_CASE("a column is summed up by its examples, missing cells and values that differ") {
    data::Table table = *tests::plain_table("name,score\n"
                                            "b,2.5\n"
                                            "a,\n"
                                            "b,1200000\n"
                                            ",2.5\n"
                                            "c,7\n"
                                            "d,8\n"
                                            "c,9\n"
                                            "b,9\n");
    const auto list = schema::summaries_of(table);
    REQUIRE(list.size() == 2);
    CHECK(list[0].name == "name");
    CHECK_FALSE(list[0].numbers);
    CHECK(list[0].examples == std::vector<std::string>{"b", "c", "a"});
    CHECK(list[0].missing == doctest::Approx(0.125));
    CHECK(list[0].distinct == 4);
    CHECK(list[1].name == "score");
    CHECK(list[1].numbers);
    CHECK(list[1].examples == std::vector<std::string>{"2.5", "1200000", "7"});
    CHECK(list[1].missing == doctest::Approx(0.125));
    CHECK(list[1].distinct == 5);
}

TEST_CASE("columns without a value, and tables without a row, have no examples") {
    data::Table table;
    table.numeric.push_back({"n", {}});
    table.text.push_back({"t", {}, {}});
    for (const auto& summary : schema::summaries_of(table)) {
        CHECK(summary.examples.empty());
        CHECK(summary.distinct == 0);
        CHECK(summary.missing == 0.0);
    }
    table.rows = 2;
    table.numeric[0].values.assign(2, std::numeric_limits<double>::quiet_NaN());
    table.text[0].codes.assign(2, data::kMissingCode);
    for (const auto& summary : schema::summaries_of(table)) {
        CHECK(summary.examples.empty());
        CHECK(summary.missing == 1.0);
    }
}

TEST_CASE("the set of values counts like the standard one") {
    base::Random random(11);
    schema::ValueSet values;
    std::set<double> standard;
    for (int i = 0; i < 20'000; ++i) {
        const double value = (static_cast<double>(random.below(9000)) - 4500.0) / 8.0;
        CHECK(values.insert(value) == standard.insert(value).second);
    }
    CHECK(values.size() == standard.size());
}

TEST_CASE("values have the order that people know, else of numbers or the alphabet") {
    const auto levels = [](const std::string& csv) {
        return schema::summaries_of(*tests::plain_table(csv)).front().levels;
    };
    using Levels = std::vector<std::string>;
    CHECK(levels("x\nhigh\nlow\nMedium\nmedium\nMedium\n") == Levels{"low", "Medium", "high"});
    CHECK(levels("x\npear\nApple\nfig\n") == Levels{"Apple", "fig", "pear"});
    CHECK(levels("x\npear\nPear \npear\nfig\n") == Levels{"fig", "pear"}); // one level
    CHECK(levels("x\n10\n2\n\n2\n-1.5\n") == Levels{"-1.5", "2", "10"});
    CHECK(levels("x\n7\n7\n").empty());
    CHECK(levels("x\na\na\n").empty());
    std::string many = "x\n", too_many = "x\n";
    for (int i = 0; i < 31; ++i) {
        (i < 30 ? many : too_many) += "w" + std::to_string(i) + "\n";
        too_many += i < 30 ? "w" + std::to_string(i) + "\n" : "";
    }
    CHECK(levels(many).size() == 30);
    CHECK(levels(too_many).empty());
}
