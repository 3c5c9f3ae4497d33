#include "sample/kinds.h"

#include <set>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "base/parallel.h"
#include "sample/sample.h"
#include "sample/sample_columns.h"
#include "sample/sample_draw.h"

using namespace cohortscope;

namespace {

// Codes in first-seen order, of distinct texts that are not empty.
void check_text(const data::TextColumn& column) {
    std::int32_t next = 0;
    for (const std::int32_t code : column.codes) {
        REQUIRE(code <= next);
        next += code == next;
    }
    CHECK(static_cast<std::size_t>(next) == column.dictionary.size());
    std::set<std::string_view> distinct;
    for (std::size_t code = 0; code < column.dictionary.size(); ++code)
        distinct.insert(column.dictionary.at(code));
    CHECK(distinct.size() == column.dictionary.size());
    CHECK_FALSE(distinct.contains(""));
}

} // namespace

TEST_CASE("kinds of samples are found by name, the built-in one first") {
    REQUIRE(sample::sample_kinds().size() == 3);
    CHECK(sample::sample_kinds().front().rows == sample::kSampleRows);
    for (const sample::SampleKind& kind : sample::sample_kinds())
        CHECK(sample::find_sample_kind(kind.name) == &kind);
    CHECK(sample::find_sample_kind("engagement")->rows == 25'000);
    CHECK(sample::find_sample_kind("personas")->rows == 10'000);
    CHECK(sample::find_sample_kind("Personas") == nullptr);
    CHECK(sample::find_sample_kind("") == nullptr);
}

TEST_CASE("a sample of any kind has as many rows as asked, with sound columns") {
    for (const sample::SampleKind& kind : sample::sample_kinds())
        for (const std::size_t rows : {1UL, 2UL, 10UL, 9'000UL}) {
            CAPTURE(kind.name);
            CAPTURE(rows);
            const data::Table table = kind.make(rows, 7);
            CHECK(table.rows == rows);
            CHECK(table.order.size() == table.numeric.size() + table.text.size());
            for (const data::NumericColumn& column : table.numeric)
                CHECK(column.values.size() == rows);
            for (const data::TextColumn& column : table.text) {
                CHECK(column.codes.size() == rows);
                check_text(column);
            }
        }
}

TEST_CASE("the same rows and seed give the same bits of any kind on any number of threads") {
    for (const sample::SampleKind& kind : sample::sample_kinds()) {
        CAPTURE(kind.name);
        const base::Fingerprint all = kind.make(20'000, 7).fingerprint;
        {
            const base::ThreadLimit one(1);
            CHECK(kind.make(20'000, 7).fingerprint == all);
        }
        CHECK(kind.make(20'000, 8).fingerprint != all);
        CHECK(kind.make(20'001, 7).fingerprint != all);
    }
    // The values on every machine; they change only when the generators do.
    CHECK(sample::find_sample_kind("engagement")->make(25'000, 42).fingerprint.value ==
          0x9ad81d7b7e8653f1ULL);
    CHECK(sample::find_sample_kind("personas")->make(10'000, 42).fingerprint.value ==
          0x431ac50264aea966ULL);
}

TEST_CASE("text columns leave out rows without a number, and number texts as they appear") {
    const data::TextColumn column = sample::text_column(
        {7, sample::kNothing, 3, 7}, [](std::uint32_t number) { return std::to_string(number); });
    CHECK(column.codes == std::vector<std::int32_t>{0, data::kMissingCode, 1, 0});
    CHECK(column.dictionary.at(0) == "7");
    CHECK(column.dictionary.at(1) == "3");
    CHECK(sample::text_column({sample::kNothing}, nullptr).dictionary.size() == 0);
}

TEST_CASE("draws follow their weights, and numbers round half up") {
    base::Random random(1);
    const std::uint64_t weights[] = {0, 3, 0, 1, 0};
    double counts[5] = {};
    for (int i = 0; i < 40'000; ++i)
        ++counts[sample::pick(weights, random)];
    CHECK(counts[1] == doctest::Approx(30'000).epsilon(0.02));
    CHECK(counts[1] + counts[3] == 40'000);
    CHECK(sample::rounded(2.5, 0) == 3.0);
    CHECK(sample::rounded(-0.04, 1) == 0.0);
    CHECK(sample::rounded(20.449, 1) == 20.4);
    CHECK(sample::whole_within(7.6, 0, 7) == 7.0);
    CHECK(sample::identity_text('L', 42) == "L000042");
    CHECK(sample::identity_text('S', 12'345'678) == "S12345678");
}
