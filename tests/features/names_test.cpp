#include <string>

#include <doctest/doctest.h>

#include "base/error.h"
#include "data/bind_columns.h"
#include "data/csv/csv.h"
#include "data/shown_cell.h"
#include "features/encode.h"
#include "plot/draw.h"
#include "support/prepared_table.h"
#include "support/read_csv.h"

using namespace cohortscope;
using namespace cohortscope::tests;

namespace {

template <class Action> std::string error_of(const Action& action) {
    try {
        action();
    } catch (const base::Error& error) {
        return error.what();
    }
    return "";
}

std::vector<data::ColumnBinding> bound(const std::vector<std::string>& header) {
    return data::bind_columns(header, known_tables().front(), {"a.csv"});
}

std::vector<std::string> with_required(std::vector<std::string> extra) {
    for (const data::ColumnSpec& spec : known_tables().front().columns)
        extra.emplace_back(spec.name);
    return extra;
}

// Counts what is asked of it; every character is ten wide.
class CountingMeasure : public plot::TextMeasure {
  public:
    float width(const std::string& text, float, plot::Face) const override {
        ++calls;
        bytes += text.size();
        return 10.0f * static_cast<float>(text.size());
    }
    mutable std::size_t calls = 0;
    mutable std::size_t bytes = 0;
};

} // namespace

TEST_CASE("extra columns of one name are numbered, however many there are") {
    const auto columns = bound(with_required(std::vector<std::string>(20'000, "same")));
    CHECK(columns[0].name == "same");
    CHECK(columns[1].name == "same (2)");
    CHECK(columns[19'999].name == "same (20000)");
    const auto taken = bound(with_required({"a (2)", "a", "a", "a"}));
    CHECK(taken[2].name == "a (3)");
    CHECK(taken[3].name == "a (4)");
}

TEST_CASE("a column's name is bounded, and two that begin alike stay apart") {
    const std::string longer(300'000, 'n');
    const auto columns = bound(with_required({longer + "1", longer + "2"}));
    CHECK(columns[0].name.size() < 250);
    CHECK(columns[1].name.size() < 250);
    CHECK(columns[0].name != columns[1].name);
}

TEST_CASE("a file without a header is said to be so, and nobody's cells are repeated") {
    for (const std::vector<std::string>& row :
         {std::vector<std::string>{"acme", "me@home.org", "x"},
          {"acme", "f00", "2015", "830000", "other", "2020"}}) {
        const std::string error = error_of([&] { bound(row); });
        CHECK(error.find("looks like data, not like names") != std::string::npos);
        CHECK(error.find("ctc") != std::string::npos);
        for (const std::string& cell : row)
            CHECK(error.find(" " + cell) == std::string::npos);
    }
    CHECK(error_of([&] { bound({"company", "pay"}); }).find("pay") != std::string::npos);
}

TEST_CASE("a message repeats a cell only where it tells nobody's name") {
    CHECK(data::shown_cell("lots") == "\"lots\"");
    CHECK(data::shown_cell("2016-01-01 00:00:00") == "\"2016-01-01 00:00:00\"");
    CHECK(data::shown_cell(std::string(900, 'x')).size() < 50);
    for (const char* cell : {"me@home.org", "f2b58aead13be6a8bb2c", "ID-000123-2020-x"})
        CHECK(data::shown_cell(cell).starts_with("a text of "));
}

TEST_CASE("the features of a table with very many columns are found in one pass") {
    data::Table table = learner_table({{"a", "x", 2015, 100, "r"}, {"b", "y", 2016, 200, "r"}});
    features::Weights weights;
    for (int i = 0; i < 50'000; ++i) {
        table.numeric.push_back({"column " + std::to_string(i), {1.0, 2.0}});
        weights["column " + std::to_string(i)] = 0.0;
    }
    CHECK(features::extra_columns(bound_to(table)).size() == 50'000);
    CHECK(error_of([&] { features::check_weights(bound_to(table), weights); }).empty());
    weights["none"] = 1.0;
    const std::string error = error_of([&] { features::check_weights(bound_to(table), weights); });
    CHECK(error.find("none") != std::string::npos);
    CHECK(error.size() < 2000);
}

TEST_CASE("fitting a text measures a bounded part of it, and finds the longest that fits") {
    const plot::Text style{};
    for (const std::size_t length : {9UL, 30UL, 300'000UL}) {
        const CountingMeasure measure;
        const std::string text(length, 'x');
        const std::string fitted = plot::fitted(text, 100.0f, style, measure);
        CHECK(fitted == (length == 9 ? text : std::string(7, 'x') + "…"));
        CHECK(measure.calls < 30);
        CHECK(measure.bytes < 30'000);
    }
    const CountingMeasure measure;
    CHECK(plot::fitted("", -1.0f, style, measure).empty());
    CHECK(plot::fitted("x", 5.0f, style, measure).empty());
    CHECK(plot::fitted("xxx", 20.0f, style, measure).empty());
}
