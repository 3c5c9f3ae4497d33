#include "sample/sample_quota.h"

#include <algorithm>
#include <numeric>

#include "base/error.h"

namespace cohortscope::sample {

base::Random sample_stream(std::uint64_t seed, SampleStream stream) {
    return base::Random(seed, static_cast<std::uint64_t>(stream));
}

base::Random entity_stream(std::uint64_t seed, SampleStream stream, std::uint64_t entity) {
    return base::Random(seed, (static_cast<std::uint64_t>(stream) << 40) + entity);
}

std::vector<std::uint64_t> apportion(std::uint64_t total, std::span<const std::uint64_t> weights) {
    const std::uint64_t sum = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
    ENSURE(sum > 0);
    std::vector<std::uint64_t> counts(weights.size());
    std::vector<std::uint64_t> remainders(weights.size());
    std::uint64_t left = total;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        counts[i] = total * weights[i] / sum;
        remainders[i] = total * weights[i] % sum;
        left -= counts[i];
    }
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return remainders[a] != remainders[b] ? remainders[a] > remainders[b] : a < b;
    });
    for (std::size_t i = 0; i < left; ++i)
        ++counts[order[i]];
    return counts;
}

Deck::Deck(std::span<const std::uint64_t> counts, base::Random& random)
    : remaining_(counts.size()), ahead_(counts.size()) {
    left_ =
        static_cast<std::size_t>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}));
    cards_.reserve(left_);
    for (std::size_t card = 0; card < counts.size(); ++card) {
        cards_.insert(cards_.end(), static_cast<std::size_t>(counts[card]),
                      static_cast<std::uint32_t>(card));
        remaining_[card] = static_cast<std::uint32_t>(counts[card]);
    }
    shuffle(std::span(cards_), random);
}

std::uint32_t Deck::draw() {
    ENSURE(!empty());
    while (ahead_[cards_[next_]] > 0)
        --ahead_[cards_[next_++]];
    const std::uint32_t card = cards_[next_++];
    --remaining_[card];
    --left_;
    return card;
}

bool Deck::take(std::uint32_t card) {
    if (remaining_[card] == 0)
        return false;
    --remaining_[card];
    ++ahead_[card];
    --left_;
    return true;
}

} // namespace cohortscope::sample
