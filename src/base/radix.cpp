#include "base/radix.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>

#include "base/parallel.h"

namespace cohortscope::base {

namespace {

constexpr int kDigitBits = 11;
// Rows of a block in the radix passes: fewer, larger blocks than in sums, since each has a
// histogram.
constexpr std::size_t kBlockRows = 1 << 15;

struct Digit {
    int shift = 0;
    std::uint64_t mask = 0;
    std::size_t of(std::uint64_t item) const { return (item >> shift) & mask; }
};

// Turns the blocks' counts into the place where each block writes its first item of each bucket.
void counts_to_places(std::vector<std::vector<std::uint32_t>>& counts, std::size_t buckets) {
    std::uint32_t place = 0;
    for (std::size_t bucket = 0; bucket < buckets; ++bucket)
        for (auto& block : counts) {
            const std::uint32_t count = block[bucket];
            block[bucket] = place;
            place += count;
        }
}

void radix_pass(const std::vector<std::uint64_t>& from, std::vector<std::uint64_t>& to,
                const Digit& digit) {
    using Counts = std::vector<std::uint32_t>;
    const std::size_t buckets = digit.mask + 1;
    auto counts = base::map_chunks<Counts>(from.size(), kBlockRows, [&](const base::Chunk& chunk) {
        Counts count(buckets, 0);
        for (std::size_t i = chunk.begin; i < chunk.end; ++i)
            ++count[digit.of(from[i])];
        return count;
    });
    counts_to_places(counts, buckets);
    base::for_each_chunk(from.size(), kBlockRows, [&](const base::Chunk& chunk) {
        std::uint32_t* place = counts[chunk.index].data();
        for (std::size_t i = chunk.begin; i < chunk.end; ++i)
            to[place[digit.of(from[i])]++] = from[i];
    });
}

constexpr double kSmallRange = 65'536.0;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Range {
    double low = kInfinity;
    double high = -kInfinity; // below low: no number at all
    bool whole = true;        // every number, and none missing
};

constexpr double kLargestWhole = 1e9;

bool is_whole(double number) {
    return number > -kLargestWhole && number < kLargestWhole &&
           number == static_cast<double>(static_cast<std::int32_t>(number));
}

void sort_each_once(std::vector<double>& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

// In independent lanes, without branches.
Range range_of_chunk(std::span<const double> numbers) {
    constexpr std::size_t kLanes = 4;
    constexpr double kBeyond = kLargestWhole + 0.5; // not whole
    std::array<double, kLanes> low, high, rests{};
    low.fill(kInfinity);
    high.fill(-kInfinity);
    const auto take = [&](std::size_t lane, double number) {
        low[lane] = number < low[lane] ? number : low[lane];
        high[lane] = number > high[lane] ? number : high[lane];
        // NaN fails the comparison and counts as beyond.
        const double near = std::abs(number) < kLargestWhole ? number : kBeyond;
        rests[lane] += std::abs(near - static_cast<double>(static_cast<std::int32_t>(near)));
    };
    std::size_t i = 0;
    for (; i + kLanes <= numbers.size(); i += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            take(lane, numbers[i + lane]);
    for (; i < numbers.size(); ++i)
        take(0, numbers[i]);
    return {*std::min_element(low.begin(), low.end()), *std::max_element(high.begin(), high.end()),
            std::accumulate(rests.begin(), rests.end(), 0.0) == 0.0};
}

Range range_of(std::span<const double> numbers) {
    Range all;
    for (const Range& part :
         base::map_chunks<Range>(numbers.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
             return range_of_chunk(numbers.subspan(chunk.begin, chunk.size()));
         }))
        all = {std::min(all.low, part.low), std::max(all.high, part.high), all.whole && part.whole};
    return all;
}

// What is not whole among the numbers; ascending, each once.
std::vector<double> fractions_of(std::span<const double> numbers) {
    using Fractions = std::vector<double>;
    const auto parts = base::map_chunks<Fractions>(
        numbers.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            Fractions fractions;
            double last = kInfinity; // one value often repeats: a mean that was filled in
            for (const double number : numbers.subspan(chunk.begin, chunk.size())) {
                if (is_whole(number) || number != number || number == last)
                    continue;
                fractions.push_back(number);
                last = number;
            }
            sort_each_once(fractions);
            return fractions;
        });
    Fractions all;
    for (const Fractions& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    sort_each_once(all);
    return all;
}

// Neighbours are joined until one is left; of equal numbers the earlier one stays.
std::vector<double> joined(std::vector<std::vector<double>> parts) {
    while (parts.size() > 1) {
        std::vector<std::vector<double>> fewer((parts.size() + 1) / 2);
        base::for_each_chunk(fewer.size(), 1, [&](const base::Chunk& chunk) {
            std::vector<double>& first = parts[2 * chunk.begin];
            if (2 * chunk.begin + 1 == parts.size()) {
                fewer[chunk.begin] = std::move(first);
                return;
            }
            const std::vector<double>& second = parts[2 * chunk.begin + 1];
            std::vector<double>& both = fewer[chunk.begin];
            both.reserve(first.size() + second.size());
            std::set_union(first.begin(), first.end(), second.begin(), second.end(),
                           std::back_inserter(both));
        });
        parts = std::move(fewer);
    }
    return parts.empty() ? std::vector<double>() : std::move(parts.front());
}

// A number and the row that it stands in; ascending by both.
struct Placed {
    double number = 0.0;
    std::uint32_t row = 0;
    bool operator<(const Placed& other) const {
        return number < other.number || (number == other.number && row < other.row);
    }
};
using Block = std::vector<Placed>;

std::vector<Block> sorted_blocks(std::span<const double> numbers) {
    return base::map_chunks<Block>(numbers.size(), kBlockRows, [&](const base::Chunk& chunk) {
        Block block;
        block.reserve(chunk.size());
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            if (numbers[row] == numbers[row])
                block.push_back({numbers[row], static_cast<std::uint32_t>(row)});
        std::sort(block.begin(), block.end());
        return block;
    });
}

// The numbers of all blocks, ascending, each once.
std::vector<double> distinct(const std::vector<Block>& blocks) {
    std::vector<std::vector<double>> parts(blocks.size());
    base::for_each_chunk(blocks.size(), 1, [&](const base::Chunk& chunk) {
        std::vector<double>& part = parts[chunk.begin];
        for (const Placed& placed : blocks[chunk.begin])
            if (part.empty() || part.back() != placed.number)
                part.push_back(placed.number);
    });
    return joined(std::move(parts));
}

// Each block goes through the values in their order, in steps that double until they pass the next
// number: neighbours are near each other, and in the cache.
void rank_blocks(const std::vector<Block>& blocks, Ranked& ranked) {
    const std::vector<double>& values = ranked.values;
    base::for_each_chunk(blocks.size(), 1, [&](const base::Chunk& chunk) {
        auto at = values.begin();
        for (const Placed& placed : blocks[chunk.begin]) {
            std::ptrdiff_t step = 1;
            auto before = at;
            while (values.end() - before > step && before[step] < placed.number) {
                before += step;
                step *= 2;
            }
            const auto end = before + std::min(values.end() - before, step + 1);
            at = std::lower_bound(before, end, placed.number);
            ranked.codes[placed.row] = static_cast<std::int32_t>(at - values.begin());
        }
    });
}

template <class CodeOf>
void set_codes(std::span<const double> numbers, std::vector<std::int32_t>& codes,
               const CodeOf& code_of) {
    base::for_each_chunk(numbers.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            if (numbers[row] == numbers[row])
                codes[row] = code_of(numbers[row]);
    });
}

std::int32_t place_in(const std::vector<double>& ascending, double number) {
    return static_cast<std::int32_t>(std::lower_bound(ascending.begin(), ascending.end(), number) -
                                     ascending.begin());
}

// All whole numbers of the range and the fractions that occur, in one order.
void rank_small_range(std::span<const double> numbers, const Range& range, Ranked& ranked) {
    const double first = std::ceil(range.low);
    std::vector<double> whole;
    for (double value = first; value <= range.high; value += 1.0)
        whole.push_back(value);
    if (range.whole) {
        base::for_each_chunk(numbers.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            for (std::size_t row = chunk.begin; row < chunk.end; ++row)
                ranked.codes[row] = static_cast<std::int32_t>(numbers[row] - first);
        });
        ranked.values = std::move(whole);
        return;
    }
    std::vector<double>& values = ranked.values;
    const std::vector<double> fractions = fractions_of(numbers);
    std::merge(whole.begin(), whole.end(), fractions.begin(), fractions.end(),
               std::back_inserter(values));
    std::vector<std::int32_t> code_of_whole;
    for (const double value : whole)
        code_of_whole.push_back(place_in(values, value));
    set_codes(numbers, ranked.codes, [&](double number) {
        return is_whole(number) ? code_of_whole[static_cast<std::size_t>(number - first)]
                                : place_in(values, number);
    });
}

} // namespace

int bits_for(std::size_t count) {
    return count <= 1 ? 0 : static_cast<int>(std::bit_width(count - 1));
}

void radix_sort(std::vector<std::uint64_t>& items, int low_bit, int bit_count) {
    const int passes = (bit_count + kDigitBits - 1) / kDigitBits;
    std::vector<std::uint64_t> other(passes > 0 ? items.size() : 0);
    for (int pass = 0; pass < passes; ++pass) {
        const int begin = bit_count * pass / passes;
        const int end = bit_count * (pass + 1) / passes;
        radix_pass(items, other, {low_bit + begin, (std::uint64_t{1} << (end - begin)) - 1});
        items.swap(other);
    }
}

Ranked rank_values(std::span<const double> numbers) {
    Ranked ranked;
    ranked.codes.resize(numbers.size(), -1);
    const Range range = range_of(numbers);
    if (range.high < range.low)
        return ranked;
    if (range.high - range.low < kSmallRange && range.low > -kLargestWhole &&
        range.high < kLargestWhole) {
        rank_small_range(numbers, range, ranked);
        return ranked;
    }
    const std::vector<Block> blocks = sorted_blocks(numbers);
    ranked.values = distinct(blocks);
    rank_blocks(blocks, ranked);
    return ranked;
}

} // namespace cohortscope::base
