#include "plot/axis.h"

#include <doctest/doctest.h>

#include "plot/labels.h"

using namespace cohortscope;

namespace {

std::vector<std::string> labels_of(const std::vector<plot::Tick>& ticks) {
    std::vector<std::string> labels;
    for (const plot::Tick& tick : ticks)
        if (!tick.label.empty())
            labels.push_back(tick.label);
    return labels;
}

using Labels = std::vector<std::string>;

const schema::ColumnSpec& pay() { return *schema::built_in().find("ctc"); }

schema::ColumnSpec minutes() {
    schema::ColumnSpec column;
    column.name = "time";
    column.label = "time";
    column.unit = "minutes";
    return column;
}

} // namespace

TEST_CASE("linear ticks fall on multiples of 1, 2 or 5 times a power of ten") {
    CHECK(labels_of(plot::linear_ticks(-3.1, 4.4, 8)) ==
          Labels{"−3", "−2", "−1", "0", "1", "2", "3", "4"});
    CHECK(labels_of(plot::linear_ticks(0, 1, 5)) ==
          Labels{"0.0", "0.2", "0.4", "0.6", "0.8", "1.0"});
    CHECK(labels_of(plot::linear_ticks(-0.06, 0.06, 3)) == Labels{"−0.05", "0.00", "0.05"});
    CHECK(labels_of(plot::linear_ticks(0, 20000, 4)) ==
          Labels{"0", "5,000", "10,000", "15,000", "20,000"});
    CHECK(plot::linear_ticks(0.1, 0.3, 2).front().value == 0.1);
}

TEST_CASE("linear ticks lie within their range and number about what was asked for") {
    for (const double width : {1e-7, 0.013, 0.7, 1.0, 3.3, 9.99, 123.0, 7e8})
        for (const double low : {-5.0, 0.0, 0.37, 1e4})
            for (const int target : {1, 2, 5, 10}) {
                const auto ticks = plot::linear_ticks(low, low + width, target);
                CHECK(static_cast<int>(ticks.size()) <= 2 * target + 2);
                for (const plot::Tick& tick : ticks) {
                    CHECK(tick.value >= low - 1e-6 * width);
                    CHECK(tick.value <= low + width * (1 + 1e-6));
                }
            }
}

TEST_CASE("a range too narrow for doubles has no ticks rather than endless ones") {
    const double low = 1e15;
    CHECK(plot::linear_ticks(low, low + 0.125, 5).size() <= 12);
}

TEST_CASE("pay ticks label decades, and 2 and 5 where they fit") {
    // ₹30,000 to ₹1.5 Cr, as the reference table is clipped.
    const double low = 4.4771212547, high = 7.1760912591;
    CHECK(labels_of(plot::log_ticks(pay(), low, high, 3)) == Labels{"₹1 L", "₹10 L", "₹1 Cr"});
    CHECK(labels_of(plot::log_ticks(pay(), low, high, 8)) ==
          Labels{"₹50,000", "₹1 L", "₹2 L", "₹5 L", "₹10 L", "₹20 L", "₹50 L", "₹1 Cr"});
}

TEST_CASE("pay ticks hold every whole multiple of a decade, most without a label") {
    const auto ticks = plot::log_ticks(pay(), 5.0, 6.0, 3);
    REQUIRE(ticks.size() == 10);
    CHECK(ticks.front().value == 100'000);
    CHECK(ticks[2].value == 300'000);
    CHECK(ticks[2].label.empty());
    CHECK(ticks.back().label == "₹10 L");
}

TEST_CASE("many decades are labelled every few, a sliver of one by round amounts") {
    const auto wide = labels_of(plot::log_ticks(pay(), 0.0, 12.0, 4));
    CHECK(wide.size() >= 3);
    CHECK(wide.size() <= 5);
    const auto narrow = labels_of(plot::log_ticks(pay(), 6.0, 6.02, 4));
    CHECK(narrow.size() >= 2);
    CHECK(narrow.front() == "₹10 L");
    for (std::size_t i = 1; i < narrow.size(); ++i)
        CHECK(narrow[i] != narrow[i - 1]);
}

TEST_CASE("values are written with the unit of their feature") {
    CHECK(plot::format_value(*schema::feature_named("years_of_experience"), 8.7865) == "8.8 years");
    CHECK(plot::format_value(*schema::feature_named("ctc_update_count"), 1.402) == "1.40 updates");
    CHECK(plot::format_value(*schema::feature_named("company_frequency"), 0.23278) ==
          "23.3 % of rows");
    CHECK(plot::format_value(*schema::feature_named("ctc_log"), 13.781) == "ln ₹ 13.8");
    CHECK(plot::format_value(*schema::feature_named("monthly_rent"), 20411.0) == "20,411");
    CHECK(plot::format_value(*schema::feature_named("monthly_rent"), -0.5) == "−0.500");
    CHECK(schema::feature_named("company_frequency")->label == "rows at the same company");
    CHECK(schema::feature_named("company_frequency")->brief == "same company");
    CHECK(schema::feature_named("monthly_rent")->brief == "monthly rent");
    CHECK(schema::feature_named("monthly_rent")->label == "monthly rent");
    CHECK(schema::feature_named("monthly_rent")->unit.empty());
}

TEST_CASE("numbers of any size keep at most six significant digits") {
    CHECK(plot::significant(54099.072973814466) == "54,099");
    CHECK(plot::significant(0.28712345678) == "0.2871");
    CHECK(plot::significant(1.2) == "1.2");
    CHECK(plot::significant(-3.0) == "−3");
    CHECK(plot::significant(0.0) == "0");
    CHECK(plot::significant(0.8500000000000001) == "0.85");
    CHECK(plot::significant(1.2345e-5) == "1.23e-5");
    CHECK(plot::significant(9.999e-6) == "1.00e-5");
    CHECK(plot::significant(7.25e17) == "7.25e17");
}

TEST_CASE("short amounts drop the zeros that say nothing") {
    CHECK(plot::short_measure(pay(), 950'000) == "₹9.5 L");
    CHECK(plot::short_measure(pay(), 100'000) == "₹1 L");
    CHECK(plot::short_measure(pay(), 1'000'000) == "₹10 L");
    CHECK(plot::short_measure(pay(), 15'000'000) == "₹1.5 Cr");
    CHECK(plot::short_measure(pay(), 1'000'000'000) == "₹100 Cr");
    CHECK(plot::short_measure(pay(), 30'000) == "₹30,000");
    CHECK(plot::row_count(1) == "1 row");
    CHECK(plot::row_count(205'785) == "205,785 rows");
    CHECK(plot::percent(0.24164) == "24.2 %");
}

TEST_CASE("a measure is written with its unit or its currency, with the decimals of its column") {
    schema::ColumnSpec column = minutes();
    CHECK(plot::format_measure(column, 12.0) == "12.0 minutes");
    CHECK(plot::short_measure(column, 12.0) == "12 minutes");
    CHECK(plot::short_measure(column, 1234.6) == "1,235 minutes");
    CHECK(plot::measure_number(column, -0.5) == "−0.5");
    CHECK(plot::full_label(column) == "time in minutes");
    column.decimals = 0;
    CHECK(plot::format_measure(column, 12.4) == "12 minutes");
    column.unit.clear();
    column.currency = "EUR";
    CHECK(plot::format_measure(column, 54'321) == "54,321 EUR");
    CHECK(plot::full_label(pay()) == "pay a year");
    CHECK(plot::plural_of(column) == "time");
}

TEST_CASE("ticks of a column that is no money are bare numbers, on either axis") {
    CHECK(labels_of(plot::log_ticks(minutes(), 0.0, 3.0, 4)) == Labels{"1", "10", "100", "1,000"});
    CHECK(labels_of(plot::linear_ticks(minutes(), 0, 100, 4)) ==
          Labels{"0", "20", "40", "60", "80", "100"});
    CHECK(labels_of(plot::linear_ticks(pay(), 0, 1e6, 2)) == Labels{"₹0", "₹5 L", "₹10 L"});
}

TEST_CASE("an indicator is called by its level and written as a share") {
    features::Feature feature;
    feature.spec = std::make_shared<schema::FeatureSpec>(schema::plain_feature("gender"));
    feature.level = "M";
    CHECK(plot::label_of(feature) == "gender = M");
    CHECK(plot::format_value(feature, 0.482) == "48.2 % of rows");
}
