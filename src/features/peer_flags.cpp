#include "features/peer_flags.h"

#include <cmath>

#include "base/parallel.h"
#include "features/radix.h"

namespace cohortscope::features {

namespace {

constexpr double kEqualWithin = 1e-9; // of the mean

std::uint8_t flag_of(double ctc, double mean) {
    if (std::abs(ctc - mean) <= kEqualWithin * mean)
        return kEqual;
    return ctc > mean ? kAbove : kBelow;
}

std::vector<std::uint8_t> tier_flags(const Learners& learners) {
    const std::vector<std::int32_t>& company = learners.company.codes;
    std::vector<double> means(learners.company_rows.size(), 0.0);
    for (std::size_t row = 0; row < company.size(); ++row)
        means[static_cast<std::size_t>(company[row])] += learners.ctc[row];
    for (std::size_t code = 0; code < means.size(); ++code)
        means[code] /= static_cast<double>(learners.company_rows[code]);
    std::vector<std::uint8_t> flags(company.size());
    base::for_each_chunk(company.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            flags[row] = flag_of(learners.ctc[row], means[static_cast<std::size_t>(company[row])]);
    });
    return flags;
}

// Flags the groups of [begin, end), which are whole, sharing the keys before `level`.
void flag_groups(const Learners& learners, const GroupOrder& order, const base::Chunk& part,
                 std::uint8_t level, std::vector<std::uint8_t>& flags) {
    for (std::size_t begin = part.begin; begin < part.end;) {
        double sum = 0.0;
        std::size_t end = begin;
        do
            sum += learners.ctc[order.rows[end++]];
        while (end < part.end && order.changed[end] >= level);
        const double mean = sum / static_cast<double>(end - begin);
        for (; begin < end; ++begin)
            flags[order.rows[begin]] = flag_of(learners.ctc[order.rows[begin]], mean);
    }
}

} // namespace

std::array<std::size_t, 3> count_flags(const std::vector<std::uint8_t>& flags) {
    std::array<std::size_t, 3> counts{};
    for (const std::uint8_t flag : flags)
        ++counts[flag - 1u];
    return counts;
}

std::vector<std::uint8_t> manual_groups(const PeerFlags& flags) {
    std::vector<std::uint8_t> groups(flags.tier.size());
    for (std::size_t i = 0; i < groups.size(); ++i)
        groups[i] = static_cast<std::uint8_t>((flags.designation[i] - 1) * 9 +
                                              (flags.class_[i] - 1) * 3 + flags.tier[i] - 1);
    return groups;
}

PeerFlags peer_flags(const Learners& learners) {
    PeerFlags flags;
    flags.designation.resize(learners.ctc.size());
    flags.class_.resize(learners.ctc.size());
    const Ranked years = rank_values(learners.years_of_experience);
    const GroupKey keys[3] = {{learners.company.codes, learners.company_rows.size()},
                              {learners.role.codes, learners.role_rows.size()},
                              {years.codes, years.values.size()}};
    const GroupOrder order = order_by_keys(keys);
    const std::vector<std::size_t> cuts = cut_between_groups(order, 2);
    base::for_each_task(cuts.size() - 1, [&](std::size_t i) {
        const base::Chunk part{i, cuts[i], cuts[i + 1]};
        flag_groups(learners, order, part, 2, flags.class_);
        flag_groups(learners, order, part, 3, flags.designation);
    });
    flags.tier = tier_flags(learners);
    return flags;
}

} // namespace cohortscope::features
