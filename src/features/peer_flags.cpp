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

std::vector<double> company_means(const Learners& learners) {
    const std::int32_t* company = learners.company.codes.data();
    const double* ctc = learners.ctc.data();
    std::vector<double> means(learners.company_rows.size(), 0.0);
    for (std::size_t row = 0; row < learners.ctc.size(); ++row)
        means[static_cast<std::size_t>(company[row])] += ctc[row];
    for (std::size_t code = 0; code < means.size(); ++code)
        means[code] /= static_cast<double>(learners.company_rows[code]);
    return means;
}

std::vector<std::uint8_t> tier_flags(const Learners& learners, const std::vector<double>& means) {
    std::vector<std::uint8_t> flags(learners.ctc.size());
    const std::int32_t* company = learners.company.codes.data();
    const double* ctc = learners.ctc.data();
    base::for_each_chunk(flags.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            flags[row] = flag_of(ctc[row], means[static_cast<std::size_t>(company[row])]);
    });
    return flags;
}

// A part of the order that holds whole groups, with the pay of its rows.
struct Part {
    std::span<const std::uint32_t> rows;
    std::span<const std::uint8_t> changed;
    std::vector<double> ctc;
};

Part part_of(const Learners& learners, const GroupOrder& order, std::size_t begin,
             std::size_t end) {
    Part part{std::span(order.rows).subspan(begin, end - begin),
              std::span(order.changed).subspan(begin, end - begin),
              {}};
    part.ctc.reserve(end - begin);
    const double* ctc = learners.ctc.data();
    for (const std::uint32_t row : part.rows)
        part.ctc.push_back(ctc[row]);
    return part;
}

// Flags the groups of rows that share the keys before `level`.
void flag_groups(const Part& part, std::uint8_t level, std::vector<std::uint8_t>& flags) {
    for (std::size_t begin = 0; begin < part.ctc.size();) {
        double sum = 0.0;
        std::size_t end = begin;
        do
            sum += part.ctc[end++];
        while (end < part.ctc.size() && part.changed[end] >= level);
        const double mean = sum / static_cast<double>(end - begin);
        for (; begin < end; ++begin)
            flags[part.rows[begin]] = flag_of(part.ctc[begin], mean);
    }
}

GroupOrder order_by_peers(const Learners& learners) {
    const Ranked years = rank_values(learners.years_of_experience);
    const GroupKey keys[3] = {{learners.company.codes, learners.company_rows.size()},
                              {learners.role.codes, learners.role_rows.size()},
                              {years.codes, years.values.size()}};
    return order_by_keys(keys);
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
    GroupOrder order;
    std::vector<double> means;
    base::for_each_task(2, [&](std::size_t task) {
        if (task == 0)
            order = order_by_peers(learners);
        else
            means = company_means(learners);
    });
    PeerFlags flags;
    flags.designation.resize(learners.ctc.size());
    flags.class_.resize(learners.ctc.size());
    const std::vector<std::size_t> cuts = cut_between_groups(order, 2);
    base::for_each_task(cuts.size() - 1, [&](std::size_t i) {
        const Part part = part_of(learners, order, cuts[i], cuts[i + 1]);
        flag_groups(part, 2, flags.class_);
        flag_groups(part, 3, flags.designation);
    });
    flags.tier = tier_flags(learners, means);
    return flags;
}

} // namespace cohortscope::features
