#include "engine/selection/shapes.h"

#include <cmath>
#include <functional>

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/parallel.h"
#include "engine/pipeline.h"
#include "support/fake_result.h"
#include "support/knob.h"
#include "support/learner_table.h"

using namespace cohortscope;
using engine::RowSet;
using engine::Shape;

namespace {

std::shared_ptr<const engine::Result> analyse(engine::Pipeline& pipeline,
                                              const engine::Settings& settings = {}) {
    base::Progress progress;
    return pipeline.final_result(settings, progress);
}

// The rows of the table whose position holds, one by one.
RowSet rows_where(const engine::Result& result, const std::function<bool(std::size_t)>& holds) {
    std::vector<std::uint32_t> rows;
    for (std::size_t position = 0; position < result.rows(); ++position)
        if (holds(position))
            rows.push_back(result.prepared.rows->rows[position]);
    return RowSet::of(rows, result.prepared.table->rows);
}

RowSet in(const engine::Result& result, const Shape& shape) { return *rows_in(result, shape); }

} // namespace

TEST_CASE("each kind of shape holds the rows that a look at every row finds") {
    engine::Pipeline pipeline(tests::random_table(9000, 3));
    engine::Settings settings;
    test::turn(settings, "outliers.mode", "drop");
    settings.clean.person_rows = features::PersonRows::last;
    const auto result = analyse(pipeline, settings);
    const features::PreparedRows& rows = *result->prepared.rows;
    REQUIRE(rows.rows.size() < result->prepared.table->rows); // some were dropped
    SUBCASE("a range of the measure, with both ends, whichever comes first") {
        const RowSet expected = rows_where(*result, [&](std::size_t i) {
            return rows.measure[i] >= 1e6 && rows.measure[i] <= 2e6;
        });
        CHECK(expected.count() > 0);
        CHECK(rows_where(*result, [&](std::size_t i) { return rows.measure[i] == 2e6; }).count() >
              0);
        CHECK(in(*result, {engine::NumberRange{"ctc", 1e6, 2e6}}) == expected);
        CHECK(in(*result, {engine::NumberRange{"ctc", 2e6, 1e6}}) == expected);
        CHECK(in(*result, {engine::NumberRange{"ctc", NAN, 1e6}}).empty());
    }
    SUBCASE("a range of a year is one of ages; of a feature of its values") {
        const auto& ages = rows.numbers[0].values;
        CHECK(in(*result, {engine::NumberRange{"orgyear", 5, 9}}) ==
              rows_where(*result, [&](std::size_t i) { return ages[i] >= 5 && ages[i] <= 9; }));
        const auto& feature = *result->prepared.features->columns[2];
        CHECK(in(*result, {engine::NumberRange{feature.name, feature.q1, feature.q3}}) ==
              rows_where(*result, [&](std::size_t i) {
                  return feature.values[i] >= feature.q1 && feature.values[i] <= feature.q3;
              }));
    }
    SUBCASE("a name, after cleaning and lumping") {
        const features::SortedText& text = rows.names[1].text;
        const std::string name((*text.names)[text.codes[0]]);
        CHECK(in(*result, {engine::Name{"job_position", name}}) ==
              rows_where(*result, [&](std::size_t i) { return text.codes[i] == text.codes[0]; }));
        CHECK(in(*result, {engine::Name{"job_position", "nobody is this"}}).empty());
    }
    SUBCASE("an open range has everything on one side, its end included") {
        CHECK(in(*result, {engine::NumberRange{"ctc", 2e6, INFINITY}}) ==
              rows_where(*result, [&](std::size_t i) { return rows.measure[i] >= 2e6; }));
        CHECK(in(*result, {engine::NumberRange{"ctc", -INFINITY, 2e6}}) ==
              rows_where(*result, [&](std::size_t i) { return rows.measure[i] <= 2e6; }));
    }
    SUBCASE("every name but some; names that nobody has change nothing") {
        const features::SortedText& text = rows.names[1].text;
        const std::string first((*text.names)[text.codes[0]]);
        const std::string second((*text.names)[text.codes[0] == 0 ? 1 : 0]);
        const std::int32_t other = text.codes[0] == 0 ? 1 : 0;
        CHECK(in(*result, {engine::OtherNames{"job_position", {first, "nobody", second}}}) ==
              rows_where(*result, [&](std::size_t i) {
                  return text.codes[i] != text.codes[0] && text.codes[i] != other;
              }));
        CHECK(in(*result, {engine::OtherNames{"job_position", {}}}).count() == result->rows());
    }
    SUBCASE("labels of a study: every one must be wanted") {
        using engine::Labelled;
        std::vector<analysis::Label> thirds(result->rows());
        for (std::size_t i = 0; i < thirds.size(); ++i)
            thirds[i] = static_cast<analysis::Label>(i % 3);
        const auto labels = std::make_shared<const std::vector<analysis::Label>>(std::move(thirds));
        const std::shared_ptr<const std::vector<analysis::Label>> groups(
            result->clustering, &result->clustering->labels);
        const auto& used = result->prepared.rows;
        const Labelled wanted{used, {{labels, {true, false, true}}, {groups, {false, true}}}, ""};
        const RowSet expected = rows_where(*result, [&](std::size_t i) {
            return i % 3 != 1 && result->clustering->labels[i] == 1;
        });
        CHECK(expected.count() > 0);
        CHECK(in(*result, {wanted}) == expected);
        CHECK(in(*result, {wanted, result->identity.colour[1]}) == expected);
        CHECK(in(*result, {wanted, result->identity.colour[2]}).empty());
        const base::ThreadLimit one(1);
        CHECK(in(*result, {wanted}) == expected);
        CHECK(in(*result, {Labelled{used, {}, ""}}).empty());
        CHECK(in(*result, {Labelled{nullptr, {{labels, {true}}}, ""}}).empty());
        const auto fewer = std::make_shared<const std::vector<analysis::Label>>(5);
        CHECK(in(*result, {Labelled{used, {{fewer, {true}}}, ""}}).empty());
        // Labels of other rows than the result's: they count as rows of the table.
        const auto before = analyse(pipeline);
        const auto all = std::make_shared<const std::vector<analysis::Label>>(before->rows());
        CHECK(in(*result, {Labelled{before->prepared.rows, {{all, {true}}}, ""}}) ==
              rows_where(*before, [](std::size_t) { return true; }));
    }
    SUBCASE("a group by its colour, alone and together with another shape") {
        const int colour = result->identity.colour[2];
        const auto in_group = [&](std::size_t i) { return result->clustering->labels[i] == 2; };
        CHECK(in(*result, {engine::Group{colour}}) == rows_where(*result, in_group));
        CHECK(in(*result, {engine::Group{99}}).empty());
        CHECK(in(*result, {engine::NumberRange{"ctc", 0, 1e6}, colour}) ==
              rows_where(*result,
                         [&](std::size_t i) { return in_group(i) && rows.measure[i] <= 1e6; }));
        CHECK(in(*result, {engine::Group{colour}, result->identity.colour[1]}).empty());
        const std::vector<std::uint32_t> some(rows.rows.begin(), rows.rows.begin() + 500);
        CHECK(in(*result, {engine::Rows{some, ""}, colour}) ==
              rows_where(*result, [&](std::size_t i) { return in_group(i) && i < 500; }));
    }
    SUBCASE("a rectangle is the lasso of its corners") {
        const auto& [xs, ys] = *result->projection;
        const double x0 = -0.7, y0 = -0.5, x1 = 1.1, y1 = 0.9;
        const RowSet expected = rows_where(*result, [&](std::size_t i) {
            return static_cast<double>(xs[i]) >= x0 && static_cast<double>(xs[i]) < x1 &&
                   static_cast<double>(ys[i]) >= y0 && static_cast<double>(ys[i]) < y1;
        });
        CHECK(expected.count() > 0);
        CHECK(in(*result, {engine::Rectangle{x0, y0, x1, y1}}) == expected);
        CHECK(in(*result, {engine::Rectangle{x1, y0, x0, y1}}) == expected);
        CHECK(in(*result, {engine::Lasso{{{x0, y0}, {x0, y1}, {x1, y1}, {x1, y0}}}}) == expected);
        CHECK(in(*result, {engine::Rectangle{x0, y0, x0, y0}}).empty());
        CHECK(in(*result, {engine::Rectangle{-1e9, -1e9, 1e9, 1e9}}).count() == result->rows());
        const base::ThreadLimit one(1);
        CHECK(in(*result, {engine::Rectangle{x0, y0, x1, y1}}) == expected);
    }
    SUBCASE("rows of the table, those that cleaning dropped as well") {
        std::vector<std::uint32_t> all(result->prepared.table->rows);
        for (std::uint32_t row = 0; row < all.size(); ++row)
            all[row] = row;
        CHECK(in(*result, {engine::Rows{all, ""}}) == RowSet::all(all.size()));
    }
}

TEST_CASE("an outcome is picked by its value, or where nobody knows it") {
    auto result = std::make_shared<engine::Result>(*tests::fake_result());
    CHECK(in(*result, {engine::Outcome{1.0}}).empty()); // there is none
    CHECK(in(*result, {engine::Outcome{}}).empty());
    auto rows = std::make_shared<features::PreparedRows>(*result->prepared.rows);
    std::vector<double> outcome;
    for (std::size_t i = 0; i < result->rows(); ++i)
        outcome.push_back(i % 3 == 2 ? NAN : static_cast<double>(i % 3));
    rows->outcome = outcome;
    auto spec = std::make_shared<schema::ColumnSpec>();
    spec->name = "passed";
    rows->outcome_spec = spec;
    result->prepared.rows = rows;
    const auto third = [&](std::size_t rest) {
        return rows_where(*result, [&](std::size_t i) { return i % 3 == rest; });
    };
    CHECK(in(*result, {engine::Outcome{0.0}}) == third(0));
    CHECK(in(*result, {engine::Outcome{1.0}}) == third(1));
    CHECK(in(*result, {engine::Outcome{}}) == third(2));
    CHECK(in(*result, {engine::NumberRange{"passed", 0.5, 1.5}}) == third(1));
}

TEST_CASE("a column that is not there, or of another kind, is named") {
    const auto result = tests::fake_result();
    CHECK_THROWS_WITH_AS(rows_in(*result, {engine::NumberRange{"shoe size", 1, 2}}),
                         "shoe size: no such column; expected the measure, a number, the outcome "
                         "or a feature",
                         base::Error);
    CHECK_THROWS_WITH_AS(rows_in(*result, {engine::Name{"ctc", "mug"}}),
                         "ctc: no such column; expected a category", base::Error);
}

TEST_CASE("a selection survives another cleaning: it is rows of the file") {
    engine::Pipeline pipeline(tests::random_table(9000, 4));
    const auto before = analyse(pipeline);
    const auto selected = rows_in(*before, {engine::NumberRange{"ctc", 1e6, 1e9}});
    engine::Settings settings;
    test::turn(settings, "outliers.mode", "drop");
    settings.clean.person_rows = features::PersonRows::last;
    const auto after = analyse(pipeline, settings);
    REQUIRE(after->rows() < before->rows());
    const auto shown = membership(*selected, *after->prepared.rows);
    bool right = true;
    std::size_t count = 0;
    for (std::size_t i = 0; i < after->rows(); ++i) {
        const std::uint32_t row = after->prepared.rows->rows[i];
        right = right && ((*shown)[i] == 1) == selected->contains(row);
        count += (*shown)[i];
    }
    CHECK(right);
    CHECK(count > 0);
    CHECK(count < selected->count());
    // And back again it is what it was.
    const auto again = membership(*selected, *before->prepared.rows);
    CHECK(std::count(again->begin(), again->end(), 1) ==
          static_cast<std::ptrdiff_t>(selected->count()));
}

TEST_CASE("membership of nothing, of everything and of another table's set") {
    const auto result = tests::fake_result();
    const features::PreparedRows& rows = *result->prepared.rows;
    const std::size_t table_rows = result->prepared.table->rows;
    const auto ones = [&](const RowSet& set) {
        const auto bytes = membership(set, rows);
        CHECK(bytes->size() == rows.rows.size());
        return static_cast<std::size_t>(std::count(bytes->begin(), bytes->end(), 1));
    };
    CHECK(ones(RowSet(table_rows)) == 0);
    CHECK(ones(RowSet::all(table_rows)) == rows.rows.size());
    CHECK(ones(RowSet::all(10)) == 10);
    CHECK(ones(RowSet()) == 0);
}
