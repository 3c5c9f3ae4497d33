#include "sample/sample_draw.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/elementary.h"
#include "base/error.h"
#include "base/format.h"

namespace cohortscope::sample {

namespace {

constexpr std::uint64_t kTypedPerMille[] = {920, 50, 30}; // as it stands, lower case, upper case
constexpr std::uint32_t kSpellings = 3;
constexpr double kImpossibleAges[] = {0.0, 2.0, 5.0, 7.0, 103.0, 120.0, 150.0, 222.0};

std::string upper(std::string_view text) {
    std::string result(text);
    for (char& letter : result)
        if (letter >= 'a' && letter <= 'z')
            letter = static_cast<char>(letter - 'a' + 'A');
    return result;
}

} // namespace

double draw(const Spread& spread, base::Random& random) {
    return spread.mean + spread.deviation * random.normal();
}

double draw(const Skewed& skewed, base::Random& random) {
    return skewed.median * base::exponential(skewed.deviation * random.normal());
}

bool chance(std::uint64_t per_mille, base::Random& random) {
    return random.below(1000) < per_mille;
}

bool chance_of_odds(double log_odds, base::Random& random) {
    return random.uniform() < 1.0 / (1.0 + base::exponential(-log_odds));
}

std::uint32_t pick(std::span<const std::uint64_t> weights, base::Random& random) {
    const std::uint64_t sum = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
    ENSURE(sum > 0);
    std::uint64_t left = random.below(sum);
    std::uint32_t position = 0;
    while (left >= weights[position])
        left -= weights[position++];
    return position;
}

double rounded(double value, int decimals) {
    constexpr double kScales[] = {1.0, 10.0, 100.0, 1000.0};
    const double scale = kScales[decimals];
    return std::floor(value * scale + 0.5) / scale;
}

double whole_within(double value, double low, double high) {
    return std::clamp(rounded(value, 0), low, high);
}

std::uint32_t typed(std::uint32_t level, base::Random& random) {
    return level * kSpellings + pick(kTypedPerMille, random);
}

std::string typed_text(std::span<const std::string_view> levels, std::uint32_t typed) {
    const std::string_view level = levels[typed / kSpellings];
    switch (typed % kSpellings) {
    case 1:
        return base::lower(level);
    case 2:
        return upper(level);
    default:
        return std::string(level);
    }
}

std::string identity_text(char letter, std::uint32_t number) {
    constexpr std::size_t kDigits = 6;
    const std::string digits = std::to_string(number);
    std::string text(1, letter);
    text.append(kDigits - std::min(kDigits, digits.size()), '0');
    return text.append(digits);
}

double impossible_age(base::Random& random) {
    return kImpossibleAges[random.below(std::size(kImpossibleAges))];
}

} // namespace cohortscope::sample
