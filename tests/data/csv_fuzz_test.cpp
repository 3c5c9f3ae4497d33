// Random files, read in chunks of a few bytes, against a plain reader.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/random.h"
#include "data/csv/csv.h"
#include "data/csv/csv_number.h"
#include "data/csv/csv_parse.h"
#include "data/missing.h"
#include "data/number_text.h"
#include "support/plain_csv.h"
#include "support/read_csv.h"

using namespace cohortscope;

namespace {

// The row below the header shows how many cells the rows have.
const std::string kHeader =
    "company_hash,email_hash,orgyear,ctc,job_position,ctc_updated_year,x\na,b,2000,1,c,2001,d\n";

// A cell of a numeric column: NaN and not odd where it is missing, NaN and odd where it is no
// number.
struct PlainNumber {
    double value = std::nan("");
    bool odd = false;
};

PlainNumber plain_number(const std::string& cell, std::size_t column, bool decimal_comma) {
    if (const auto number = data::parse_number(cell))
        return {*number, false};
    if (data::is_missing(cell))
        return {};
    const auto meaning = column == 1 ? data::NumberMeaning::amount : data::NumberMeaning::year;
    const auto reading = data::read_number(cell, {meaning, decimal_comma});
    return reading ? PlainNumber{reading->value, false} : PlainNumber{std::nan(""), true};
}

// The records with cells; those of empty cells are blank lines.
std::optional<testing::Records> plain_records(const std::string& bytes) {
    auto records = testing::read_plain(bytes);
    if (records)
        std::erase_if(*records, [](const std::vector<std::string>& cells) {
            return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) {
                return cell.find_first_not_of(" \t") == std::string::npos;
            });
        });
    if (!records || records->size() < 2)
        return std::nullopt;
    for (const std::vector<std::string>& cells : *records)
        if (cells.size() != 7)
            return std::nullopt;
    return records;
}

// Three columns of numbers, and how many cells are odd; too many of them in one are an error.
struct PlainNumbers {
    std::array<std::vector<double>, 3> columns;
    std::size_t odd = 0;
    bool refused = false;
};

PlainNumbers plain_numbers(const testing::Records& records, bool decimal_comma) {
    PlainNumbers numbers;
    for (std::size_t c = 0; c < 3; ++c) {
        std::size_t odd = 0;
        std::size_t present = 0;
        for (std::size_t r = 1; r < records.size(); ++r) {
            const auto& cell = records[r][std::array<std::size_t, 3>{2, 3, 5}[c]];
            const PlainNumber number = plain_number(cell, c, decimal_comma);
            odd += number.odd ? 1 : 0;
            present += number.odd || !std::isnan(number.value) ? 1 : 0;
            numbers.columns[c].push_back(number.value);
        }
        numbers.odd += odd;
        numbers.refused = numbers.refused || 20 * odd > present;
    }
    return numbers;
}

// A table as the definitions say, from the plain reader's records; nothing where it is bad.
std::optional<data::Table> plain_table(const std::string& bytes) {
    const auto records = plain_records(bytes);
    if (!records)
        return std::nullopt;
    PlainNumbers numbers = plain_numbers(*records, false);
    if (PlainNumbers commas = plain_numbers(*records, true); commas.odd < numbers.odd)
        numbers = commas;
    if (numbers.refused)
        return std::nullopt;
    data::Table table;
    table.rows = records->size() - 1;
    for (std::size_t c = 0; c < 3; ++c)
        table.numeric.push_back(
            {std::array{"orgyear", "ctc", "ctc_updated_year"}[c], numbers.columns[c]});
    for (const char* name : {"company_hash", "email_hash", "job_position", "x"})
        table.text.push_back({name, {}, {}});
    std::vector<std::vector<std::string>> seen(4);
    for (std::size_t r = 1; r < records->size(); ++r) {
        for (std::size_t c = 0; c < 4; ++c) {
            const std::string& cell = (*records)[r][std::array<std::size_t, 4>{0, 1, 4, 6}[c]];
            const auto found = std::find(seen[c].begin(), seen[c].end(), cell);
            const auto code = static_cast<std::int32_t>(found - seen[c].begin());
            table.text[c].codes.push_back(data::is_missing(cell) ? data::kMissingCode : code);
            if (data::is_missing(cell) || found != seen[c].end())
                continue;
            seen[c].push_back(cell);
            table.text[c].dictionary.append(cell);
        }
    }
    return table;
}

std::string random_text(base::Random& random) {
    static const std::vector<std::string> kPieces = {
        "a", "b", "software engineer", "x\"y", "é", "NA", "nan", "", " ", "-", "7", "\t", "qq"};
    std::string text;
    for (std::uint64_t n = random.below(3); n-- > 0;)
        text += kPieces[random.below(kPieces.size())];
    return text;
}

std::string random_cell(base::Random& random, bool number) {
    std::string text = number ? (random.below(6) == 0 ? "" : std::to_string(random.below(3000)))
                              : random_text(random);
    const bool quote = text.starts_with('"') || random.below(4) == 0;
    if (!quote)
        return text;
    if (!number)
        for (std::uint64_t n = random.below(4); n-- > 0;)
            text +=
                std::vector<std::string>{"\n",   "\r\n",      "\r", ",", "\"", "\n1,2,3,4,5,6,7\n",
                                         "\"\n", "\n,,,,,,\n"}[random.below(8)];
    std::string quoted = "\"";
    for (const char c : text)
        quoted.append(c == '"' ? 2 : 1, c);
    return quoted + "\"";
}

std::string random_file(base::Random& random, std::size_t rows) {
    const std::string ending =
        std::vector<std::string>{"\n", "\r\n", "\r", "\r\r\n"}[random.below(4)];
    std::string bytes = kHeader;
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t c = 0; c < 7; ++c)
            bytes.append(c == 0 ? "" : ",").append(random_cell(random, c == 2 || c == 3 || c == 5));
        bytes += row + 1 == rows && random.below(2) == 0 ? "" : ending;
        if (random.below(8) == 0)
            bytes += (random.below(2) == 0 ? " \t" : ",, ,,,\"\",") + ending;
    }
    return bytes;
}

data::Table parse_in(std::size_t chunk_bytes, const std::string& bytes) {
    base::Progress progress;
    data::ParseOptions options = tests::known_only("fuzz");
    options.chunk_bytes = chunk_bytes;
    return data::parse_in_chunks(bytes, options, progress);
}

// What reading says is wrong, or nothing.
std::string error_of(const std::string& bytes, std::size_t chunk_bytes) {
    try {
        parse_in(chunk_bytes, bytes);
    } catch (const base::Error& error) {
        return error.what();
    }
    return "";
}

std::optional<data::Table> parsed(const std::string& bytes, std::size_t chunk_bytes) {
    try {
        return parse_in(chunk_bytes, bytes);
    } catch (const base::Error&) {
        return std::nullopt;
    }
}

void check_against_plain(const std::string& bytes, std::size_t chunk_bytes) {
    const auto expected = plain_table(bytes);
    const auto actual = parsed(bytes, chunk_bytes);
    INFO(bytes);
    INFO(chunk_bytes);
    INFO(error_of(bytes, chunk_bytes));
    REQUIRE(actual.has_value() == expected.has_value());
    if (!actual || !actual->find_text("x"))
        return; // the extra column happened to be numeric
    CHECK(actual->rows == expected->rows);
    CHECK(actual->fingerprint == data::fingerprint_of_columns(*expected));
    CHECK(parsed(data::to_csv(*actual), chunk_bytes)->fingerprint == actual->fingerprint);
}

} // namespace

TEST_CASE("random files of quotes and line endings read as a plain reader reads them") {
    base::Random random(7);
    int good = 0;
    for (int round = 0; round < 600; ++round) {
        const std::string bytes = random_file(random, 1 + random.below(25));
        good += plain_table(bytes).has_value();
        for (const std::size_t chunk_bytes : {1UL, 3UL, 17UL, 64UL, 300UL, 100'000UL})
            check_against_plain(bytes, chunk_bytes);
    }
    CHECK(good > 550);
}

TEST_CASE(
    "random files with damage are refused where a plain reader refuses them, and only there") {
    base::Random random(8);
    int refused = 0;
    for (int round = 0; round < 1500; ++round) {
        std::string bytes = random_file(random, 1 + random.below(12));
        for (std::uint64_t n = 1 + random.below(2); n-- > 0;) {
            std::size_t at = kHeader.size() + random.below(bytes.size() - kHeader.size() + 1);
            while (at < bytes.size() && (static_cast<unsigned char>(bytes[at]) & 0xc0) == 0x80)
                ++at; // inside a character it would no longer be UTF-8
            bytes.insert(at, 1, "\",\n\r x1"[random.below(7)]);
        }
        refused += !plain_table(bytes).has_value();
        const std::string whole = error_of(bytes, 1'000'000);
        for (const std::size_t chunk_bytes : {1UL, 7UL, 50UL, 100'000UL}) {
            check_against_plain(bytes, chunk_bytes);
            CHECK(error_of(bytes, chunk_bytes) == whole);
        }
    }
    CHECK(refused > 200);
    CHECK(refused < 1400);
}

TEST_CASE("the table and the error do not depend on the size of the chunks") {
    base::Random random(9);
    std::string bytes = random_file(random, 400);
    bytes += "\na,b,c\n";
    const std::string whole = error_of(bytes, 1'000'000);
    INFO(whole);
    CHECK(whole.find("expected 7 fields as in the header, found 3") != std::string::npos);
    for (std::size_t chunk_bytes = 1; chunk_bytes < 3000; chunk_bytes = chunk_bytes * 2 + 1)
        CHECK(error_of(bytes, chunk_bytes) == whole);
}
