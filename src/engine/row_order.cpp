#include "engine/row_order.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/parallel.h"
#include "base/radix.h"
#include "features/rows/sorted_names.h"

namespace cohortscope::engine {

namespace {

using Order = base::Buffer<std::uint32_t>;

constexpr int kPositionBits = 32;

// Sorts by keys below `keys`, of equal ones as they stand.
class Sorter {
  public:
    Sorter(std::size_t rows, base::Progress& progress) : items_(rows), progress_(progress) {
        std::iota(items_.begin(), items_.end(), std::uint64_t{0});
    }

    // key(position) in [0, keys).
    template <class Key> void by(std::size_t keys, const Key& key) {
        base::for_each_chunk(items_.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            progress_.checkpoint();
            for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
                const std::uint64_t position = items_[i] & kPosition;
                items_[i] = position | std::uint64_t{key(position)} << kPositionBits;
            }
        });
        base::radix_sort(items_, kPositionBits, base::bits_for(keys));
        progress_.checkpoint();
    }

    // By codes in [0, count), those below 0 last.
    template <class Code> void by_code(std::size_t count, bool descending, const Code& code) {
        by(count + 1, [&](std::size_t position) -> std::uint32_t {
            const std::int32_t own = code(position);
            if (own < 0)
                return static_cast<std::uint32_t>(count);
            return static_cast<std::uint32_t>(descending ? count - 1 - static_cast<std::size_t>(own)
                                                         : std::size_t(own));
        });
    }

    Order order() const {
        Order order(items_.size());
        base::for_each_chunk(items_.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            for (std::size_t i = chunk.begin; i < chunk.end; ++i)
                order[i] = static_cast<std::uint32_t>(items_[i] & kPosition);
        });
        return order;
    }

  private:
    static constexpr std::uint64_t kPosition = (std::uint64_t{1} << kPositionBits) - 1;
    std::vector<std::uint64_t> items_;
    base::Progress& progress_;
};

template <class Value>
void sort_by_values(Sorter& sorter, std::size_t rows, bool descending, const Value& value) {
    base::Buffer<double> values(rows);
    base::for_each_chunk(rows, base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i)
            values[i] = value(i);
    });
    const base::Ranked ranked = base::rank_values(values);
    sorter.by_code(ranked.values.size(), descending,
                   [&](std::size_t position) { return ranked.codes[position]; });
}

// A run of rows of equal measure, in the order of positions: those that were clipped to it go by
// what they were.
void order_run(std::span<std::uint32_t> run, const RowColumn& column, const Result& result,
               bool descending) {
    const std::vector<double>& raw = column.raw.numeric->values;
    const auto& rows = result.prepared.rows->rows;
    std::ranges::stable_sort(run, [&](std::uint32_t a, std::uint32_t b) {
        return descending ? raw[rows[a]] > raw[rows[b]] : raw[rows[a]] < raw[rows[b]];
    });
}

// The measure is in order already.
Order order_by_measure(const RowColumn& column, bool descending, const Result& result,
                       base::Progress& progress) {
    const features::PreparedRows& rows = *result.prepared.rows;
    const features::MeasureBounds& bounds = *result.prepared.bounds;
    Order order(rows.by_measure.begin(), rows.by_measure.end());
    if (descending)
        std::ranges::reverse(order);
    for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
        const double value = rows.measure[order[begin]];
        for (end = begin + 1; end < order.size() && rows.measure[order[end]] == value;)
            ++end;
        const std::span<std::uint32_t> run = std::span(order).subspan(begin, end - begin);
        if (descending)
            std::ranges::reverse(run);
        if (value <= bounds.low || value >= bounds.high)
            order_run(run, column, result, descending);
        progress.checkpoint();
    }
    return order;
}

Order order_by_text(const RowColumn& column, bool descending, const Result& result,
                    base::Progress& progress) {
    Sorter sorter(result.rows(), progress);
    const auto& rows = result.prepared.rows->rows;
    if (column.number_slot != features::kNoSlot) { // levels have an order of their own
        const std::vector<double>& places =
            *result.prepared.bound->numbers[column.number_slot].values;
        sort_by_values(sorter, result.rows(), descending,
                       [&](std::size_t position) { return places[rows[position]]; });
        return sorter.order();
    }
    if (const UsedNames used(result.prepared, column); used.any()) {
        sorter.by_code(used.filled().names->size(), descending,
                       [&](std::size_t position) { return used.filled_code(position); });
        return sorter.order();
    }
    const data::TextColumn& text = *column.raw.text;
    const features::SortedNames sorted =
        features::sort_names(text.dictionary, features::NameForm::as_read);
    sorter.by_code(sorted.names->size(), descending, [&](std::size_t position) {
        const std::int32_t code = text.codes[rows[position]];
        return code == data::kMissingCode ? code : sorted.code_of[static_cast<std::size_t>(code)];
    });
    return sorter.order();
}

Order order_by_number(const RowColumn& column, bool descending, const Result& result,
                      base::Progress& progress) {
    Sorter sorter(result.rows(), progress);
    const UsedNumbers used(result.prepared, column);
    if (!used.any()) {
        const std::vector<double>& raw = column.raw.numeric->values;
        const auto& rows = result.prepared.rows->rows;
        sort_by_values(sorter, result.rows(), descending,
                       [&](std::size_t position) { return raw[rows[position]]; });
        return sorter.order();
    }
    const features::KeptNumber& read = result.prepared.cleaned->numbers[column.number_slot];
    const auto& kept = result.prepared.bounds->kept;
    sorter.by_code(read.ranked->values.size(), descending, [&](std::size_t position) {
        return read.codes[kept.empty() ? position : kept[position]];
    });
    const features::FilledNumber& filled = *result.prepared.numbers[column.number_slot];
    if (filled.invalid + filled.missing + filled.below + filled.above > 0)
        sort_by_values(sorter, result.rows(), descending,
                       [&](std::size_t position) { return used[position]; });
    return sorter.order();
}

Order order_as_in_file(std::size_t rows, bool descending) {
    Order order(rows);
    std::iota(order.begin(), order.end(), std::uint32_t{0});
    if (descending)
        std::ranges::reverse(order);
    return order;
}

} // namespace

Order row_order(const RowSort& sort, const RowColumns& columns, const Result& result,
                base::Progress& progress) {
    if (sort.by == SortBy::group) {
        Sorter sorter(result.rows(), progress);
        const auto& labels = result.clustering->labels;
        sorter.by_code(static_cast<std::size_t>(result.clustering->k), sort.descending,
                       [&](std::size_t position) { return std::int32_t{labels[position]}; });
        return sorter.order();
    }
    const auto found = std::ranges::find(columns.columns, sort.column, &RowColumn::name);
    if (sort.by == SortBy::row || found == columns.columns.end())
        return order_as_in_file(result.rows(), sort.descending);
    if (found->is_measure)
        return order_by_measure(*found, sort.descending, result, progress);
    if (found->has_numbers() && !found->has_text())
        return order_by_number(*found, sort.descending, result, progress);
    return order_by_text(*found, sort.descending, result, progress);
}

} // namespace cohortscope::engine
