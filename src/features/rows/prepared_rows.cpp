#include "features/rows/learners.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::features {

namespace {

using base::Fingerprint;
using base::Hasher;

// result[i] = value_of(position of kept row i).
template <class T, class ValueOf>
Column<T> column_of(std::span<const std::uint32_t> kept, std::size_t rows,
                    const ValueOf& value_of) {
    const std::size_t n = kept.empty() ? rows : kept.size();
    return Column<T>::made(n, [&](const base::Chunk& chunk, T* values) {
        if (kept.empty())
            for (std::size_t i = chunk.begin; i < chunk.end; ++i)
                values[i] = value_of(i);
        else
            for (std::size_t i = chunk.begin; i < chunk.end; ++i)
                values[i] = value_of(kept[i]);
    });
}

template <class T> Column<T> kept_of(const Column<T>& all, std::span<const std::uint32_t> kept) {
    if (kept.empty())
        return all;
    const T* values = all.data();
    return column_of<T>(kept, all.size(), [values](std::size_t row) { return values[row]; });
}

// Rows clipped to one bound are ties now: brings the part of the order that holds the rows that
// `belongs` into ascending position.
template <class Belongs>
void restore_ties(std::span<std::uint32_t> tied, std::size_t rows, const Belongs& belongs) {
    if (tied.size() < rows / 16) {
        std::sort(tied.begin(), tied.end());
        return;
    }
    std::size_t at = 0;
    for (std::size_t row = 0; row < rows && at < tied.size(); ++row)
        if (belongs(row))
            tied[at++] = static_cast<std::uint32_t>(row);
}

// The order by pay of the rows that stay, in their positions; clipped rows are ties.
Column<std::uint32_t> order_after_bounds(const LearnerSources& from, std::span<const double> ctc) {
    const Pay& pay = from.pay;
    const std::span<const std::uint32_t> by_pay = from.by_pay;
    if (!pay.kept.empty())
        return positions_in_order(by_pay.subspan(pay.below, pay.kept.size()), pay.kept,
                                  by_pay.size());
    if (pay.below == 0 && pay.above == 0)
        return from.by_pay;
    std::vector<std::uint32_t> order(by_pay.begin(), by_pay.end());
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

// What the bounds make of the pay: those that no row reaches count as none.
Fingerprint origin_of_pay(const LearnerSources& from, Fingerprint kept) {
    return Hasher()
        .add(from.cleaned.ctc.fingerprint())
        .add(kept)
        .add_number(from.pay.below > 0 ? from.pay.low : 0.0)
        .add_number(from.pay.above > 0 ? from.pay.high : 0.0)
        .finish();
}

Column<double> bounded_pay(const LearnerSources& from) {
    const Pay& pay = from.pay;
    if (!pay.kept.empty())
        return kept_of(from.cleaned.ctc, pay.kept);
    if (pay.below == 0 && pay.above == 0)
        return from.cleaned.ctc;
    const double* ctc = from.cleaned.ctc.data();
    return column_of<double>({}, from.cleaned.ctc.size(), [&, ctc](std::size_t row) {
        return std::clamp(ctc[row], pay.low, pay.high);
    });
}

// Makes the columns, or takes them from the previous value.
class Preparation {
  public:
    Preparation(const LearnerSources& from, const Learners* previous)
        : from_(from), previous_(previous), kept_(from.pay.kept),
          kept_key_(base::fingerprint_of(kept_)) {}

    Learners run() {
        set_rows();
        set_pay();
        lump_names();
        return std::move(made_);
    }

  private:
    // The column of `previous` where its origin is the same, else make().
    template <class Value, class Make>
    void set(Value Learners::*column, Fingerprint Learners::Origins::*origin, Fingerprint now,
             const Make& make) {
        made_.origins.*origin = now;
        const bool same = previous_ != nullptr && previous_->origins.*origin == now;
        made_.*column = same ? previous_->*column : make();
    }

    Fingerprint kept_rows_of(Fingerprint content) const {
        return Hasher().add(content).add(kept_key_).finish();
    }

    void set_rows() {
        using O = Learners::Origins;
        const Cleaned& cleaned = from_.cleaned;
        set(&Learners::rows, &O::rows, kept_rows_of(cleaned.rows.fingerprint()),
            [&] { return kept_of(cleaned.rows, kept_); });
        set(&Learners::ctc_update_count, &O::updates,
            kept_rows_of(cleaned.ctc_update_count.fingerprint()),
            [&] { return kept_of(cleaned.ctc_update_count, kept_); });
        const Column<double>& years = from_.years.orgyear;
        const Fingerprint key = Hasher()
                                    .add(kept_rows_of(years.fingerprint()))
                                    .add_number(from_.reference_year)
                                    .finish();
        set(&Learners::years_of_experience, &O::years, key, [&] {
            const double* year = years.data();
            return column_of<double>(kept_, years.size(), [&, year](std::size_t row) {
                return from_.reference_year - year[row];
            });
        });
    }

    void set_pay() {
        using O = Learners::Origins;
        const Fingerprint key = origin_of_pay(from_, kept_key_);
        set(&Learners::ctc, &O::pay, key, [&] { return bounded_pay(from_); });
        set(&Learners::by_pay, &O::pay, key, [&] { return order_after_bounds(from_, made_.ctc); });
    }

    // S8 for one text; `content` is the fingerprint of what the text depends on.
    Learners::TextOrigin lump(const SortedText& text, Fingerprint content, const LumpRule& rule,
                              const Learners::TextOrigin* before) const {
        Learners::TextOrigin origin{kept_rows_of(content), nullptr, rule.threshold, nullptr};
        const bool same_text = before != nullptr && before->read == origin.read;
        if (same_text && before->threshold == rule.threshold)
            return *before;
        const SortedText kept{kept_of(text.codes, kept_), text.names};
        origin.counts =
            same_text ? before->counts
                      : std::make_shared<const NameCounts>(count_names(kept, rule.missing_name));
        origin.lumped = std::make_shared<const Lumped>(lump_rare(kept, *origin.counts, rule));
        return origin;
    }

    // S8.
    void lump_names() {
        const auto threshold = [](int rows) { return static_cast<std::size_t>(std::max(rows, 1)); };
        const LumpRule company{threshold(from_.rare.company_threshold), "less_occurred", "unknown"};
        const LumpRule role{threshold(from_.rare.role_threshold), "less_occurred_role", "other"};
        base::for_each_task(2, [&](std::size_t task) {
            if (task == 0)
                made_.company_origin =
                    lump(from_.cleaned.company, from_.cleaned.fingerprint, company,
                         previous_ != nullptr ? &previous_->company_origin : nullptr);
            else
                made_.role_origin = lump(from_.roles.role, from_.roles.fingerprint, role,
                                         previous_ != nullptr ? &previous_->role_origin : nullptr);
        });
        const Lumped& companies = *made_.company_origin.lumped;
        const Lumped& roles = *made_.role_origin.lumped;
        made_.company = companies.text;
        made_.company_rows = companies.name_rows;
        made_.role = roles.text;
        made_.role_rows = roles.name_rows;
        made_.rare = {companies.names, companies.rare_names, companies.rare_rows, roles.rare_names,
                      roles.rare_rows};
    }

    const LearnerSources& from_;
    const Learners* previous_;
    std::span<const std::uint32_t> kept_; // empty where all rows stay
    Fingerprint kept_key_;
    Learners made_;
};

Fingerprint fingerprint_of_learners(const Learners& learners) {
    const RareCounts& rare = learners.rare;
    return Hasher()
        .add(learners.rows.fingerprint())
        .add(fingerprint_of_text(learners.company))
        .add(fingerprint_of_text(learners.role))
        .add(learners.years_of_experience.fingerprint())
        .add(learners.ctc_update_count.fingerprint())
        .add(learners.ctc.fingerprint())
        .add(rare.companies)
        .add(rare.rare_companies)
        .add(rare.rare_rows)
        .add(rare.rare_roles)
        .add(rare.rare_role_rows)
        .finish();
}

} // namespace

Learners prepare_learners(const LearnerSources& from, const Learners* previous) {
    const std::size_t n = from.cleaned.rows.size();
    ENSURE(from.years.orgyear.size() == n && from.roles.role.codes.size() == n &&
           from.by_pay.size() == n);
    Learners learners = Preparation(from, previous).run();
    learners.fingerprint = fingerprint_of_learners(learners);
    return learners;
}

} // namespace cohortscope::features
