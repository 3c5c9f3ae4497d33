#include "sample/learners/sample_pay.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "base/elementary.h"
#include "base/parallel.h"
#include "sample/learners/sample_facts.h"
#include "sample/learners/sample_roles.h"
#include "sample/sample.h"
#include "sample/sample_quota.h"

namespace cohortscope::sample {

namespace {

constexpr std::size_t kBins = 1 << 15;
constexpr double kLowest = -10.0; // scores outside count as at the border
constexpr double kHighest = 10.0;

// About normal with mean 0 and deviation 1: the sum of four 16-bit numbers (Irwin and Hall).
double bell(base::Random& random) {
    const std::uint64_t bits = random.next();
    const std::uint64_t sum =
        (bits & 0xffff) + ((bits >> 16) & 0xffff) + ((bits >> 32) & 0xffff) + (bits >> 48);
    return (static_cast<double>(sum) - 131'070.0) * (1.7320508075688772 / 65'536.0);
}

// What experience adds to ln pay: less a year from 13 years on, level after 26.
double experience_premium(double years) {
    const double late = std::clamp(years - 13.0, 0.0, 8.0);
    return 0.056 * std::min(years, 26.0) - 0.012 * late;
}

// What a row's cells say about its ln pay, but for the year of the update.
double cell_premium(const SampleRows& sample, std::size_t row,
                    const std::vector<double>& premiums) {
    const std::uint32_t company = sample.company[row];
    return experience_premium(sample_experience(sample.start_year[row])) +
           role_premium(sample.role[row]) + (company == kNothing ? 0.0 : premiums[company]);
}

// Scores of one learner's rows: about ln pay, up to a shift.
void score_learner(SampleRows& sample, std::size_t learner, const std::vector<double>& premiums,
                   std::uint64_t seed) {
    constexpr double kYearlyRaise = 0.09;
    constexpr double kRaiseOnMove = 0.12;
    base::Random random = entity_stream(seed, SampleStream::pay, learner);
    // Some state their pay in another unit or currency, or a fancy: those fill the tails, whatever
    // their cells say.
    const bool strange = random.below(1000) < 90;
    const double standing = strange ? 0.72 + 2.4 * bell(random) : 0.45 * bell(random);
    const std::uint32_t begin = sample.learner_begin[learner];
    const std::uint32_t end = sample.learner_begin[learner + 1];
    for (std::uint32_t row = begin; row < end; ++row) {
        const bool moved = row > begin && sample.company[row] != sample.company[row - 1];
        sample.pay[row] = standing + (strange ? 0.0 : cell_premium(sample, row, premiums)) +
                          kYearlyRaise * sample.update_year[row] + (moved ? kRaiseOnMove : 0.0) +
                          0.08 * bell(random);
    }
}

double bin_of(double score) {
    const double place = (score - kLowest) / (kHighest - kLowest) * static_cast<double>(kBins);
    return std::clamp(place, 0.0, static_cast<double>(kBins) - 1e-6);
}

// Share of the rows that score below each bin's lower border; kBins + 1 entries. Counts are whole
// numbers, so how the rows are cut into tasks does not matter.
std::vector<double> cumulative_shares(std::span<const double> scores) {
    const std::size_t chunk = std::max(base::kChunkRows, scores.size() / 16 + 1);
    const auto parts = base::map_chunks<std::vector<std::uint32_t>>(
        scores.size(), chunk, [&](const base::Chunk& rows) {
            std::vector<std::uint32_t> counts(kBins);
            for (std::size_t row = rows.begin; row < rows.end; ++row)
                ++counts[static_cast<std::size_t>(bin_of(scores[row]))];
            return counts;
        });
    std::vector<double> shares(kBins + 1);
    std::uint64_t below = 0;
    for (std::size_t bin = 0; bin < kBins; ++bin) {
        for (const std::vector<std::uint32_t>& part : parts)
            below += part[bin];
        shares[bin + 1] = static_cast<double>(below) / static_cast<double>(scores.size());
    }
    return shares;
}

// ln pay of the rows' share `share` in [0, 1].
double log_pay_at(double share) {
    const auto facts = pay_facts();
    std::size_t upper = 1;
    while (upper + 1 < facts.size() && share * 100.0 > facts[upper].percent)
        ++upper;
    const PayFact& low = facts[upper - 1];
    const PayFact& high = facts[upper];
    const double part = (share * 100.0 - low.percent) / (high.percent - low.percent);
    const double low_log = base::natural_log(low.rupees);
    return low_log + part * (base::natural_log(high.rupees) - low_log);
}

// Pay at the borders of the histogram's bins.
std::vector<double> pay_at_borders(const std::vector<double>& shares) {
    std::vector<double> pay(shares.size());
    base::for_each_chunk(shares.size(), 2048, [&](const base::Chunk& bins) {
        for (std::size_t bin = bins.begin; bin < bins.end; ++bin)
            pay[bin] = base::exponential(log_pay_at(shares[bin]));
    });
    return pay;
}

struct Heap {
    double from = 0.0;            // applies from this pay on
    std::uint32_t shares[6] = {}; // per thousand, of rounding to each of the steps below
};

constexpr double kSteps[6] = {10'000'000.0, 1'000'000.0, 100'000.0, 50'000.0, 10'000.0, 1'000.0};

// How people round, by the size of the pay; the rest of the thousand is not rounded at all.
constexpr Heap kHeaps[] = {
    {0.0, {0, 0, 0, 0, 0, 900}},
    {50'000.0, {0, 0, 0, 0, 600, 390}},
    {200'000.0, {0, 0, 345, 230, 415, 8}},
    {1'000'000.0, {0, 0, 520, 235, 235, 8}},
    {4'000'000.0, {0, 120, 460, 220, 195, 4}},
    {20'000'000.0, {500, 300, 190, 0, 8, 2}},
};

double heaped(double pay, base::Random& random) {
    std::size_t band = 0;
    while (band + 1 < std::size(kHeaps) && pay >= kHeaps[band + 1].from)
        ++band;
    std::uint64_t draw = random.below(1000);
    for (std::size_t step = 0; step < std::size(kSteps); ++step) {
        if (draw < kHeaps[band].shares[step])
            return std::max(std::floor(pay / kSteps[step] + 0.5) * kSteps[step], 2.0);
        draw -= kHeaps[band].shares[step];
    }
    return std::max(std::floor(pay + 0.5), 2.0);
}

void pay_from_scores(SampleRows& sample, std::uint64_t seed) {
    const std::vector<double> borders = pay_at_borders(cumulative_shares(sample.pay));
    base::for_each_chunk(sample.rows(), base::kChunkRows, [&](const base::Chunk& chunk) {
        base::Random random = entity_stream(seed, SampleStream::heaps, chunk.index);
        for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
            const double place = bin_of(sample.pay[row]);
            const auto bin = static_cast<std::size_t>(place);
            const double part = place - static_cast<double>(bin);
            sample.pay[row] =
                heaped(borders[bin] + part * (borders[bin + 1] - borders[bin]), random);
        }
    });
}

bool same_cells(const SampleRows& sample, std::size_t a, std::size_t b) {
    return sample.start_year[a] == sample.start_year[b] &&
           sample.update_year[a] == sample.update_year[b] &&
           sample.company[a] == sample.company[b] && sample.role[a] == sample.role[b];
}

// A learner's rows that are equal in all but pay get ascending, different pay. Appends the rows
// that have an equal row just before them.
void separate_rows(SampleRows& sample, std::size_t learner, std::vector<std::uint32_t>& alike) {
    const std::uint32_t begin = sample.learner_begin[learner];
    for (std::uint32_t row = begin + 1; row < sample.learner_begin[learner + 1]; ++row)
        for (std::uint32_t before = row; before-- > begin;) {
            if (!same_cells(sample, row, before))
                continue;
            if (sample.pay[row] <= sample.pay[before])
                sample.pay[row] = sample.pay[before] + (sample.pay[before] < 1e5 ? 1e3 : 5e4);
            if (before + 1 == row)
                alike.push_back(row);
            break; // earlier equals are already ascending
        }
}

// The lowest and the highest pay become the original's extremes.
void set_extremes(SampleRows& sample) {
    constexpr std::size_t kTypicalRows = 1000; // fewer rows would not hold extremes
    if (sample.rows() < kTypicalRows)
        return;
    const auto [least, most] = std::minmax_element(sample.pay.begin(), sample.pay.end());
    *least = pay_facts().front().rupees;
    *most = pay_facts().back().rupees;
}

// Makes the sample's quota of rows an exact copy of the same learner's row before.
void copy_rows(SampleRows& sample, std::vector<std::uint32_t> alike, std::uint64_t seed) {
    const auto extreme = [&](std::uint32_t row) {
        return sample.pay[row] <= pay_facts().front().rupees ||
               sample.pay[row] >= pay_facts().back().rupees;
    };
    std::erase_if(alike, [&](std::uint32_t row) { return extreme(row) || extreme(row - 1); });
    base::Random random = sample_stream(seed, SampleStream::duplicates);
    shuffle(std::span(alike), random);
    const std::size_t wanted = (sample.rows() * kDuplicateRows + kSampleRows / 2) / kSampleRows;
    alike.resize(std::min(wanted, alike.size()));
    std::sort(alike.begin(), alike.end()); // a copy of a copy equals both
    for (const std::uint32_t row : alike)
        sample.pay[row] = sample.pay[row - 1];
}

} // namespace

void assign_pay(SampleRows& sample, const std::vector<double>& premiums, std::uint64_t seed) {
    sample.pay.resize(sample.rows());
    base::for_each_chunk(sample.learners(), base::kChunkRows, [&](const base::Chunk& learners) {
        for (std::size_t learner = learners.begin; learner < learners.end; ++learner)
            score_learner(sample, learner, premiums, seed);
    });
    pay_from_scores(sample, seed);
    std::vector<std::uint32_t> alike;
    for (std::size_t learner = 0; learner < sample.learners(); ++learner)
        separate_rows(sample, learner, alike);
    set_extremes(sample);
    copy_rows(sample, std::move(alike), seed);
}

} // namespace cohortscope::sample
