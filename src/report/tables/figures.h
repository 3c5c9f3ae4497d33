// The figures of a result's clusters, computed once for all sheets that give them, and which of
// them must stay out.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/profile/number_profiles.h"
#include "analysis/spread/column_spread.h"
#include "engine/result.h"
#include "report/disclosure/small_cells.h"
#include "report/sheet.h"

namespace cohortscope::report {

// A rate of each cluster: which must stay out, and which stand as 5 % or 95 %. k entries each; of
// what is no rate, none.
struct RateMask {
    std::vector<char> hidden, coded;
    bool all_hidden = false; // the rate of all rows, too
    bool hides(std::size_t cluster) const { return !hidden.empty() && hidden[cluster] != 0; }
    bool codes(std::size_t cluster) const { return !coded.empty() && coded[cluster] != 0; }
};

// A column of numbers: the measure, a number, an age.
struct NumberFigures {
    std::shared_ptr<const schema::ColumnSpec> spec;
    std::string name, label, unit; // of an age those of its feature
    CellKind kind = CellKind::real;
    analysis::NumberProfile all;
    std::vector<analysis::NumberProfile> clusters; // k
    RateMask mean; // where every value is 0 or 1, so that a mean is a rate
};

// A category's levels: those that lead all rows or a cluster and that enough rows have, by rows,
// then byte order; the rest together as the last one, "", where there are others.
struct LevelFigures {
    std::shared_ptr<const schema::ColumnSpec> spec;
    std::vector<std::string> levels;
    std::size_t other_levels = 0; // that count together
    CountTable table;             // levels × k
    CountMask mask;
    std::size_t rows(std::size_t level, std::size_t cluster) const {
        return table.counts[level * table.columns + cluster];
    }
};

struct OutcomeFigures {
    std::shared_ptr<const schema::ColumnSpec> spec;
    analysis::OutcomeMeans means;
    std::vector<char> rows_hidden; // k: how many rows have one stays out
    RateMask mask;                 // of the rate or mean
};

struct Figures {
    std::size_t smallest = kSmallestCount;
    std::size_t rows = 0;
    std::vector<std::string> names; // k
    std::vector<std::size_t> sizes; // k
    std::vector<char> hidden;       // k: nothing that counts the cluster's rows is given
    std::vector<NumberFigures> numbers;
    std::vector<LevelFigures> levels;
    std::optional<OutcomeFigures> outcome;
    std::size_t k() const { return sizes.size(); }
};

// Counts below `smallest` stay out. O(n log n · columns).
Figures figures_of(const engine::Result& result, std::size_t smallest);

// What must stay out of a table of counts by cluster: its totals are rows of each cluster, some of
// which are hidden (`hidden`, k) with all that is counted in them.
CountMask mask_of(CountTable& table, const std::vector<std::size_t>& totals,
                  const std::vector<char>& hidden, std::size_t smallest);

inline constexpr std::size_t kCodedBelow = 100; // rows
inline constexpr double kLowRate = 0.05, kHighRate = 0.95;

// The cluster's rate, or mean, as it may be given.
Cell rate_cell(const RateMask& mask, std::size_t cluster, double rate);

} // namespace cohortscope::report
