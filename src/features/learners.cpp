#include "features/learners.h"

#include <algorithm>
#include <numeric>

#include "base/error.h"
#include "base/parallel.h"
#include "features/rare_names.h"
#include "features/sorted_names.h"

namespace cohortscope::features {

namespace {

// result[i] = value_of(position of kept row i).
template <class T, class ValueOf>
std::vector<T> column_of(std::span<const std::uint32_t> kept, std::size_t rows,
                         const ValueOf& value_of) {
    std::vector<T> column(kept.empty() ? rows : kept.size());
    base::for_each_chunk(column.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i)
            column[i] = value_of(kept.empty() ? i : kept[i]);
    });
    return column;
}

// by_pay without the rows that were dropped, in the positions of those kept.
std::vector<std::uint32_t> renumbered(std::span<const std::uint32_t> by_pay, const Pay& pay) {
    if (pay.kept.empty())
        return {by_pay.begin(), by_pay.end()};
    std::vector<std::uint32_t> position(by_pay.size());
    for (std::size_t i = 0; i < pay.kept.size(); ++i)
        position[pay.kept[i]] = static_cast<std::uint32_t>(i);
    const auto middle = by_pay.subspan(pay.below, pay.kept.size());
    std::vector<std::uint32_t> order(middle.size());
    std::transform(middle.begin(), middle.end(), order.begin(),
                   [&](std::uint32_t row) { return position[row]; });
    return order;
}

// Rows clipped to one bound are ties now: brings [begin, end) of the order, which hold the rows
// that `belongs`, into ascending position. O(n), whatever was clipped.
template <class Belongs>
void restore_ties(std::span<std::uint32_t> tied, std::size_t rows, const Belongs& belongs) {
    std::size_t at = 0;
    for (std::size_t row = 0; row < rows && at < tied.size(); ++row)
        if (belongs(row))
            tied[at++] = static_cast<std::uint32_t>(row);
}

std::vector<std::uint32_t> order_after_bounds(std::span<const std::uint32_t> by_pay, const Pay& pay,
                                              const std::vector<double>& ctc) {
    std::vector<std::uint32_t> order = renumbered(by_pay, pay);
    if (!pay.kept.empty())
        return order;
    const auto below_or_at = std::partition_point(
        order.begin(), order.end(), [&](std::uint32_t row) { return ctc[row] <= pay.low; });
    const auto at_or_above = std::partition_point(
        order.begin(), order.end(), [&](std::uint32_t row) { return ctc[row] < pay.high; });
    if (pay.below > 0)
        restore_ties({order.begin(), below_or_at}, ctc.size(),
                     [&](std::size_t row) { return ctc[row] <= pay.low; });
    if (pay.above > 0)
        restore_ties({at_or_above, order.end()}, ctc.size(),
                     [&](std::size_t row) { return ctc[row] >= pay.high; });
    return order;
}

SortedText kept_text(const SortedText& text, std::span<const std::uint32_t> kept) {
    if (kept.empty())
        return text;
    return {column_of<std::int32_t>(kept, text.codes.size(),
                                    [&](std::size_t row) { return text.codes[row]; }),
            text.names};
}

// S8.
void lump_names(Learners& learners, const RareSettings& settings) {
    const LumpRule rules[2] = {
        {static_cast<std::size_t>(std::max(settings.company_threshold, 1)), "less_occurred",
         "unknown"},
        {static_cast<std::size_t>(std::max(settings.role_threshold, 1)), "less_occurred_role",
         "other"},
    };
    SortedText* const texts[2] = {&learners.company, &learners.role};
    Lumped lumped[2];
    base::for_each_task(2, [&](std::size_t i) {
        lumped[i] = lump_rare(*texts[i], rules[i]);
        *texts[i] = std::move(lumped[i].text);
    });
    learners.company_rows = std::move(lumped[0].name_rows);
    learners.role_rows = std::move(lumped[1].name_rows);
    learners.rare = {lumped[0].names, lumped[0].rare_names, lumped[0].rare_rows,
                     lumped[1].rare_names, lumped[1].rare_rows};
}

base::Fingerprint fingerprint_of_learners(const Learners& learners) {
    const RareCounts& rare = learners.rare;
    return base::Hasher()
        .add(base::fingerprint_of(std::span(learners.rows)))
        .add(fingerprint_of_text(learners.company))
        .add(fingerprint_of_text(learners.role))
        .add(base::fingerprint_of(std::span(learners.years_of_experience)))
        .add(base::fingerprint_of(std::span(learners.ctc_update_count)))
        .add(base::fingerprint_of(std::span(learners.ctc)))
        .add(rare.companies)
        .add(rare.rare_companies)
        .add(rare.rare_rows)
        .add(rare.rare_roles)
        .add(rare.rare_role_rows)
        .finish();
}

} // namespace

Learners prepare_learners(const Cleaned& cleaned, const Years& years, int reference_year,
                          const Roles& roles, const Pay& pay, std::span<const std::uint32_t> by_pay,
                          const RareSettings& settings) {
    const std::size_t n = cleaned.rows.size();
    const std::span<const std::uint32_t> kept = pay.kept;
    ENSURE(years.orgyear.size() == n && roles.role.codes.size() == n && by_pay.size() == n);
    Learners learners;
    learners.rows =
        column_of<std::uint32_t>(kept, n, [&](std::size_t i) { return cleaned.rows[i]; });
    learners.company = kept_text(cleaned.company, kept);
    learners.role = kept_text(roles.role, kept);
    learners.years_of_experience = column_of<double>(
        kept, n, [&](std::size_t i) { return reference_year - years.orgyear[i]; });
    learners.ctc_update_count = column_of<double>(
        kept, n, [&](std::size_t i) { return static_cast<double>(cleaned.ctc_update_count[i]); });
    learners.ctc = column_of<double>(
        kept, n, [&](std::size_t i) { return std::clamp(cleaned.ctc[i], pay.low, pay.high); });
    learners.by_pay = order_after_bounds(by_pay, pay, learners.ctc);
    lump_names(learners, settings);
    learners.fingerprint = fingerprint_of_learners(learners);
    return learners;
}

} // namespace cohortscope::features
