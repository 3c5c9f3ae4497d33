// Unpacking of gzip: whole, joined, cut, damaged and hostile files.
#include <doctest/doctest.h>

#include "base/error.h"
#include "base/random.h"
#include "data/gzip.h"
#include "support/gzip_writer.h"

using namespace cohortscope;

namespace {

std::string unpacked(const std::string& packed, const data::UnpackLimits& limits = {}) {
    base::Progress progress;
    const base::Buffer<char> bytes = data::gunzip(packed, "x.csv.gz", progress, limits);
    CHECK(progress.fraction() == doctest::Approx(1.0));
    return {bytes.begin(), bytes.end()};
}

std::string error_of(const std::string& packed, const data::UnpackLimits& limits = {}) {
    base::Progress progress;
    try {
        data::gunzip(packed, "x.csv.gz", progress, limits);
    } catch (const base::Error& error) {
        return error.what();
    }
    return "";
}

std::string table_text(std::size_t rows) {
    base::Random random(3);
    std::string text = "a,b\n";
    for (std::size_t i = 0; i < rows; ++i)
        text += std::to_string(random.below(1000)) + "," + std::to_string(i) + "\n";
    return text;
}

} // namespace

TEST_CASE("a gzip file gives its bytes, an empty one none") {
    CHECK(unpacked(tests::gzipped("a,b\n1,2\n")) == "a,b\n1,2\n");
    CHECK(unpacked(tests::gzipped("")).empty());
    const std::string large = table_text(400'000); // more than one step
    CHECK(unpacked(tests::gzipped(large)) == large);
}

TEST_CASE("members that follow each other are one text; zeros after the last are left out") {
    const std::string text = table_text(200'000);
    const std::string both = tests::gzipped(text) + tests::gzipped("x\n") + tests::gzipped("");
    CHECK(unpacked(both) == text + "x\n");
    CHECK(unpacked(both + std::string(512, '\0')) == text + "x\n");
    CHECK(error_of(both + "garbage").find("followed by something else") != std::string::npos);
}

TEST_CASE("a cut file ends too early, wherever it was cut") {
    const std::string packed = tests::gzipped(table_text(50));
    for (std::size_t size = 2; size < packed.size(); ++size)
        CHECK(
            error_of(packed.substr(0, size)).find("x.csv.gz: is a gzip file that ends too early") ==
            0);
}

TEST_CASE("a damaged file is never taken for whole") {
    const std::string text = table_text(50);
    const std::string packed = tests::gzipped(text);
    int silent = 0;
    for (std::size_t at = 10; at < packed.size(); ++at) { // behind the header
        std::string damaged = packed;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x20);
        const std::string error = error_of(damaged);
        if (error.empty()) // a bit that means nothing, behind the end of the stream
            CHECK(unpacked(damaged) == text);
        else
            CHECK(error.find("is a gzip file that") != std::string::npos);
        silent += error.empty();
    }
    CHECK(silent <= 1);
}

TEST_CASE("a file that unpacks beyond the limits is refused with both sizes") {
    const std::string bomb = tests::gzipped(std::string(20'000'000, 'x'));
    CHECK(bomb.size() < 30'000);
    CHECK(unpacked(bomb).size() == 20'000'000); // small enough in any case
    const std::string error = error_of(bomb, {1'000'000, 300, 1'000'000'000});
    CHECK(error.find("unpacks to more than 9 MB from 1 MB") == std::string::npos);
    CHECK(error.find("the most that is read") != std::string::npos);
    CHECK(error_of(bomb, {1'000'000, 1000, 15'000'000}).find("more than 15 MB") !=
          std::string::npos);
    CHECK(data::largest_unpacked(10, {100, 300, 1'000'000}) == 3000);
    CHECK(data::largest_unpacked(10, {5000, 300, 1'000'000}) == 5000);
    CHECK(data::largest_unpacked(~std::size_t{0}, {5000, 300, 1'000'000}) == 1'000'000);
}

TEST_CASE("unpacking stops when it is cancelled") {
    base::Progress progress;
    progress.cancel();
    CHECK_THROWS_AS(data::gunzip(tests::gzipped("a,b\n"), "x", progress), base::Cancelled);
}
