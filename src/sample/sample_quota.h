// Exact shares for the built-in sample: quotas that add up, and decks of cards dealt without loss.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/random.h"

namespace cohortscope::sample {

// Independent random streams of one seed, one for each question the generator asks. A stream that
// exists once for each entity is entity_stream(stream, entity).
enum class SampleStream : std::uint64_t {
    years = 1,
    updates,
    companies,
    company_names,
    company_pay,
    missing_roles,
    roles,
    role_sharing,
    titles,
    title_texts,
    emails,
    pay,
    heaps,
    duplicates,
    order,
    engagement_people,
    engagement_courses,
    engagement_gaps,
    prospects,
    prospect_gaps
};

base::Random sample_stream(std::uint64_t seed, SampleStream stream);
base::Random entity_stream(std::uint64_t seed, SampleStream stream, std::uint64_t entity);

// Whole numbers in proportion to the weights that add up to `total`, by largest remainder (ties to
// the lowest index). Exactly the weights where `total` is their sum. Weights · total < 2^63; not
// all weights are 0.
std::vector<std::uint64_t> apportion(std::uint64_t total, std::span<const std::uint64_t> weights);

// Fisher and Yates.
template <class T> void shuffle(std::span<T> values, base::Random& random) {
    for (std::size_t i = values.size(); i > 1; --i) {
        const auto j = static_cast<std::size_t>(random.below(i));
        const T kept = values[i - 1];
        values[i - 1] = values[j];
        values[j] = kept;
    }
}

// A shuffled deck that holds card c counts[c] times. Cards may also be taken by name, ahead of
// their turn; over all draws each card appears exactly as often as it was put in.
class Deck {
  public:
    Deck(std::span<const std::uint64_t> counts, base::Random& random);

    bool empty() const { return left_ == 0; }
    std::uint32_t draw();          // needs !empty()
    bool take(std::uint32_t card); // false if none of that card is left
    std::size_t left() const { return left_; }

  private:
    std::vector<std::uint32_t> cards_;
    std::vector<std::uint32_t> remaining_; // by card: not yet dealt
    std::vector<std::uint32_t> ahead_;     // by card: dealt ahead of their turn, to be skipped
    std::size_t next_ = 0;
    std::size_t left_ = 0;
};

} // namespace cohortscope::sample
