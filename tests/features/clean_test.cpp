#include "features/rows/clean.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/random.h"
#include "features/rows/clean_text.h"
#include "features/steps/bound_measure.h"
#include "support/prepared_table.h"

using namespace cohortscope;
using namespace cohortscope::tests;
using features::clean_text;
using features::Cleaned;

namespace {

Cleaned clean(const data::Table& table, const features::CleanSettings& settings = {}) {
    return features::clean(bound_to(table), settings);
}

} // namespace

TEST_CASE("text keeps letters, digits and single inner spaces, in lower case") {
    CHECK(clean_text("SDE-2") == "sde2");
    CHECK(clean_text("  Software \t  Engineer ") == "software engineer");
    CHECK(clean_text("Software Development Engineer ||") == "software development engineer");
    CHECK(clean_text(".") == "");
    CHECK(clean_text("") == "");
    CHECK(clean_text("7") == "7");
    CHECK(clean_text("a . b") == "a b");
    CHECK(clean_text("caf\xc3\xa9 \xe2\x82\xb9") == "caf\xc3\xa9");
    CHECK(clean_text("less_occurred") == "lessoccurred");
}

TEST_CASE("letters, marks and digits of every script stay, in one normal form and case") {
    CHECK(clean_text("Cr\u00e9dit \u00c9lan") == "cr\u00e9dit \u00e9lan");
    CHECK(clean_text("Cre\u0301dit  \u00c9LAN!") == "cr\u00e9dit \u00e9lan");
    CHECK(clean_text("\u682a\u5f0f\u4f1a\u793e") == "\u682a\u5f0f\u4f1a\u793e");
    CHECK(clean_text("\u0915\u0902\u092a\u0928\u0940 \u0967") ==
          "\u0915\u0902\u092a\u0928\u0940 \u0967");
    CHECK(clean_text("\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2") ==
          "\u03c3\u03af\u03c3\u03c5\u03c6\u03bf\u03c3");
    CHECK(clean_text("Stra\u00dfe") == "strasse");
    CHECK(clean_text("\u2153 \u20b9 \U0001F600 \u00a0") == "");
    CHECK(clean_text("e\u200d\u0301") == "\u00e9");
    CHECK(clean_text("\u0390") == clean_text("\u03b9\u0308\u0301"));
    CHECK(clean_text("a\xff\xe9"
                     "b") == "ab");
}

TEST_CASE("names that cleaning empties are counted and make no duplicates") {
    const std::vector<Row> rows{{"***", "a", 2015, 1, "x"},  {"+++", "a", 2015, 1, "x"},
                                {"***", "a", 2015, 1, "x"},  {"", "a", 2015, 1, "x"},
                                {"acme", "a", 2015, 1, "?"}, {"acme", "a", 2015, 1, ""}};
    const Cleaned cleaned = clean(learner_table(rows), {});
    CHECK(cleaned.rows == std::vector<std::uint32_t>{0, 1, 3, 4, 5});
    CHECK(cleaned.counts.emptied == 4);
    CHECK(cleaned.counts.duplicates == 1);
    features::CleanSettings raw;
    raw.text = false;
    CHECK(clean(learner_table(rows), raw).counts.emptied == 0);
}

TEST_CASE("rows without an e-mail are nobody's duplicates, unless look-alikes are to go") {
    const std::vector<Row> rows{{"a", "", 2015, 1},
                                {"a", "", 2015, 1},
                                {"a", "x", 2015, 1},
                                {"a", "x", 2015, 1},
                                {"a", "", 2015, 1}};
    features::CleanSettings settings;
    const Cleaned known = clean(learner_table(rows), settings);
    CHECK(known.rows == std::vector<std::uint32_t>{0, 1, 2, 4});
    CHECK(known.counts.duplicates == 1);
    CHECK(known.counts.look_alikes == 2);
    settings.duplicates = features::Duplicates::alike;
    const Cleaned alike = clean(learner_table(rows), settings);
    CHECK(alike.rows == std::vector<std::uint32_t>{0, 2});
    CHECK(alike.counts.duplicates == 3);
    CHECK(alike.counts.look_alikes == 0);
    settings.duplicates = features::Duplicates::none;
    CHECK(clean(learner_table(rows), settings).counts.look_alikes == 0);
}

TEST_CASE("a last update before the start year is counted and left alone") {
    const Cleaned cleaned = clean(learner_table({{"a", "x", 2019, 1, "r", 2015},
                                                 {"a", "y", 2015, 1, "r", 2015},
                                                 {"a", "z", kNone, 1, "r", 2015},
                                                 {"a", "w", 2019, 1, "r", kNone}}),
                                  {});
    CHECK(cleaned.counts.checks[0] == 1);
    CHECK(cleaned.rows.size() == 4);
}

TEST_CASE("names that clean to the same text become one, and an empty one is missing") {
    const Cleaned cleaned = clean(learner_table({{"Zeta!", "a", 2015, 1, "SDE"},
                                                 {"zeta", "b", 2015, 2, "."},
                                                 {"Alpha", "c", 2015, 3, "NaN"},
                                                 {"--", "d", 2015, 4, ""}}),
                                  {});
    CHECK(names_of(cleaned.names[kCompany]) ==
          std::vector<std::string>{"zeta", "zeta", "alpha", "(missing)"});
    CHECK(names_of(cleaned.names[kRole]) ==
          std::vector<std::string>{"sde", "(missing)", "nan", "(missing)"});
    CHECK(cleaned.names[kCompany].names->size() == 2);
    CHECK(cleaned.names[kCompany].names->at(0) == "alpha");
}

TEST_CASE("without text cleaning names stay as read, in byte order") {
    features::CleanSettings settings;
    settings.text = false;
    const Cleaned cleaned =
        clean(learner_table({{"b", "1"}, {"B", "2"}, {"\xc3\xa9", "3"}, {"a b", "4"}, {"a", "5"}}),
              settings);
    CHECK(names_of(cleaned.names[kCompany]) ==
          std::vector<std::string>{"b", "B", "\xc3\xa9", "a b", "a"});
    CHECK(cleaned.names[kCompany].codes == std::vector<std::int32_t>{3, 0, 4, 2, 1});
}

TEST_CASE("names that share their first eight bytes are still in byte order") {
    const Cleaned cleaned = clean(
        learner_table({{"abcdefghz", "1"}, {"abcdefgh", "2"}, {"abcdefgha", "3"}, {"abc", "4"}}),
        {});
    CHECK(cleaned.names[kCompany].codes == std::vector<std::int32_t>{3, 1, 2, 0});
}

TEST_CASE("rows equal in all six columns after cleaning are duplicates; the first stays") {
    const std::vector<Row> rows{
        {"Acme", "a", kNone, 5, "SDE", kNone}, {"acme!", "a", kNone, 5, "sde", kNone},
        {"acme", "a", kNone, 6, "sde", kNone}, {"acme", "b", kNone, 5, "sde", kNone},
        {"acme", "b", kNone, 5, "sde", kNone}, {"acme", "a", 2015, 5, "sde", kNone}};
    const Cleaned cleaned = clean(learner_table(rows), {});
    CHECK(cleaned.rows == std::vector<std::uint32_t>{0, 2, 3, 5});
    CHECK(cleaned.counts.rows_read == 6);
    CHECK(cleaned.counts.duplicates == 2);

    features::CleanSettings kept;
    kept.duplicates = features::Duplicates::none;
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
    CHECK(cleaned.counts.rows_without_measure == 3);
    CHECK(cleaned.rows == std::vector<std::uint32_t>{4, 5});
    CHECK(cleaned.id_rows == std::vector<double>{2, 2});
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
    CHECK(first.id_rows == std::vector<double>{3, 1, 1, 1});
    CHECK(first.counts.rows_of_same_id == 2);
    settings.person_rows = features::PersonRows::last;
    const Cleaned last = clean(table, settings);
    CHECK(last.rows == std::vector<std::uint32_t>{1, 3, 4, 5});
    CHECK(last.id_rows == std::vector<double>{1, 1, 1, 3});
    CHECK(first.fingerprint != last.fingerprint);
}

TEST_CASE("a table where nobody is paid is refused") {
    CHECK_THROWS_AS(clean(learner_table({{"a", "x", 2015, 0}}), {}), base::Error);
}

TEST_CASE("a knob that changes no value leaves the fingerprint of the cleaned rows") {
    const data::Table table = learner_table({{"a", "x", 2015, 1}, {"b", "y", 2015, 1}});
    features::CleanSettings settings;
    settings.duplicates = features::Duplicates::none;
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
        features::CleanSettings cleaned;
        cleaned.duplicates = features::Duplicates::alike; // nobody has an e-mail
        features::CleanSettings raw = cleaned;
        raw.text = false;
        const schema::Bound bound = bound_to(table);
        features::Cleaner cleaner(bound);
        CHECK(cleaner.clean(cleaned, {}).counts.duplicates == static_cast<std::size_t>(2 * names));
        CHECK(cleaner.clean(raw, {}).counts.duplicates ==
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
    const schema::Bound bound = bound_to(table);
    features::Cleaner cleaner(bound);
    std::shared_ptr<const Cleaned> before;
    for (int turn = 0; turn < 40; ++turn) {
        features::CleanSettings settings;
        settings.text = random.below(2) != 0;
        settings.duplicates = static_cast<features::Duplicates>(random.below(3));
        settings.person_rows = static_cast<features::PersonRows>(random.below(3));
        const auto now = std::make_shared<const Cleaned>(cleaner.clean(settings, {}, before.get()));
        const Cleaned alone = clean(table, settings);
        CHECK(now->fingerprint == alone.fingerprint);
        CHECK(now->id_rows == alone.id_rows);
        CHECK(cleaner.order_by_measure(now->rows) ==
              features::order_by_value(
                  std::vector<double>(alone.measure.begin(), alone.measure.end())));
        before = now;
    }
}
