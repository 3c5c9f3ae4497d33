#include "features/clean.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/random.h"
#include "features/pay.h"
#include "support/prepared_table.h"

using namespace cohortscope;
using namespace cohortscope::tests;
using features::clean;
using features::clean_text;
using features::Cleaned;

TEST_CASE("text keeps letters, digits and single inner spaces, in lower case") {
    CHECK(clean_text("SDE-2") == "sde2");
    CHECK(clean_text("  Software \t  Engineer ") == "software engineer");
    CHECK(clean_text("Software Development Engineer ||") == "software development engineer");
    CHECK(clean_text(".") == "");
    CHECK(clean_text("") == "");
    CHECK(clean_text("7") == "7");
    CHECK(clean_text("a . b") == "a b");
    CHECK(clean_text("caf\xc3\xa9 \xe2\x82\xb9") == "caf");
    CHECK(clean_text("less_occurred") == "lessoccurred");
}

TEST_CASE("names that clean to the same text become one, and an empty one is missing") {
    const Cleaned cleaned = clean(learner_table({{"Zeta!", "a", 2015, 1, "SDE"},
                                                 {"zeta", "b", 2015, 2, "."},
                                                 {"Alpha", "c", 2015, 3, "NaN"},
                                                 {"--", "d", 2015, 4, ""}}),
                                  {});
    CHECK(names_of(cleaned.company) ==
          std::vector<std::string>{"zeta", "zeta", "alpha", "(missing)"});
    CHECK(names_of(cleaned.role) ==
          std::vector<std::string>{"sde", "(missing)", "nan", "(missing)"});
    CHECK(cleaned.company.names->size() == 2);
    CHECK(cleaned.company.names->at(0) == "alpha");
}

TEST_CASE("without text cleaning names stay as read, in byte order") {
    features::CleanSettings settings;
    settings.text = false;
    const Cleaned cleaned =
        clean(learner_table({{"b", "1"}, {"B", "2"}, {"\xc3\xa9", "3"}, {"a b", "4"}, {"a", "5"}}),
              settings);
    CHECK(names_of(cleaned.company) == std::vector<std::string>{"b", "B", "\xc3\xa9", "a b", "a"});
    CHECK(cleaned.company.codes == std::vector<std::int32_t>{3, 0, 4, 2, 1});
}

TEST_CASE("names that share their first eight bytes are still in byte order") {
    const Cleaned cleaned = clean(
        learner_table({{"abcdefghz", "1"}, {"abcdefgh", "2"}, {"abcdefgha", "3"}, {"abc", "4"}}),
        {});
    CHECK(cleaned.company.codes == std::vector<std::int32_t>{3, 1, 2, 0});
}

TEST_CASE("rows equal in all six columns after cleaning are duplicates; the first stays") {
    const std::vector<Row> rows{
        {"Acme", "a", kNone, 5, "SDE", kNone}, {"acme!", "a", kNone, 5, "sde", kNone},
        {"acme", "a", kNone, 6, "sde", kNone}, {"acme", "", kNone, 5, "sde", kNone},
        {"acme", "", kNone, 5, "sde", kNone},  {"acme", "a", 2015, 5, "sde", kNone}};
    const Cleaned cleaned = clean(learner_table(rows), {});
    CHECK(cleaned.rows == std::vector<std::uint32_t>{0, 2, 3, 5});
    CHECK(cleaned.counts.rows_read == 6);
    CHECK(cleaned.counts.duplicates == 2);

    features::CleanSettings kept;
    kept.duplicates = false;
    CHECK(clean(learner_table(rows), kept).rows.size() == 6);
    features::CleanSettings raw;
    raw.text = false;
    CHECK(clean(learner_table(rows), raw).counts.duplicates == 1);
}

TEST_CASE("extra columns do not make rows different") {
    data::Table table = learner_table({{"a", "x"}, {"a", "x"}});
    table.numeric.push_back({"score", {1.0, 2.0}});
    CHECK(clean(table, {}).counts.duplicates == 1);
}

TEST_CASE("rows without pay go after duplicates, and are not counted as a learner's") {
    const Cleaned cleaned = clean(learner_table({{"a", "x", 2015, 0},
                                                 {"a", "x", 2015, 0},
                                                 {"a", "x", 2015, -5},
                                                 {"a", "x", 2015, kNone},
                                                 {"a", "x", 2015, 0.5},
                                                 {"a", "x", 2015, 7}}),
                                  {});
    CHECK(cleaned.counts.duplicates == 1);
    CHECK(cleaned.counts.rows_without_pay == 3);
    CHECK(cleaned.rows == std::vector<std::uint32_t>{4, 5});
    CHECK(cleaned.ctc_update_count == std::vector<double>{2, 2});
}

TEST_CASE("one row a learner keeps the count of all, and every row without an e-mail") {
    const data::Table table = learner_table({{"a", "x", 2015, 1},
                                             {"a", "", 2015, 2},
                                             {"a", "x", 2015, 3},
                                             {"a", "y", 2015, 4},
                                             {"a", "", 2015, 5},
                                             {"a", "x", 2015, 6}});
    features::CleanSettings settings;
    settings.person_rows = features::PersonRows::first;
    const Cleaned first = clean(table, settings);
    CHECK(first.rows == std::vector<std::uint32_t>{0, 1, 3, 4});
    CHECK(first.ctc_update_count == std::vector<double>{3, 1, 1, 1});
    CHECK(first.counts.rows_of_same_learner == 2);
    settings.person_rows = features::PersonRows::last;
    const Cleaned last = clean(table, settings);
    CHECK(last.rows == std::vector<std::uint32_t>{1, 3, 4, 5});
    CHECK(last.ctc_update_count == std::vector<double>{1, 1, 1, 3});
    CHECK(first.fingerprint != last.fingerprint);
}

TEST_CASE("a table where nobody is paid is refused") {
    CHECK_THROWS_AS(clean(learner_table({{"a", "x", 2015, 0}}), {}), base::Error);
}

TEST_CASE("a knob that changes no value leaves the fingerprint of the cleaned rows") {
    const data::Table table = learner_table({{"a", "x", 2015, 1}, {"b", "y", 2015, 1}});
    features::CleanSettings settings;
    settings.duplicates = false;
    settings.person_rows = features::PersonRows::last;
    CHECK(clean(table, {}).fingerprint == clean(table, settings).fingerprint);
}

TEST_CASE("rows that differ in text alone are told apart, few or many of them") {
    for (const int names : {1, 3, 40, 500}) {
        std::vector<Row> rows;
        for (int i = 0; i < 3 * names; ++i)
            rows.push_back({numbered("c", i % names), "", 2015, 7, i % 2 ? "A" : "a"});
        // Cleaned, each company has one row in three that is not a repeat; as read, "A" and "a"
        // differ, and an odd number of names gives every company both.
        const data::Table table = learner_table(rows);
        features::CleanSettings raw;
        raw.text = false;
        features::Cleaner cleaner(table);
        CHECK(cleaner.clean({}).counts.duplicates == static_cast<std::size_t>(2 * names));
        CHECK(cleaner.clean(raw).counts.duplicates ==
              static_cast<std::size_t>(names % 2 ? names : 2 * names));
    }
}

TEST_CASE("a switch turned after others gives what it gives alone") {
    std::vector<Row> rows;
    base::Random random(4);
    for (int i = 0; i < 3000; ++i)
        rows.push_back({random.below(2) ? "Acme!" : "acme", numbered("e", random.below(900)),
                        2000.0 + static_cast<double>(random.below(3)),
                        static_cast<double>(random.below(4)), random.below(2) ? "SDE" : "sde"});
    const data::Table table = learner_table(rows);
    features::Cleaner cleaner(table);
    std::shared_ptr<const Cleaned> before;
    for (int turn = 0; turn < 40; ++turn) {
        features::CleanSettings settings;
        settings.text = random.below(2) != 0;
        settings.duplicates = random.below(2) != 0;
        settings.person_rows = static_cast<features::PersonRows>(random.below(3));
        const auto now = std::make_shared<const Cleaned>(cleaner.clean(settings, before.get()));
        const Cleaned alone = clean(table, settings);
        CHECK(now->fingerprint == alone.fingerprint);
        CHECK(now->ctc_update_count == alone.ctc_update_count);
        CHECK(cleaner.order_by_pay(*now) == features::order_by_pay(alone.ctc));
        before = now;
    }
}
