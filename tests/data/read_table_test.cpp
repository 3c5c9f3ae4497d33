// The one entry point for files of every kind.
#include <doctest/doctest.h>

#include "base/error.h"
#include "data/read_table.h"
#include "support/gzip_writer.h"

using namespace cohortscope;

namespace {

const std::string kTable = "company_hash,email_hash,orgyear,ctc,job_position,ctc_updated_year\n"
                           "acme,m1,2015,500000,engineer,2019\n"
                           "beta,m2,2016,600000,analyst,2020\n";

data::Table parsed(const std::string& bytes) {
    base::Progress progress;
    return data::parse_table({bytes.begin(), bytes.end()}, "file", progress);
}

std::string error_of(const std::string& bytes) {
    try {
        parsed(bytes);
    } catch (const base::Error& error) {
        return error.what();
    }
    return "";
}

} // namespace

TEST_CASE("a packed table is the same table") {
    const data::Table plain = parsed(kTable);
    CHECK(plain.rows == 2);
    CHECK(parsed(tests::gzipped(kTable)).fingerprint == plain.fingerprint);
    CHECK(parsed(tests::gzipped(kTable)).source == "file");
}

TEST_CASE("what is no table is refused by its kind, packed or not") {
    CHECK(error_of("PAR1\1\2").find("file: is a Parquet file; export") == 0);
    CHECK(error_of(tests::gzipped("[{\"a\": 1}]")).find("file: is a JSON file; ") == 0);
    CHECK(error_of(tests::gzipped(tests::gzipped(kTable))).find("packed twice") !=
          std::string::npos);
    CHECK(error_of("").find("empty") != std::string::npos);
    CHECK(error_of(tests::gzipped("")).find("empty") != std::string::npos);
}
