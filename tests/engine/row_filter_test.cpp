// Filters of the list of rows: how they are read, and which rows meet them.
#include "engine/row_filter.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/format.h"
#include "base/random.h"
#include "engine/row_cells.h"
#include "support/row_lists.h"

using namespace cohortscope;
using namespace cohortscope::engine;
using Kind = FilterTerm::Kind;

namespace {

struct Bench {
    explicit Bench(std::shared_ptr<const Result> of = tests::listed_result())
        : result(std::move(of)), columns(tests::columns_of(*result)) {}

    RowFilter read(const std::string& text) const {
        return parse_row_filter(text, columns, *result);
    }
    std::string error(const std::string& text) const {
        try {
            read(text);
        } catch (const base::Error& error) {
            return error.what();
        }
        return "";
    }
    std::vector<std::size_t> rows(const std::string& text) const {
        base::Progress progress;
        const auto flags = rows_that_meet(read(text), columns, *result, progress);
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < flags.size(); ++i)
            if (flags[i] != 0)
                found.push_back(file_row_of(result->prepared, i));
        return found;
    }
    const RowColumn& column(const std::string& name) const {
        for (const RowColumn& each : columns.columns)
            if (each.name == name)
                return each;
        FAIL("no column " << name);
        return columns.columns.front();
    }

    std::shared_ptr<const Result> result;
    RowColumns columns;
};

// Six learners; the last three companies are rare.
std::shared_ptr<const Result> six() {
    return tests::result_of(tests::table_of({
                                "acme,m1,2010,1000000,Backend Engineer,2019",
                                "acme,m2,2012,2500000,Data Scientist,2019",
                                "acme,m3,,4000000,backend engineer,2020",
                                "tiny co,m4,2015,2000000,,2020",
                                "\"x, y\",m5,2016,3000000,Support,2021",
                                "solo,m6,2017,500000,Support,2021",
                            }),
                            2);
}

using Rows = std::vector<std::size_t>;

} // namespace

TEST_CASE("terms are read into columns, texts and ranges") {
    const Bench bench;
    const RowFilter filter =
        bench.read("role contains Back end, pay > 20 L and start year >= 2015");
    REQUIRE(filter.terms.size() == 3);
    CHECK(filter.terms[0].kind == Kind::contains);
    CHECK(bench.columns.columns[filter.terms[0].column].name == "job_position");
    CHECK(filter.terms[0].text == "back end");
    CHECK(filter.terms[1].kind == Kind::number);
    CHECK(bench.columns.columns[filter.terms[1].column].name == "ctc");
    CHECK(filter.terms[1].low > 2'000'000.0);
    CHECK(filter.terms[1].low < 2'000'000.001);
    CHECK(std::isinf(filter.terms[1].high));
    CHECK(filter.terms[2].low == 2015.0);
    CHECK(bench.read("").terms.empty());
    CHECK(bench.read(" , and ,").terms.empty());
    CHECK(bench.read("PAY between 5 L and 20L, role is \"a, b and c\"").terms.size() == 2);
    CHECK(bench.read("pay > 8,30,000").terms.front().low == std::nextafter(830'000.0, 1e9));
    CHECK(bench.read("pay≤1.2 Cr").terms.front().high == 1.2e7);
    CHECK(bench.read("role contains \"and\"").terms.size() == 1);
}

TEST_CASE("numbers are read with their units") {
    const Bench bench;
    const schema::ColumnSpec* pay = bench.column("ctc").spec;
    CHECK(filter_number("20 L", pay) == 2e6);
    CHECK(filter_number("20lakh", pay) == 2e6);
    CHECK(filter_number("1.2 Cr", pay) == 1.2e7);
    CHECK(filter_number("₹8,30,000", pay) == 830'000.0);
    CHECK(filter_number("15k", pay) == 15'000.0);
    CHECK(filter_number("12 %", nullptr) == 12.0);
    CHECK(filter_number("-3.5", nullptr) == -3.5);
    CHECK(filter_number("1e5", nullptr) == 1e5);
    CHECK_FALSE(filter_number("20 parsecs", pay).has_value());
    CHECK_FALSE(filter_number("many", pay).has_value());
    CHECK_FALSE(filter_number("", nullptr).has_value());
    schema::ColumnSpec hours;
    hours.unit = "hours";
    CHECK(filter_number("12 Hours", &hours) == 12.0);
}

TEST_CASE("a wrong term says what was found and what is expected") {
    const Bench bench;
    CHECK(bench.error("salry > 3") ==
          "no column is called \"salry\"; expected company, start year, pay, role, " +
              bench.column("ctc_updated_year").label + ", group or row");
    CHECK(bench.error("role > 3") ==
          "role holds text; expected role contains TEXT or role is TEXT");
    CHECK(bench.error("pay contains 3") ==
          "pay holds numbers; expected pay > NUMBER or pay between NUMBER and NUMBER");
    CHECK(bench.error("pay > lots") ==
          "\"lots\" is no number; expected one such as 20 L, 1.2 Cr, 15k or 830000");
    CHECK(bench.error("pay >") ==
          "a number is missing; expected one such as 20 L, 1.2 Cr, 15k or 830000");
    CHECK(bench.error("role contains") == "role contains what? expected a text behind it");
    CHECK(bench.error("pay between 5 L") == "between has one end; expected between 5 and 20");
    CHECK(bench.error("pay between 9 and 5") ==
          "nothing lies between 9 and 5; expected the smaller number first");
    CHECK(bench.error("> 5").starts_with("nothing stands before \">\""));
    CHECK(bench.error("group > 2") == "groups have no order; expected group is NAME or group is 2");
    CHECK(
        bench.error("group is 9").starts_with("no group is called \"9\"; expected 1 to 3 or one"));
    CHECK(bench.error("email_hash contains m") ==
          "the column \"email_hash\" holds ids, which are neither shown nor searched");
    CHECK(bench.error("c is x").starts_with("\"c\" may be company_hash, ctc, ctc_updated_year; "));
}

TEST_CASE("rows meet a condition with what the file has or with what the groups use") {
    const Bench bench(six());
    CHECK(bench.rows("role contains backend") == Rows{1, 3});
    CHECK(bench.rows("role is BACKEND ENGINEER") == Rows{1, 3});
    CHECK(bench.rows("pay > 20 L") == Rows{2, 3, 5});
    CHECK(bench.rows("pay >= 20 L") == Rows{2, 3, 4, 5});
    CHECK(bench.rows("pay between 5 L and 20 L") == Rows{1, 4, 6});
    CHECK(bench.rows("pay = 30 L") == Rows{5});
    CHECK(bench.rows("company is \"x, y\"") == Rows{5});
    CHECK(bench.rows("company is less_occurred").size() >= 3); // rare ones, as the groups see them
    CHECK(bench.rows("missing role") == Rows{4});
    CHECK(bench.rows("role is missing") == Rows{4});
    CHECK(bench.rows("missing start year") == Rows{3});
    CHECK(bench.rows("row 2") == Rows{2});
    CHECK(bench.rows("row between 2 and 4") == Rows{2, 3, 4});
    CHECK(bench.rows("row > 4, support") == Rows{5, 6});
    CHECK(bench.rows("solo") == Rows{6});
    CHECK(bench.rows("m3").empty()); // ids are not looked at
    CHECK(bench.rows("").size() == 6);
    Rows both = bench.rows("group 1");
    const Rows second = bench.rows("group is 2");
    both.insert(both.end(), second.begin(), second.end());
    std::ranges::sort(both);
    CHECK(both == Rows{1, 2, 3, 4, 5, 6});
    CHECK(bench.rows("group is \"" + bench.result->name(1) + "\"") == second);
}

namespace {

// A term with its meaning on one row, said again in the plainest way.
struct Naive {
    std::string text;
    std::function<bool(std::size_t position)> meets;
};

std::vector<std::string> texts_of(const Bench& bench, const RowColumn& column,
                                  std::size_t position) {
    const RowCell cell = cell_of(bench.result->prepared, column, position);
    const Prepared& p = bench.result->prepared;
    std::vector<std::string> texts = {cell.raw};
    if (column.names_slot != features::kNoSlot) {
        const auto& kept = p.bounds->kept;
        const auto& filled = p.names[column.names_slot]->text;
        const auto& lumped = p.rows->names[column.names_slot].text;
        const std::int32_t codes[] = {filled.codes[kept.empty() ? position : kept[position]],
                                      lumped.codes[position]};
        if (codes[0] >= 0)
            texts.emplace_back((*filled.names)[codes[0]]);
        if (codes[1] >= 0)
            texts.emplace_back((*lumped.names)[codes[1]]);
    }
    for (std::string& text : texts)
        text = base::lower(text);
    return texts;
}

Naive random_term(const Bench& bench, base::Random& random) {
    const Prepared& p = bench.result->prepared;
    const auto has = [&bench](const std::string& name, const std::string& part) {
        return [&bench, name, part](std::size_t i) {
            const auto texts = texts_of(bench, bench.column(name), i);
            return std::ranges::any_of(
                texts, [&](const auto& text) { return text.find(part) != std::string::npos; });
        };
    };
    const std::string digit = std::to_string(random.below(10));
    switch (random.below(6)) {
    case 0:
        return {"role contains " + digit, has("job_position", digit)};
    case 1:
        return {"company contains Y " + digit, has("company_hash", "y " + digit)};
    case 2: {
        const double low = 1e5 * static_cast<double>(random.below(30));
        return {"pay > " + base::shortest(low / 1e5) + " L", [&p, low](std::size_t i) {
                    const double raw = p.bound->measure->values->at(p.rows->rows[i]);
                    return raw > low || p.rows->measure[i] > low;
                }};
    }
    case 3:
        return {
            "missing role", [&](std::size_t i) {
                return cell_of(bench.result->prepared, bench.column("job_position"), i).raw.empty();
            }};
    case 4: {
        const int cluster = static_cast<int>(random.below(3));
        return {"group is " + std::to_string(cluster + 1), [&, cluster](std::size_t i) {
                    return int{bench.result->clustering->labels[i]} == cluster;
                }};
    }
    default:
        return {digit, [has, digit](std::size_t i) {
                    return has("job_position", digit)(i) || has("company_hash", digit)(i);
                }};
    }
}

} // namespace

TEST_CASE("a filter finds what a look at each row finds") {
    const Bench bench;
    base::Random random(5);
    for (int round = 0; round < 60; ++round) {
        std::vector<Naive> terms;
        std::string text;
        for (std::uint64_t i = 0; i <= random.below(3); ++i) {
            terms.push_back(random_term(bench, random));
            text += (text.empty() ? "" : i % 2 == 0 ? " and " : ", ") + terms.back().text;
        }
        CAPTURE(text);
        Rows expected;
        for (std::size_t i = 0; i < bench.result->rows(); ++i)
            if (std::ranges::all_of(terms, [&](const Naive& term) { return term.meets(i); }))
                expected.push_back(file_row_of(bench.result->prepared, i));
        CHECK(bench.rows(text) == expected);
    }
}

TEST_CASE("any text is a filter or an error of one line") {
    const Bench bench(six());
    const std::vector<std::string> pieces = {
        "role",    "pay", "contains", "is",      "between", "and",   ",",  ">",    "<=", "≤",
        "\"",      " ",   "20 L",     "missing", "group",   "row",   "=",  "1e99", "-",  "0",
        "company", "\t",  "\xff\xfe", "é",       "1,00",    "years", "Cr", "c",    "%",  "%s\n"};
    base::Random random(17);
    int read = 0, refused = 0;
    for (int round = 0; round < 5000; ++round) {
        std::string text;
        for (std::uint64_t i = 0; i < random.below(9); ++i)
            text += pieces[random.below(pieces.size())] + (random.below(2) == 0 ? " " : "");
        CAPTURE(text);
        const std::string error = bench.error(text);
        (error.empty() ? read : refused) += 1;
        CHECK(error.find('\n') == std::string::npos);
        if (error.empty())
            CHECK(bench.rows(text).size() <= 6);
    }
    CHECK(read > 500);
    CHECK(refused > 500);
}
