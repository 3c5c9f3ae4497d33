#include "sample/sample.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include <doctest/doctest.h>

#include "base/parallel.h"
#include "data/csv/csv.h"
#include "data/missing.h"
#include "sample/sample_quota.h"
#include "support/read_csv.h"

using namespace cohortscope;
using data::Table;
using data::TextColumn;

namespace {

// Made once: every test reads the same default sample.
const Table& default_sample() {
    static const Table table = sample::make_sample();
    return table;
}

const std::vector<double>& numbers(const Table& table, const char* name) {
    return table.find_numeric(name)->values;
}

std::map<double, std::size_t> counts_of(std::span<const double> values) {
    std::map<double, std::size_t> counts;
    for (const double value : values)
        if (!std::isnan(value))
            ++counts[value];
    return counts;
}

// Rows of each entry of the dictionary.
std::vector<std::size_t> sizes_of(const TextColumn& column) {
    std::vector<std::size_t> sizes(column.dictionary.size());
    for (const std::int32_t code : column.codes)
        if (code != data::kMissingCode)
            ++sizes[static_cast<std::size_t>(code)];
    return sizes;
}

std::size_t missing_in(const TextColumn& column) {
    return static_cast<std::size_t>(
        std::count(column.codes.begin(), column.codes.end(), data::kMissingCode));
}

std::size_t rows_with(const TextColumn& column, std::string_view text) {
    for (std::size_t code = 0; code < column.dictionary.size(); ++code)
        if (column.dictionary.at(code) == text)
            return sizes_of(column)[code];
    return 0;
}

// Linear interpolation between order statistics, as PIPELINE.md has it.
double percentile(std::vector<double> values, double percent) {
    std::sort(values.begin(), values.end());
    const double place = static_cast<double>(values.size() - 1) * percent / 100.0;
    const auto low = static_cast<std::size_t>(place);
    const std::size_t high = std::min(low + 1, values.size() - 1);
    return values[low] + (place - static_cast<double>(low)) * (values[high] - values[low]);
}

std::size_t duplicates_in(const Table& table) {
    std::set<std::tuple<int, int, int, double, double, double>> seen;
    std::size_t duplicates = 0;
    for (std::size_t row = 0; row < table.rows; ++row) {
        const double year = table.numeric[0].values[row];
        duplicates += !seen.insert({table.text[0].codes[row], table.text[1].codes[row],
                                    table.text[2].codes[row], std::isnan(year) ? -1.0 : year,
                                    table.numeric[1].values[row], table.numeric[2].values[row]})
                           .second;
    }
    return duplicates;
}

std::size_t count(const std::vector<std::size_t>& sizes, std::size_t size) {
    return static_cast<std::size_t>(std::count(sizes.begin(), sizes.end(), size));
}

struct Correlation {
    double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    void add(double a, double b) { n += 1, x += a, y += b, xx += a * a, yy += b * b, xy += a * b; }
    double value() const {
        return (xy - x * y / n) / std::sqrt((xx - x * x / n) * (yy - y * y / n));
    }
};

bool valid_year(double year) { return year >= 1970 && year <= 2025; }

} // namespace

TEST_CASE("the sample has the learner table's columns, and every code is in its dictionary") {
    const Table& table = default_sample();
    CHECK(table.rows == 205'843);
    CHECK(table.source == "built-in sample");
    for (const data::ColumnSpec& column : tests::known_tables().front().columns) {
        CAPTURE(column.name);
        if (column.kind == data::ColumnKind::numeric) {
            REQUIRE(table.find_numeric(column.name) != nullptr);
            CHECK(table.find_numeric(column.name)->values.size() == table.rows);
            continue;
        }
        const TextColumn* text = table.find_text(column.name);
        REQUIRE(text != nullptr);
        CHECK(text->codes.size() == table.rows);
        // First-seen order: each new code is one above the largest so far.
        std::int32_t next = 0;
        for (const std::int32_t code : text->codes) {
            REQUIRE(code <= next);
            next += code == next;
        }
        CHECK(static_cast<std::size_t>(next) == text->dictionary.size());
        std::set<std::string_view> distinct;
        for (std::size_t code = 0; code < text->dictionary.size(); ++code) {
            distinct.insert(text->dictionary.at(code));
            REQUIRE_FALSE(data::is_missing(text->dictionary.at(code)));
        }
        CHECK(distinct.size() == text->dictionary.size());
    }
}

TEST_CASE("companies of the sample have the published sizes") {
    std::vector<std::size_t> sizes = sizes_of(*default_sample().find_text("company_hash"));
    CHECK(sizes.size() == 37'299);
    CHECK(count(sizes, 1) == 23'494);
    CHECK(count(sizes, 2) == 6'760);
    CHECK(count(sizes, 3) == 2'163);
    CHECK(count(sizes, 4) == 1'102);
    CHECK(count(sizes, 5) == 611);
    std::sort(sizes.rbegin(), sizes.rend());
    sizes.resize(10);
    CHECK(sizes ==
          std::vector<std::size_t>{8337, 5381, 3481, 3411, 3240, 2870, 2653, 2504, 2130, 2033});
    CHECK(missing_in(*default_sample().find_text("company_hash")) == 44);
}

TEST_CASE("learners of the sample have the published numbers of rows") {
    const std::vector<std::size_t> sizes = sizes_of(*default_sample().find_text("email_hash"));
    CHECK(sizes.size() == 153'443);
    const std::size_t published[] = {112'227, 32'553, 6'749, 1'466, 329, 94, 15, 6, 3, 1};
    for (std::size_t i = 0; i < std::size(published); ++i)
        CHECK(count(sizes, i + 1) == published[i]);
    CHECK(default_sample().find_text("email_hash")->dictionary.at(7).size() == 64);
}

TEST_CASE("years of the sample have the published counts, with the invalid and missing ones") {
    const std::vector<double>& years = numbers(default_sample(), "orgyear");
    const std::map<double, std::size_t> starts = counts_of(years);
    CHECK(starts.at(2018) == 25'256);
    CHECK(starts.at(2015) == 20'610);
    CHECK(starts.at(2020) + starts.at(2021) == 17'101);
    CHECK(starts.at(2000) == 495);
    std::size_t invalid = 0;
    for (const auto& [year, rows] : starts)
        invalid += valid_year(year) ? 0 : rows;
    CHECK(invalid == 75);
    CHECK(std::count_if(years.begin(), years.end(), [](double y) { return std::isnan(y); }) == 86);
    const auto updates = counts_of(numbers(default_sample(), "ctc_updated_year"));
    CHECK(updates == std::map<double, std::size_t>{{2015, 2927},
                                                   {2016, 5501},
                                                   {2017, 7561},
                                                   {2018, 6746},
                                                   {2019, 68'688},
                                                   {2020, 49'444},
                                                   {2021, 64'976}});
}

TEST_CASE("roles of the sample have the published counts, and about a thousand rare titles") {
    const TextColumn& roles = *default_sample().find_text("job_position");
    CHECK(missing_in(roles) == 52'564);
    CHECK(rows_with(roles, "Backend Engineer") == 43'554);
    CHECK(rows_with(roles, "FullStack Engineer") == 24'717);
    CHECK(rows_with(roles, "Fullstack Engineer") == 1'265);
    CHECK(rows_with(roles, "Program Manager") == 814);
    for (const char* dirty : {"SDE-2", "Software  Engineer", "Software Development Engineer ||",
                              ".", "7", "Développeur Web"})
        CHECK(rows_with(roles, dirty) > 0);
    CHECK(roles.dictionary.size() == 1'020);
}

TEST_CASE("pay of the sample follows the published percentiles and heaps") {
    const std::vector<double>& pay = numbers(default_sample(), "ctc");
    CHECK(percentile(pay, 0) == 2.0);
    CHECK(percentile(pay, 1) == doctest::Approx(37'000).epsilon(0.03));
    CHECK(percentile(pay, 25) == doctest::Approx(530'000).epsilon(0.03));
    CHECK(percentile(pay, 50) == doctest::Approx(950'000).epsilon(0.03));
    CHECK(percentile(pay, 75) == doctest::Approx(1'700'000).epsilon(0.03));
    CHECK(percentile(pay, 95) == doctest::Approx(3'800'000).epsilon(0.03));
    CHECK(percentile(pay, 99) == doctest::Approx(12'600'000).epsilon(0.03));
    CHECK(percentile(pay, 99.9) == doctest::Approx(200'000'000).epsilon(0.03));
    CHECK(percentile(pay, 100) == 1'000'150'000.0);

    const auto distinct = counts_of(pay);
    CHECK(distinct.size() > 3'100);
    CHECK(distinct.size() < 3'600);
    const auto round = std::count_if(pay.begin(), pay.end(),
                                     [](double value) { return std::fmod(value, 1e5) == 0.0; });
    CHECK(static_cast<double>(round) / 205'843.0 == doctest::Approx(0.57).epsilon(0.02));
    double sum = 0.0;
    for (const double value : pay)
        sum += std::log1p(value);
    CHECK(sum / 205'843.0 == doctest::Approx(13.82).epsilon(0.002));
}

TEST_CASE("pay of the sample falls with the start year and grows from update to update") {
    const Table& table = default_sample();
    const std::vector<double>& pay = numbers(table, "ctc");
    const std::vector<double>& years = numbers(table, "orgyear");
    const std::vector<double>& updates = numbers(table, "ctc_updated_year");
    Correlation by_year;
    std::map<std::int32_t, std::map<double, double>> stated; // learner, year: the highest pay
    for (std::size_t row = 0; row < table.rows; ++row) {
        if (valid_year(years[row]))
            by_year.add(std::log1p(pay[row]), years[row]);
        double& highest = stated[table.find_text("email_hash")->codes[row]][updates[row]];
        highest = std::max(highest, pay[row]);
    }
    CHECK(by_year.value() == doctest::Approx(-0.25).epsilon(0.12));
    double grown = 0.0, pairs = 0.0;
    for (const auto& [learner, pays] : stated)
        if (pays.size() > 1) {
            ++pairs;
            grown += pays.rbegin()->second > pays.begin()->second;
        }
    CHECK(pairs > 20'000);
    CHECK(grown / pairs > 0.7);
}

TEST_CASE("rows of one learner share their company, start year and role more often than not") {
    const Table& table = default_sample();
    std::map<std::int32_t, std::size_t> first_row;
    double pairs = 0.0, company = 0.0, year = 0.0, role = 0.0, role_pairs = 0.0;
    for (std::size_t row = 0; row < table.rows; ++row) {
        const auto [found, fresh] = first_row.try_emplace(table.text[1].codes[row], row);
        if (fresh)
            continue;
        const std::size_t other = found->second;
        ++pairs;
        company += table.text[0].codes[row] == table.text[0].codes[other];
        year += table.numeric[0].values[row] == table.numeric[0].values[other];
        if (table.text[2].codes[row] < 0 || table.text[2].codes[other] < 0)
            continue;
        ++role_pairs;
        role += table.text[2].codes[row] == table.text[2].codes[other];
    }
    CHECK(company / pairs > 0.55);
    CHECK(year / pairs > 0.9);
    CHECK(role / role_pairs > 0.75);
}

TEST_CASE("the sample has as many exact duplicates as the original, for other seeds too") {
    CHECK(duplicates_in(default_sample()) == 58);
    CHECK(duplicates_in(sample::make_sample(sample::kSampleRows, 3)) == 58);
}

TEST_CASE("the same rows and seed give the same sample on any number of threads") {
    const Table& table = default_sample();
    CHECK(sample::make_sample().fingerprint == table.fingerprint);
    {
        const base::ThreadLimit one(1);
        CHECK(sample::make_sample().fingerprint == table.fingerprint);
    }
    CHECK(sample::make_sample(sample::kSampleRows, 43).fingerprint != table.fingerprint);
    // The value on every machine; it changes only when the generator does.
    CHECK(table.fingerprint.value == 0x06e139d8a5b0aeb2ULL);
}

TEST_CASE("the sample keeps its shares at any number of rows") {
    for (const std::size_t rows : {1UL, 2UL, 3UL, 10UL, 57UL, 400UL, 3'000UL, 50'000UL}) {
        CAPTURE(rows);
        const Table table = sample::make_sample(rows, 7);
        CHECK(table.rows == rows);
        for (const TextColumn& text : table.text)
            CHECK(text.codes.size() == rows);
        for (const data::NumericColumn& column : table.numeric)
            CHECK(column.values.size() == rows);
        for (const double pay : numbers(table, "ctc"))
            CHECK(pay >= 2.0);
    }
    const Table table = sample::make_sample(600'000, 7);
    const std::vector<std::size_t> companies = sizes_of(*table.find_text("company_hash"));
    const double scale = 600'000.0 / 205'843.0;
    CHECK(static_cast<double>(companies.size()) == doctest::Approx(37'299 * scale).epsilon(0.01));
    CHECK(static_cast<double>(count(companies, 1)) ==
          doctest::Approx(23'494 * scale).epsilon(0.001));
    CHECK(static_cast<double>(missing_in(*table.find_text("job_position"))) ==
          doctest::Approx(52'564 * scale).epsilon(0.001));
    CHECK(percentile(numbers(table, "ctc"), 50) == doctest::Approx(950'000).epsilon(0.03));
}

TEST_CASE("the sample written as CSV reads back as the same table") {
    const Table table = sample::make_sample(20'000, 5);
    base::Progress progress;
    const Table read = tests::parse_csv(data::to_csv(table), "sample.csv", progress);
    CHECK(read.rows == table.rows);
    CHECK(read.fingerprint == table.fingerprint);
}

TEST_CASE("apportioned counts add up, and are the weights where these do") {
    const std::uint64_t weights[] = {5, 0, 3, 2};
    CHECK(sample::apportion(10, weights) == std::vector<std::uint64_t>{5, 0, 3, 2});
    // 4.5, 0, 2.7, 1.8: the rest goes to the largest remainders.
    CHECK(sample::apportion(9, weights) == std::vector<std::uint64_t>{4, 0, 3, 2});
    CHECK(sample::apportion(0, weights) == std::vector<std::uint64_t>{0, 0, 0, 0});
    const std::uint64_t equal[] = {1, 1, 1};
    CHECK(sample::apportion(1, equal) == std::vector<std::uint64_t>{1, 0, 0});
}

TEST_CASE("a deck deals every card as often as it was put in, whoever took some ahead") {
    const std::uint64_t counts[] = {3, 0, 4, 2};
    base::Random random(1);
    sample::Deck deck(counts, random);
    std::vector<std::uint64_t> dealt(4);
    CHECK(deck.take(2));
    CHECK(deck.take(2));
    CHECK_FALSE(deck.take(1));
    dealt[2] = 2;
    while (!deck.empty()) {
        const std::uint32_t card = deck.draw();
        ++dealt[card];
        if (deck.take(3))
            ++dealt[3];
    }
    CHECK(dealt == std::vector<std::uint64_t>{3, 0, 4, 2});
    CHECK_FALSE(deck.take(0));
}
