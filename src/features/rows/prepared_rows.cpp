#include "features/rows/prepared_rows.h"

#include <algorithm>
#include <cmath>
#include <functional>

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
    if (kept.empty() || all.empty()) // what the table has not stays empty
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

// The order by measure of all rows; those clipped to a bound are ties.
std::vector<std::uint32_t> order_of_clipped(const RowSources& from) {
    const MeasureBounds& bounds = from.bounds;
    const std::size_t rows = from.cleaned.measure.size();
    // Equal bounds leave one value, which is at both of them.
    const auto clipped = [&, measure = from.cleaned.measure.data()](std::size_t row) {
        return std::clamp(measure[row], bounds.low, bounds.high);
    };
    const auto at_low = [&](std::size_t row) { return clipped(row) <= bounds.low; };
    const auto at_high = [&](std::size_t row) { return clipped(row) >= bounds.high; };
    std::vector<std::uint32_t> order(from.by_measure.begin(), from.by_measure.end());
    const auto below_or_at = std::partition_point(order.begin(), order.end(), at_low);
    const auto at_or_above = std::partition_point(order.begin(), order.end(), std::not_fn(at_high));
    if (bounds.below > 0)
        restore_ties({order.begin(), below_or_at}, rows, at_low);
    if (bounds.above > 0)
        restore_ties({at_or_above, order.end()}, rows, at_high);
    return order;
}

// The order by measure of the rows that stay, in their positions.
Column<std::uint32_t> order_after_bounds(const RowSources& from) {
    const MeasureBounds& bounds = from.bounds;
    if (bounds.kept.empty())
        return bounds.clips ? Column<std::uint32_t>(order_of_clipped(from)) : from.by_measure;
    if (bounds.clips)
        return positions_in_order(order_of_clipped(from), bounds.kept, from.by_measure.size());
    return positions_in_order(from.by_measure, bounds.kept, from.by_measure.size());
}

// What the bounds make of the measure: those that no row reaches count as none.
Fingerprint origin_of_measure(const RowSources& from, Fingerprint kept) {
    return Hasher()
        .add(from.cleaned.measure.fingerprint())
        .add(kept)
        .add_number(from.bounds.below > 0 ? from.bounds.low : 0.0)
        .add_number(from.bounds.above > 0 ? from.bounds.high : 0.0)
        .finish();
}

Column<double> bounded_measure(const RowSources& from) {
    const MeasureBounds& bounds = from.bounds;
    if (!bounds.clips)
        return kept_of(from.cleaned.measure, bounds.kept);
    const double* measure = from.cleaned.measure.data();
    return column_of<double>(bounds.kept, from.cleaned.measure.size(),
                             [&, measure](std::size_t row) {
                                 return std::clamp(measure[row], bounds.low, bounds.high);
                             });
}

std::shared_ptr<const schema::ColumnSpec> plain_measure() {
    auto spec = std::make_shared<schema::ColumnSpec>();
    spec->name = "rows";
    spec->label = "rows";
    return spec;
}

// Makes the columns, or takes them from the previous value.
class Preparation {
  public:
    Preparation(const RowSources& from, const PreparedRows* previous)
        : from_(from), previous_(previous), kept_(from.bounds.kept),
          kept_key_(base::fingerprint_of(kept_)) {}

    PreparedRows run() {
        set_rows();
        set_numbers();
        set_measure();
        set_outcome();
        lump_names();
        return std::move(made_);
    }

  private:
    // The column of `previous` where its origin is the same, else make().
    template <class Value, class Make>
    void set(Value PreparedRows::*column, Fingerprint PreparedRows::Origins::*origin,
             Fingerprint now, const Make& make) {
        made_.origins.*origin = now;
        const bool same = previous_ != nullptr && previous_->origins.*origin == now;
        made_.*column = same ? previous_->*column : make();
    }

    Fingerprint kept_rows_of(Fingerprint content) const {
        return Hasher().add(content).add(kept_key_).finish();
    }

    void set_rows() {
        using O = PreparedRows::Origins;
        const Cleaned& cleaned = from_.cleaned;
        set(&PreparedRows::rows, &O::rows, kept_rows_of(cleaned.rows.fingerprint()),
            [&] { return kept_of(cleaned.rows, kept_); });
        set(&PreparedRows::id_rows, &O::id_rows, kept_rows_of(cleaned.id_rows.fingerprint()),
            [&] { return kept_of(cleaned.id_rows, kept_); });
    }

    void set_numbers() {
        const std::size_t count = from_.numbers.size();
        made_.numbers.resize(count);
        made_.origins.numbers.resize(count);
        base::for_each_task(count, [&](std::size_t slot) {
            const NumberRule& rule = from_.number_rules[slot];
            const Column<double>& values = from_.numbers[slot];
            const Fingerprint key = Hasher()
                                        .add(kept_rows_of(values.fingerprint()))
                                        .add(std::uint64_t(rule.age))
                                        .add_number(rule.age ? rule.reference_year : 0)
                                        .finish();
            made_.numbers[slot].spec = from_.bound.numbers[slot].spec;
            made_.numbers[slot].reference_year = rule.reference_year;
            made_.origins.numbers[slot] = key;
            const bool same = previous_ != nullptr && slot < previous_->origins.numbers.size() &&
                              previous_->origins.numbers[slot] == key;
            made_.numbers[slot].values =
                same ? previous_->numbers[slot].values : number_of(values, rule);
        });
    }

    Column<double> number_of(const Column<double>& values, const NumberRule& rule) const {
        if (!rule.age)
            return kept_of(values, kept_);
        const double* year = values.data();
        return column_of<double>(kept_, values.size(), [&, year](std::size_t row) {
            return rule.reference_year - year[row];
        });
    }

    void set_measure() {
        using O = PreparedRows::Origins;
        made_.has_measure = from_.bound.measure.has_value();
        if (!made_.has_measure)
            return stand_in_for_measure();
        made_.measure_spec = from_.bound.measure->spec;
        const Fingerprint key = origin_of_measure(from_, kept_key_);
        set(&PreparedRows::measure, &O::measure, key, [&] { return bounded_measure(from_); });
        set(&PreparedRows::by_measure, &O::measure, key, [&] { return order_after_bounds(from_); });
    }

    void stand_in_for_measure() {
        const auto first =
            std::ranges::find_if(from_.bound.features, [](const schema::BoundFeature& feature) {
                return feature.source == schema::Source::number &&
                       feature.spec->encoding != schema::Encoding::ordinal;
            });
        const auto found = first == from_.bound.features.end()
                               ? made_.numbers.begin()
                               : made_.numbers.begin() + static_cast<std::ptrdiff_t>(first->slot);
        if (found == made_.numbers.end()) {
            made_.measure_spec = plain_measure();
            made_.measure = std::vector<double>(made_.rows.size(), 1.0);
        } else {
            made_.measure_spec = found->spec;
            made_.measure = found->values;
        }
        made_.origins.measure = made_.measure.fingerprint();
        const bool same =
            previous_ != nullptr && previous_->origins.measure == made_.origins.measure;
        made_.by_measure =
            same ? previous_->by_measure
                 : Column<std::uint32_t>(order_by_value(std::span<const double>(made_.measure)));
    }

    void set_outcome() {
        if (!from_.bound.outcome)
            return;
        made_.outcome_spec = from_.bound.outcome->spec;
        const std::vector<double>& all = *from_.bound.outcome->values;
        made_.outcome = column_of<double>({}, made_.rows.size(),
                                          [&](std::size_t row) { return all[made_.rows[row]]; });
    }

    // S8 for one text; `content` is the fingerprint of what the text depends on.
    PreparedRows::TextOrigin lump(const SortedText& text, Fingerprint content, const LumpRule& rule,
                                  const PreparedRows::TextOrigin* before) const {
        PreparedRows::TextOrigin origin{kept_rows_of(content), nullptr, rule.threshold, nullptr};
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
        const std::size_t count = from_.names.size();
        made_.names.resize(count);
        made_.text_origins.resize(count);
        base::for_each_task(count, [&](std::size_t slot) {
            const schema::ColumnSpec& spec = *from_.bound.names[slot].spec;
            const LumpRule rule{
                static_cast<std::size_t>(std::max(from_.names_rules[slot].rare_below, 1)),
                spec.rare_name, spec.missing_name};
            const bool known = previous_ != nullptr && slot < previous_->text_origins.size();
            made_.text_origins[slot] = lump(from_.names[slot]->text, from_.names[slot]->fingerprint,
                                            rule, known ? &previous_->text_origins[slot] : nullptr);
            const Lumped& lumped = *made_.text_origins[slot].lumped;
            made_.names[slot] = {from_.bound.names[slot].spec,
                                 lumped.text,
                                 lumped.name_rows,
                                 lumped.names,
                                 lumped.rare_names,
                                 lumped.rare_rows};
        });
    }

    const RowSources& from_;
    const PreparedRows* previous_;
    std::span<const std::uint32_t> kept_; // empty where all rows stay
    Fingerprint kept_key_;
    PreparedRows made_;
};

Fingerprint fingerprint_of_rows(const PreparedRows& prepared) {
    Hasher content;
    content.add(prepared.rows.fingerprint());
    for (const NamesSlot& slot : prepared.names)
        content.add(fingerprint_of_text(slot.text))
            .add(slot.names)
            .add(slot.rare_names)
            .add(slot.rare_rows);
    for (const NumberSlot& slot : prepared.numbers)
        content.add(slot.values.fingerprint()).add_number(slot.reference_year);
    return content.add(prepared.id_rows.fingerprint())
        .add(prepared.measure.fingerprint())
        .add(prepared.outcome.fingerprint())
        .finish();
}

} // namespace

const Column<double>& PreparedRows::numbering() const {
    const bool by_outcome =
        !has_measure && !outcome.empty() &&
        std::ranges::none_of(outcome, [](double value) { return std::isnan(value); });
    return by_outcome ? outcome : measure;
}

PreparedRows prepare_rows(const RowSources& from, const PreparedRows* previous) {
    const std::size_t n = from.cleaned.rows.size();
    for (const Column<double>& number : from.numbers)
        ENSURE(number.size() == n);
    for (const auto& names : from.names)
        ENSURE(names->text.codes.size() == n);
    PreparedRows prepared = Preparation(from, previous).run();
    prepared.fingerprint = fingerprint_of_rows(prepared);
    return prepared;
}

} // namespace cohortscope::features
