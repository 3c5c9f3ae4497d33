#include "features/steps/fill.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "base/elementary.h"
#include "base/error.h"
#include "base/random.h"
#include "support/prepared_table.h"

using namespace cohortscope;
using namespace cohortscope::tests;
using features::FilledNumber;

namespace {

Knobs as_read() {
    Knobs knobs;
    knobs.clean.duplicates = features::Duplicates::none;
    return knobs;
}

FilledNumber years_of(const std::vector<Row>& rows, const Knobs& knobs = as_read()) {
    return *prepare(learner_table(rows), knobs).numbers[kYear];
}

Row row(double orgyear, double ctc = 100.0, double updated = 2019.0, std::string company = "a") {
    return {std::move(company), "", orgyear, ctc, "", updated};
}

// The definition of the nearest neighbours, row by row.
std::vector<double> slow_neighbours(const std::vector<Row>& rows, double median) {
    std::vector<std::size_t> known;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].orgyear >= 1970 && rows[i].orgyear <= 2025 && !std::isnan(rows[i].updated))
            known.push_back(i);
    const auto deviation = [&](const auto& of) {
        double mean = 0.0, squares = 0.0;
        for (const std::size_t i : known)
            mean += of(rows[i]) / static_cast<double>(known.size());
        for (const std::size_t i : known)
            squares += (of(rows[i]) - mean) * (of(rows[i]) - mean);
        return std::sqrt(squares / static_cast<double>(known.size()));
    };
    const auto log_pay = [](const Row& r) { return base::natural_log1p(r.ctc); };
    const auto update = [](const Row& r) { return r.updated; };
    const double pay_deviation = deviation(log_pay), update_deviation = deviation(update);
    std::vector<double> result;
    for (const Row& gap : rows) {
        if (gap.orgyear >= 1970 && gap.orgyear <= 2025) {
            result.push_back(gap.orgyear);
            continue;
        }
        std::vector<std::pair<double, std::size_t>> order;
        for (const std::size_t i : known)
            order.push_back({std::pow((log_pay(rows[i]) - log_pay(gap)) / pay_deviation, 2) +
                                 std::pow((rows[i].updated - gap.updated) / update_deviation, 2),
                             i});
        std::sort(order.begin(), order.end());
        double sum = 0.0;
        for (std::size_t i = 0; i < 5; ++i)
            sum += rows[order[i].second].orgyear;
        result.push_back(std::isnan(gap.updated) ? median : sum / 5.0);
    }
    return result;
}

} // namespace

TEST_CASE("the bounds of a valid start year are inclusive") {
    const FilledNumber years = years_of({row(1970), row(1969), row(2025), row(2026), row(kNone)});
    CHECK(years.invalid == 2);
    CHECK(years.missing == 1);
    CHECK(years.values == std::vector<double>{1970, 1997.5, 2025, 1997.5, 1997.5});
}

TEST_CASE("the median of an even count is the mean of the middle two, and is not rounded") {
    const FilledNumber years = years_of({row(2001), row(2004), row(2010), row(2003), row(0)});
    CHECK(years.values.back() == 2003.5);
}

TEST_CASE("years that are not whole count in the median too") {
    const FilledNumber years = years_of({row(2001.25), row(2003.5), row(2010), row(kNone)});
    CHECK(years.values.back() == 2003.5);
    const schema::Bound bound =
        bound_to(learner_table({row(-5000, 1), row(7, 2), row(8.5, 3), row(kNone, 4)}));
    features::NumberRule rule = engine::number_rule(as_read(), bound, kYear);
    rule.lowest = -100'000;
    const features::Cleaned cleaned = features::clean(bound, {});
    CHECK(fill_number(cleaned, bound.numbers[kYear], kYear, {}, rule).values.back() == 7.0);
}

TEST_CASE("the mean of the valid years can serve") {
    Knobs settings = as_read();
    test::turn(settings, "impute.year", "mean");
    CHECK(years_of({row(2000), row(2001), row(2004), row(1)}, settings).values.back() ==
          doctest::Approx(6005.0 / 3.0).epsilon(1e-15));
}

TEST_CASE("a company's median serves its rows, the overall one where the company has none") {
    Knobs settings = as_read();
    test::turn(settings, "impute.year", "company");
    const FilledNumber years =
        years_of({row(2000, 1, 2019, "a"), row(2003, 1, 2019, "A!"), row(kNone, 1, 2019, "a"),
                  row(2010, 1, 2019, "b"), row(kNone, 1, 2019, "c"), row(kNone, 1, 2019, ""),
                  row(2020, 1, 2019, "")},
                 settings);
    CHECK(years.values == std::vector<double>{2000, 2003, 2001.5, 2010, 2006.5, 2006.5, 2020});
}

TEST_CASE("among equally near rows the lowest five count") {
    Knobs settings = as_read();
    test::turn(settings, "impute.year", "neighbours");
    std::vector<Row> rows;
    for (int i = 0; i < 8; ++i)
        rows.push_back(row(2000 + i));
    rows.push_back(row(1990, 1e7, 2019));
    rows.push_back(row(1990, 100, 2015));
    rows.insert(rows.begin(), row(kNone));
    CHECK(years_of(rows, settings).values.front() == 2002.0);
}

TEST_CASE("rows one update year before and after are equally near") {
    Knobs settings = as_read();
    test::turn(settings, "impute.year", "neighbours");
    const std::vector<Row> rows{row(kNone, 100, 2018), row(2010, 100, 2019), row(2001, 100, 2017),
                                row(2002, 100, 2017),  row(2003, 100, 2017), row(2004, 100, 2017),
                                row(2020, 100, 2019)};
    CHECK(years_of(rows, settings).values.front() == 2004.0);
}

TEST_CASE("fewer than five known rows are all averaged; without an update year the median serves") {
    Knobs settings = as_read();
    test::turn(settings, "impute.year", "neighbours");
    const FilledNumber years =
        years_of({row(2000, 10, 2019), row(2009, 20, 2019), row(2001, 30, kNone),
                  row(kNone, 10, 2019), row(kNone, 10, kNone)},
                 settings);
    CHECK(years.values[3] == 2004.5);
    CHECK(years.values[4] == 2001.0);
    CHECK(years_of({row(2000, 1, kNone), row(5, 1, 2019)}, settings).values.back() == 2000.0);
}

TEST_CASE("nearest neighbours agree with the definition row by row") {
    base::Random random(7);
    std::vector<Row> rows;
    for (int i = 0; i < 600; ++i) {
        const double ctc = static_cast<double>(1 + random.below(40)) * 50'000.0;
        const double updated = 2015.0 + static_cast<double>(random.below(6));
        rows.push_back(
            row(random.below(5) == 0 ? 3.0 : 1990.0 + static_cast<double>(random.below(30)), ctc,
                random.below(9) == 0 ? kNone : updated));
    }
    Knobs settings = as_read();
    const double median = [&] {
        const FilledNumber years = years_of(rows, settings);
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (rows[i].orgyear == 3.0)
                return years.values[i];
        return 0.0;
    }();
    test::turn(settings, "impute.year", "neighbours");
    const FilledNumber years = years_of(rows, settings);
    const std::vector<double> expected = slow_neighbours(rows, median);
    std::size_t different = 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
        different += years.values[i] != expected[i] ? 1 : 0;
    CHECK(different == 0);
}

TEST_CASE("no valid start year is refused") {
    CHECK_THROWS_AS(years_of({row(0), row(kNone)}), base::Error);
}

TEST_CASE("a reference year that reaches no row leaves the fingerprint of the years") {
    const std::vector<Row> rows{row(2000), row(2001), row(2003), row(kNone)};
    Knobs later = as_read();
    later.reference_year = 2040;
    CHECK(years_of(rows).values.fingerprint() == years_of(rows, later).values.fingerprint());
    later.reference_year = 2002;
    CHECK(years_of(rows).values.fingerprint() != years_of(rows, later).values.fingerprint());
}
