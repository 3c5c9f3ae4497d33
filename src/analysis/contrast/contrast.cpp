#include "analysis/contrast/contrast.h"

#include <algorithm>

#include "analysis/contrast/holm.h"
#include "analysis/contrast/names_contrast.h"
#include "analysis/contrast/number_contrast.h"
#include "analysis/contrast/share_contrast.h"
#include "analysis/contrast/side_counts.h"
#include "base/error.h"
#include "base/parallel.h"
#include "base/progress.h"

namespace cohortscope::analysis {

namespace {

OfBoth<std::size_t> group_sizes(std::span<const Side> sides) {
    struct Counts {
        OfBoth<std::size_t> rows{};
        Side largest = 0;
    };
    OfBoth<std::size_t> sizes{};
    for (const Counts& part :
         base::map_chunks<Counts>(sides.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
             Counts counts;
             for (const Side side : sides.subspan(chunk.begin, chunk.size())) {
                 counts.rows[0] += side == 1 ? 1 : 0;
                 counts.rows[1] += side == 2 ? 1 : 0;
                 counts.largest = std::max(counts.largest, side);
             }
             return counts;
         })) {
        ENSURE(part.largest <= 2);
        sizes[0] += part.rows[0];
        sizes[1] += part.rows[1];
    }
    return sizes;
}

// The columns of the ranks, then the names by slot.
std::vector<CountedColumn> columns_of(const features::PreparedRows& rows,
                                      const ContrastRanks& ranks) {
    std::vector<CountedColumn> columns;
    for (const RankedColumn& column : ranks.columns)
        columns.push_back({column.numbers.get(), {}, column.numbers->values.size()});
    for (const features::NamesSlot& slot : rows.names)
        columns.push_back(
            {nullptr, std::span<const std::int32_t>(slot.text.codes), slot.name_rows.size()});
    return columns;
}

ShareContrast rate_of(const RankedNumbers& numbers, const PairCounts& pairs) {
    OfBoth<std::size_t> rows{}, n{};
    for (std::size_t i = 0; i < pairs.size(); ++i)
        for (std::size_t group = 0; group < 2; ++group) {
            n[group] += pairs[i][group];
            rows[group] += numbers.values[i] == 1.0 ? pairs[i][group] : 0;
        }
    return share_contrast(rows, n);
}

bool in_both(const OfBoth<std::size_t>& n) { return n[0] > 0 && n[1] > 0; }

// Fills a contrast from the counts.
class Comparison {
  public:
    Comparison(const ContrastRanks& ranks, std::span<const PairCounts> pairs,
               OfBoth<std::size_t> rows, std::size_t slots)
        : ranks_(ranks), pairs_(pairs), seen_(slots) {
        made_.rows = rows;
        made_.names.resize(slots);
        for (const RankedColumn& column : ranks_.columns)
            if (!is_rate(column)) {
                made_.numbers.emplace_back();
                made_.numbers.back().kind = column.kind;
                made_.numbers.back().slot = column.slot;
            }
    }

    Contrast run(const base::Progress* progress) {
        base::for_each_task(pairs_.size(), [&](std::size_t i) {
            if (progress != nullptr)
                progress->checkpoint();
            i < ranks_.columns.size() ? compare_numbers(i) : compare_names(i);
        });
        adjust();
        rank();
        return std::move(made_);
    }

  private:
    static bool is_rate(const RankedColumn& column) {
        return column.kind == ContrastKind::outcome && column.numbers->two_valued();
    }
    const PairCounts& pairs_of_slot(std::size_t slot) const {
        return pairs_[ranks_.columns.size() + slot];
    }

    // The outcome is the last of the columns, so those before it stand where they do in `numbers`.
    void compare_numbers(std::size_t i) {
        const RankedColumn& column = ranks_.columns[i];
        if (is_rate(column)) {
            made_.outcome = rate_of(*column.numbers, pairs_[i]);
            return;
        }
        NumberContrast& number = made_.numbers[i];
        number = number_contrast(column.numbers->values, pairs_[i]);
        number.kind = column.kind;
        number.slot = column.slot;
    }

    void compare_names(std::size_t i) {
        const std::size_t slot = i - ranks_.columns.size();
        made_.names[slot] = names_contrast(pairs_[i], made_.rows);
        made_.names[slot].slot = slot;
        seen_[slot] = seen_names(pairs_[i], made_.rows);
    }

    bool tests_names(std::size_t slot) const {
        return in_both(made_.rows) && made_.names[slot].names_seen > 1;
    }

    // Holm over every test; then the names to be listed, which depends on it.
    void adjust() {
        std::vector<double> p;
        std::vector<double*> adjusted;
        const auto add = [&](double value, double* where) {
            p.push_back(value);
            adjusted.push_back(where);
        };
        for (NumberContrast& number : made_.numbers)
            if (in_both(number.n))
                add(number.p, &number.p_adjusted);
        if (made_.outcome && in_both(made_.outcome->n))
            add(made_.outcome->p, &made_.outcome->p_adjusted);
        std::vector<std::vector<double>> of_names(seen_.size());
        for (std::size_t slot = 0; slot < seen_.size(); ++slot) {
            of_names[slot].assign(seen_[slot].size(), 1.0);
            if (!tests_names(slot))
                continue;
            add(made_.names[slot].p, &made_.names[slot].p_adjusted);
            for (std::size_t i = 0; i < seen_[slot].size(); ++i)
                add(seen_[slot][i].p, &of_names[slot][i]);
        }
        const std::vector<double> corrected = holm(p);
        for (std::size_t i = 0; i < p.size(); ++i)
            *adjusted[i] = corrected[i];
        made_.tests = p.size();
        for (std::size_t slot = 0; slot < seen_.size(); ++slot)
            made_.names[slot].names =
                most_telling(pairs_of_slot(slot), made_.rows, seen_[slot], of_names[slot]);
    }

    void rank() {
        const auto add = [&](ContrastKind kind, std::size_t slot, std::size_t at, std::int32_t code,
                             double effect, double p) {
            made_.ranking.push_back({kind, slot, at, code, effect, p, p < kTelling});
        };
        for (std::size_t i = 0; i < made_.numbers.size(); ++i)
            if (const NumberContrast& number = made_.numbers[i]; in_both(number.n))
                add(number.kind, number.slot, i, -1, number.effect, number.p_adjusted);
        if (made_.outcome && in_both(made_.outcome->n))
            add(ContrastKind::outcome, 0, 0, -1, made_.outcome->difference,
                made_.outcome->p_adjusted);
        if (in_both(made_.rows))
            for (const NamesContrast& names : made_.names)
                if (!names.names.empty()) {
                    const NameContrast& top = names.names.front();
                    add(ContrastKind::names, names.slot, names.slot, top.code, top.share.difference,
                        top.share.p_adjusted);
                }
        std::ranges::stable_sort(made_.ranking, [](const Ranked& a, const Ranked& b) {
            return a.telling != b.telling ? a.telling : a.strength() > b.strength();
        });
    }

    const ContrastRanks& ranks_;
    std::span<const PairCounts> pairs_; // of the ranks' columns, then of the names by slot
    std::vector<std::vector<SeenName>> seen_;
    Contrast made_;
};

} // namespace

Contrast contrast(const features::PreparedRows& rows, const ContrastRanks& ranks,
                  std::span<const Side> sides, const base::Progress* progress) {
    ENSURE(sides.size() == rows.rows.size() && ranks.rows == sides.size());
    const OfBoth<std::size_t> sizes = group_sizes(sides);
    const std::vector<CountedColumn> columns = columns_of(rows, ranks);
    const std::vector<PairCounts> pairs = count_sides(columns, sides, progress);
    return Comparison(ranks, pairs, sizes, rows.names.size()).run(progress);
}

Contrast contrast(const features::PreparedRows& rows, std::span<const Side> sides,
                  const base::Progress* progress) {
    return contrast(rows, rank_columns(rows), sides, progress);
}

} // namespace cohortscope::analysis
