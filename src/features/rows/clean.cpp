#include "features/rows/clean.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

#include "base/error.h"
#include "base/parallel.h"
#include "features/rows/repeats.h"
#include "features/steps/bound_measure.h"

namespace cohortscope::features {

namespace {

using Rows = std::vector<std::uint32_t>;

// Rows whose name S1 emptied.
std::size_t count_emptied(const data::TextColumn& column, const SortedNames& names) {
    const bool any = std::find(names.code_of.begin(), names.code_of.end(), data::kMissingCode) !=
                     names.code_of.end();
    if (!any)
        return 0;
    return static_cast<std::size_t>(
        std::count_if(column.codes.begin(), column.codes.end(),
                      [&](std::int32_t code) { return code >= 0 && code_after(names, code) < 0; }));
}

// S4's choice of one row an id; rows without one stay.
void keep_one_per_id(std::span<const std::int32_t> ids, std::size_t different, PersonRows choice,
                     Rows& kept) {
    if (choice == PersonRows::all)
        return;
    constexpr std::uint32_t kNone = 0xffffffffU;
    Rows chosen(different, kNone);
    for (const std::uint32_t row : kept) {
        if (ids[row] < 0)
            continue;
        std::uint32_t& mine = chosen[static_cast<std::size_t>(ids[row])];
        if (choice == PersonRows::last || mine == kNone)
            mine = row;
    }
    std::erase_if(kept, [&](std::uint32_t row) {
        return ids[row] >= 0 && chosen[static_cast<std::size_t>(ids[row])] != row;
    });
}

// The numbers in [0, count) that are in neither of two ascending lists.
Rows all_but(std::size_t count, const Rows& first, const Rows& second) {
    Rows dropped;
    std::set_union(first.begin(), first.end(), second.begin(), second.end(),
                   std::back_inserter(dropped));
    Rows kept(count - dropped.size());
    auto to = kept.begin();
    std::uint32_t next = 0;
    for (const std::uint32_t row : dropped) {
        std::iota(to, to + (row - next), next);
        to += row - next;
        next = row + 1;
    }
    std::iota(to, kept.end(), next);
    return kept;
}

// result[i] = value_of(rows[i]).
template <class T, class ValueOf>
Column<T> gathered(std::span<const std::uint32_t> rows, const ValueOf& value_of) {
    return Column<T>::made(rows.size(), [&](const base::Chunk& chunk, T* values) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i)
            values[i] = value_of(rows[i]);
    });
}

SortedText text_of(std::span<const std::uint32_t> rows, const data::TextColumn& column,
                   const SortedNames& names) {
    return {gathered<std::int32_t>(
                rows, [&](std::uint32_t row) { return code_after(names, column.codes[row]); }),
            names.names};
}

// Rows, and the columns that follow from them alone.
void set_rows(Cleaned& cleaned, const schema::Bound& bound, Rows kept, const Cleaned* previous) {
    const bool same = previous != nullptr && std::ranges::equal(previous->rows, kept);
    if (same) {
        cleaned.rows = previous->rows;
        cleaned.measure = previous->measure;
    } else {
        if (bound.measure) {
            const double* measure = bound.measure->values->data();
            cleaned.measure =
                gathered<double>(kept, [measure](std::uint32_t row) { return measure[row]; });
        }
        cleaned.rows = std::move(kept);
    }
    for (const schema::BoundNumber& helper : bound.helpers)
        cleaned.helpers.emplace_back(std::span<const double>(*helper.values), cleaned.rows);
    if (!bound.id)
        return;
    cleaned.id = {bound.id->column->codes, cleaned.rows};
    cleaned.ids = bound.id->column->dictionary.size();
}

base::Fingerprint fingerprint_of_cleaned(const Cleaned& cleaned, const schema::Bound& bound) {
    const CleanCounts& counts = cleaned.counts;
    base::Hasher content;
    content.add(bound.table->fingerprint).add(cleaned.rows.fingerprint());
    for (const SortedText& text : cleaned.names)
        content.add(fingerprint_of_text(text));
    content.add(cleaned.id_rows.fingerprint());
    for (const std::size_t count :
         {counts.rows_read, counts.emptied, counts.duplicates, counts.look_alikes,
          counts.rows_without_measure, counts.rows_incomplete, counts.rows_of_same_id})
        content.add(count);
    return content.finish();
}

// How many rows a check speaks of.
std::size_t count_of(const schema::BoundCheck& check) {
    const auto parts = base::map_chunks<std::size_t>(
        check.left->size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            std::size_t count = 0;
            for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
                const double right = (check.right ? (*check.right)[row] : 0.0) + check.spec->plus;
                const double left = (*check.left)[row];
                count += (check.spec->above ? left > right : left < right) ? 1 : 0;
            }
            return count;
        });
    return std::accumulate(parts.begin(), parts.end(), std::size_t{0});
}

bool lacks_measure(const schema::BoundNumber& measure, double value) {
    return measure.spec->encoding == schema::Encoding::logarithm ? !(value > 0.0)
                                                                 : std::isnan(value);
}

} // namespace

Cleaner::Cleaner(const schema::Bound& bound)
    : bound_(bound), rows_(bound.table->rows), ranked_(bound.numbers.size()) {}

Cleaner::Form& Cleaner::form(bool cleaned_text) {
    std::optional<Form>& form = forms_[cleaned_text ? 1 : 0];
    if (!form) {
        const NameForm kind = cleaned_text ? NameForm::cleaned : NameForm::as_read;
        form.emplace();
        for (const schema::BoundNames& names : bound_.names) {
            // Levels are as the schema writes them: cleaned, "<5" and "5" would be one.
            const bool listed = !names.spec->levels.empty();
            form->names.push_back(
                sort_names(names.column->dictionary, listed ? NameForm::as_read : kind));
            form->emptied += count_emptied(*names.column, form->names.back());
        }
    }
    return *form;
}

const std::vector<HashLink>& Cleaner::alike() {
    if (!alike_)
        alike_ = link_equal_hashes(hashes_without_text(bound_));
    return *alike_;
}

const Cleaner::Rows& Cleaner::repeats(Form& form) {
    if (form.repeats)
        return *form.repeats;
    form.repeats = find_equal_rows(bound_, form.names, alike());
    if (bound_.id)
        std::copy_if(form.repeats->begin(), form.repeats->end(), std::back_inserter(form.known),
                     [&](std::uint32_t row) { return bound_.id->column->codes[row] >= 0; });
    return *form.repeats;
}

const Cleaner::Rows& Cleaner::unmeasured() {
    if (!unmeasured_) {
        unmeasured_.emplace();
        if (bound_.measure)
            for (std::size_t row = 0; row < rows_; ++row)
                if (lacks_measure(*bound_.measure, (*bound_.measure->values)[row]))
                    unmeasured_->push_back(static_cast<std::uint32_t>(row));
    }
    return *unmeasured_;
}

Cleaner::Rows Cleaner::incomplete(const Form& form, std::span<const Required> required) {
    Rows rows;
    for (const Required& column : required) {
        const auto lacks = [&](std::size_t row) {
            if (column.names)
                return code_after(form.names[column.slot],
                                  bound_.names[column.slot].column->codes[row]) < 0;
            const double value = (*bound_.numbers[column.slot].values)[row];
            return !(value >= column.lowest && value <= column.highest);
        };
        for (std::size_t row = 0; row < rows_; ++row)
            if (lacks(row))
                rows.push_back(static_cast<std::uint32_t>(row));
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

const std::vector<std::int32_t>& Cleaner::measured_rows() {
    if (measured_rows_.empty() && bound_.id && bound_.id->column->dictionary.size() > 0) {
        const std::vector<std::int32_t>& ids = bound_.id->column->codes;
        measured_rows_.resize(bound_.id->column->dictionary.size(), 0);
        for (const std::uint32_t row : all_but(rows_, unmeasured(), {}))
            if (ids[row] >= 0)
                ++measured_rows_[static_cast<std::size_t>(ids[row])];
    }
    return measured_rows_;
}

// Rows with a measure of each id that do not repeat another.
std::vector<std::int32_t> Cleaner::counts_of_ids(const Rows& repeated) {
    std::vector<std::int32_t> counts = measured_rows();
    if (counts.empty())
        return counts;
    const std::vector<std::int32_t>& ids = bound_.id->column->codes;
    for (const std::uint32_t row : repeated)
        if (ids[row] >= 0 &&
            !(bound_.measure && lacks_measure(*bound_.measure, (*bound_.measure->values)[row])))
            --counts[static_cast<std::size_t>(ids[row])];
    return counts;
}

const std::vector<std::size_t>& Cleaner::checks() {
    if (!checks_) {
        checks_.emplace();
        for (const schema::BoundCheck& check : bound_.checks)
            checks_->push_back(count_of(check));
    }
    return *checks_;
}

base::Error Cleaner::no_row_left() const {
    if (!bound_.measure)
        return base::Error::in(bound_.table->source, "no row is left");
    const schema::ColumnSpec& spec = *bound_.measure->spec;
    return base::Error::in(bound_.table->source,
                           "no row has a " + spec.name +
                               (spec.encoding == schema::Encoding::logarithm ? " above 0" : ""));
}

std::shared_ptr<const base::Ranked> Cleaner::ranked(std::size_t slot) {
    if (!ranked_[slot])
        ranked_[slot] =
            std::make_shared<const base::Ranked>(base::rank_values(*bound_.numbers[slot].values));
    return ranked_[slot];
}

Cleaned Cleaner::clean(const CleanSettings& settings, std::span<const Required> required,
                       const Cleaned* previous) {
    Form& names = form(settings.text);
    const Rows none;
    const Rows& alike_rows = settings.duplicates == Duplicates::none ? none : repeats(names);
    const Rows& repeated = settings.duplicates == Duplicates::known ? names.known : alike_rows;
    Rows kept = all_but(rows_, unmeasured(), repeated);
    Cleaned cleaned;
    CleanCounts& counts = cleaned.counts;
    counts.rows_read = rows_;
    counts.emptied = names.emptied;
    counts.duplicates = repeated.size();
    counts.look_alikes = alike_rows.size() - repeated.size();
    counts.rows_without_measure = rows_ - repeated.size() - kept.size();
    counts.checks = checks();
    const std::vector<std::int32_t> id_counts = counts_of_ids(repeated);
    const std::size_t measured = kept.size();
    if (bound_.id)
        keep_one_per_id(bound_.id->column->codes, bound_.id->column->dictionary.size(),
                        settings.person_rows, kept);
    counts.rows_of_same_id = measured - kept.size();
    if (!required.empty()) {
        const Rows dropped = incomplete(names, required);
        const std::size_t before = kept.size();
        std::erase_if(kept, [&](std::uint32_t row) {
            return std::binary_search(dropped.begin(), dropped.end(), row);
        });
        counts.rows_incomplete = before - kept.size();
    }
    if (kept.empty())
        throw no_row_left();
    set_rows(cleaned, bound_, std::move(kept), previous);
    for (std::size_t slot = 0; slot < bound_.numbers.size(); ++slot) {
        const auto ranks = ranked(slot);
        cleaned.numbers.push_back({{ranks->codes, cleaned.rows}, ranks});
    }
    for (std::size_t slot = 0; slot < bound_.names.size(); ++slot)
        cleaned.names.push_back(
            text_of(cleaned.rows, *bound_.names[slot].column, names.names[slot]));
    if (bound_.id)
        cleaned.id_rows = gathered<double>(cleaned.rows, [&](std::uint32_t row) {
            const std::int32_t id = bound_.id->column->codes[row];
            return id < 0 ? 1.0 : static_cast<double>(id_counts[static_cast<std::size_t>(id)]);
        });
    cleaned.fingerprint = fingerprint_of_cleaned(cleaned, bound_);
    return cleaned;
}

std::vector<std::uint32_t> Cleaner::order_by_measure(std::span<const std::uint32_t> rows) {
    if (!bound_.measure)
        return {};
    const std::vector<double>& measure = *bound_.measure->values;
    if (by_measure_.empty()) {
        const Rows measured = all_but(rows_, unmeasured(), {});
        const auto values =
            gathered<double>(measured, [&](std::uint32_t row) { return measure[row]; });
        by_measure_ = order_by_value(std::span<const double>(values));
        for (std::uint32_t& row : by_measure_)
            row = measured[row];
    }
    return positions_in_order(by_measure_, rows, rows_);
}

Cleaned clean(const schema::Bound& bound, const CleanSettings& settings) {
    return Cleaner(bound).clean(settings, {});
}

} // namespace cohortscope::features
