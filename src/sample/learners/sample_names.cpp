#include <array>
#include <string_view>

#include "base/format.h"
#include "sample/learners/sample_companies.h"
#include "sample/learners/sample_facts.h"
#include "sample/sample_quota.h"

namespace cohortscope::sample {

namespace {

// A name holds one code word, letters of kCode that spell the company's number; whatever else a
// word holds begins with a letter of kFiller. So different companies cannot have the same name.
constexpr std::string_view kCode = "bcdfghjklmnpqrtvwx";
constexpr std::string_view kFiller = "aeiosuyz";
constexpr std::string_view kAny = "abcdefghijklmnopqrstuvwxyz";

char pick(std::string_view letters, base::Random& random) {
    return letters[static_cast<std::size_t>(random.below(letters.size()))];
}

// A number's place in a scrambled order of [0, 18^digits), so that neighbours do not look alike.
std::string code_word(std::uint64_t number, std::uint64_t seed) {
    std::uint64_t range = 18ULL * 18 * 18;
    std::size_t digits = 3;
    std::uint64_t first = 0; // the first number that has so many digits
    while (number - first >= range / 4) {
        first += range / 4;
        range *= 18;
        ++digits;
    }
    // Odd and not divisible by 3, hence prime to 18^digits: a permutation.
    constexpr std::uint64_t kStep = 0x9e3779b1;
    static_assert(kStep % 2 == 1 && kStep % 3 != 0);
    std::uint64_t place = ((number - first) * kStep +
                           sample_stream(seed, SampleStream::company_names).next() % range) %
                          range;
    std::string word;
    for (std::size_t i = 0; i < digits; ++i, place /= 18)
        word += kCode[static_cast<std::size_t>((place + 5 * i) % 18)];
    return word;
}

std::string filler(std::size_t letters, base::Random& random) {
    std::string word(1, pick(kFiller, random));
    while (word.size() < letters)
        word += pick(kAny, random);
    return word;
}

// The scrambled "limited", "services" and the like: the same for every company of one seed.
std::string common_word(base::Random& random, std::uint64_t seed) {
    constexpr std::uint64_t kCommonWords = 40;
    const std::uint64_t number =
        (random.below(kCommonWords) * random.below(kCommonWords)) / kCommonWords;
    base::Random letters = entity_stream(seed, SampleStream::company_names, (1ULL << 39) + number);
    return filler(3 + static_cast<std::size_t>(letters.below(6)), letters);
}

std::string clean_name(std::uint64_t company, std::uint64_t seed, base::Random& random) {
    std::string name = code_word(company, seed);
    const bool famous = company < large_company_facts().size();
    if (famous || random.below(100) < 30)
        return name;
    if (random.below(100) < 60)
        name += filler(1 + static_cast<std::size_t>(random.below(6)), random);
    for (std::uint64_t more = random.below(4); more > 0; --more)
        if (random.below(100) < 30)
            name.append(1, ' ').append(
                filler(4 + static_cast<std::size_t>(random.below(7)), random));
        else
            name.append(1, ' ').append(common_word(random, seed));
    return name;
}

// Stray signs that cleaning drops.
std::string with_dirt(std::string name, std::uint64_t kind) {
    constexpr std::array<std::string_view, 5> kTails = {".", " ", " -", ",", ")"};
    if (kind < kTails.size())
        return name + std::string(kTails[static_cast<std::size_t>(kind)]);
    for (char& letter : name)
        if (letter >= 'a' && letter <= 'z')
            letter = static_cast<char>(letter - 'a' + 'A');
    return name;
}

} // namespace

std::string company_name(std::uint64_t company, std::uint64_t companies, std::uint64_t seed) {
    // The last few companies, of one row each, are spellings of the first ones.
    constexpr std::uint64_t kRespelledOneIn = 4'000;
    const std::uint64_t respelled = companies / kRespelledOneIn;
    const std::uint64_t from_end = companies - 1 - company;
    if (from_end < respelled) {
        const std::uint64_t original = from_end / 6;
        base::Random random = entity_stream(seed, SampleStream::company_names, original);
        return with_dirt(clean_name(original, seed, random), from_end % 6);
    }
    base::Random random = entity_stream(seed, SampleStream::company_names, company);
    std::string name = clean_name(company, seed, random);
    const bool dirty = company > respelled && random.below(400) == 0;
    return dirty ? with_dirt(std::move(name), random.below(6)) : name;
}

std::string email_hash(std::uint64_t learner, std::uint64_t seed) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    base::Random random = entity_stream(seed, SampleStream::emails, learner);
    std::string text(64, '0');
    for (std::size_t word = 0; word < 4; ++word) {
        std::uint64_t bits = random.next();
        for (std::size_t digit = 0; digit < 16; ++digit, bits >>= 4)
            text[16 * word + digit] = kDigits[static_cast<std::size_t>(bits & 15)];
    }
    return text;
}

} // namespace cohortscope::sample
