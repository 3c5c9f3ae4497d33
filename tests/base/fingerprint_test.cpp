#include "base/fingerprint.h"

#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/parallel.h"

using namespace cohortscope;

namespace {

base::Fingerprint of_text(std::string_view text) { return base::Hasher().add_text(text).finish(); }

base::Fingerprint of_bytes(const std::vector<std::uint8_t>& bytes) {
    return base::fingerprint_of(std::span<const std::uint8_t>(bytes));
}

} // namespace

TEST_CASE("fingerprints tell order, length and borders apart") {
    CHECK(base::Hasher().add(1).add(2).finish() != base::Hasher().add(2).add(1).finish());
    CHECK(of_text("") != of_text(std::string(1, '\0')));
    CHECK(of_text("abc") != of_text(std::string("abc\0", 4)));
    CHECK(base::Hasher().add_text("ab").add_text("c").finish() !=
          base::Hasher().add_text("a").add_text("bc").finish());
    CHECK(of_text("abcdefgh") == of_text("abcdefgh"));
}

TEST_CASE("zeros of both signs are equal, and so is every NaN, but not zero and NaN") {
    const auto of = [](double value) { return base::Hasher().add_number(value).finish(); };
    CHECK(of(0.0) == of(-0.0));
    CHECK(of(std::nan("1")) == of(-std::numeric_limits<double>::quiet_NaN()));
    CHECK(of(0.0) != of(std::nan("")));
    CHECK(of(1.0) != of(-1.0));
}

TEST_CASE("one changed byte anywhere changes the fingerprint of a long array") {
    std::vector<std::uint8_t> bytes(400'003);
    std::set<base::Fingerprint> seen{of_bytes(bytes)};
    std::size_t changes = 1;
    for (std::size_t at = 0; at < bytes.size(); at += 9'973, ++changes) {
        bytes[at] = 1;
        seen.insert(of_bytes(bytes));
        bytes[at] = 0;
    }
    bytes.pop_back();
    seen.insert(of_bytes(bytes));
    CHECK(seen.size() == changes + 1);
}

TEST_CASE("fingerprints are the same on any number of threads") {
    std::vector<std::uint8_t> bytes(1'000'000);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(i * i >> 3);
    const base::Fingerprint fingerprint = of_bytes(bytes);
    for (const int threads : {1, 2, 7}) {
        const base::ThreadLimit limit(threads);
        CHECK(of_bytes(bytes) == fingerprint);
    }
}
