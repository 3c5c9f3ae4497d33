#include "fuzz/mutate.h"

#include <algorithm>

namespace cohortscope::fuzz {

namespace {

constexpr std::uint64_t kMostChanges = 4;
constexpr std::size_t kLongestInput = 100'000;

const std::string& pick(const std::vector<std::string>& list, base::Random& random) {
    return list[random.below(list.size())];
}

struct Range {
    std::size_t begin = 0;
    std::size_t size = 0;
};

// Mostly a few bytes, now and then nearly all.
Range some_range(const std::string& bytes, base::Random& random) {
    const std::size_t begin = random.below(bytes.size() + 1);
    const std::size_t most = random.below(8) == 0 ? bytes.size() : 16;
    return {begin, std::min(bytes.size() - begin, random.below(most + 1))};
}

std::string odd_number(base::Random& random) {
    static const std::vector<std::string> kNumbers = {"0",
                                                      "-1",
                                                      "1",
                                                      "255",
                                                      "256",
                                                      "65535",
                                                      "65536",
                                                      "16384",
                                                      "16385",
                                                      "1048576",
                                                      "1048577",
                                                      "2147483647",
                                                      "2147483648",
                                                      "4294967295",
                                                      "4294967296",
                                                      "18446744073709551615",
                                                      "18446744073709551616",
                                                      "1e308",
                                                      "1e309",
                                                      "1e-320",
                                                      "0.1",
                                                      "nan",
                                                      "99999999999999999999999999"};
    return pick(kNumbers, random);
}

void change(std::string& bytes, const Target& target, base::Random& random) {
    const Range range = some_range(bytes, random);
    switch (random.below(9)) {
    case 0: // a bit
        if (!bytes.empty()) {
            char& byte = bytes[random.below(bytes.size())];
            byte = static_cast<char>(byte ^ (1 << random.below(8)));
        }
        break;
    case 1: // a byte
        if (!bytes.empty())
            bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
        break;
    case 2:
        bytes.erase(range.begin, range.size);
        break;
    case 3: // once more, perhaps often
        for (std::uint64_t n = random.below(16) == 0 ? 200 : 1;
             n > 0 && bytes.size() < kLongestInput; --n)
            bytes.insert(range.begin, std::string(bytes, range.begin, range.size));
        break;
    case 4:
        bytes.insert(range.begin, pick(target.tokens, random));
        break;
    case 5:
        bytes.replace(range.begin, range.size, pick(target.tokens, random));
        break;
    case 6: // a part of another input
    {
        const std::string& other = pick(target.seeds, random);
        const Range part = some_range(other, random);
        bytes.insert(range.begin, other, part.begin, part.size);
        break;
    }
    case 7: // another number in place of one
    {
        const std::size_t digit = bytes.find_first_of("0123456789", range.begin);
        if (digit != bytes.npos)
            bytes.replace(digit, bytes.find_first_not_of("0123456789.", digit) - digit,
                          odd_number(random));
        break;
    }
    default: // cut
        bytes.resize(random.below(4) == 0 ? range.begin : bytes.size());
    }
}

} // namespace

std::string mutated(const Target& target, base::Random& random) {
    std::string bytes = pick(target.seeds, random);
    for (std::uint64_t n = random.below(kMostChanges) + 1; n > 0; --n)
        change(bytes, target, random);
    bytes.resize(std::min(bytes.size(), kLongestInput));
    return bytes;
}

} // namespace cohortscope::fuzz
