#include "report/disclosure/disclosure.h"

#include <algorithm>

#include "base/format.h"
#include "base/parallel.h"
#include "plot/labels.h"

namespace cohortscope::report {

namespace {

constexpr std::size_t kGrades = 3; // that are written

Grain next_of(Grain grain) { return static_cast<Grain>(static_cast<int>(grain) + 1); }

std::string number(std::size_t count) { return base::grouped(static_cast<long long>(count)); }

std::string share_of(std::size_t rows, const Disclosure& of) {
    return plot::percent(of.rows == 0 ? 0.0
                                      : static_cast<double>(rows) / static_cast<double>(of.rows));
}

std::string advice_of(const Disclosure& made) {
    if (made.unique_share() <= kMostUnique)
        return {};
    const ColumnDisclosure* best = nullptr;
    std::size_t least = made.unique_rows;
    bool leave_out = false;
    for (const ColumnDisclosure& column : made.columns) {
        if (!column.coarser_how.empty() && column.unique_coarsened < least) {
            best = &column;
            least = column.unique_coarsened;
        }
    }
    for (const ColumnDisclosure& column : made.columns)
        if (best == nullptr && column.unique_without < least) {
            best = &column;
            least = column.unique_without;
            leave_out = true;
        }
    if (best == nullptr)
        return "Leave columns out: no single one makes a difference.";
    return (leave_out ? "Leave " + best->name + " out"
                      : "Coarsen " + best->name + " (" + best->coarser_how + ")") +
           ": then " + share_of(least, made) + " of the rows are unique.";
}

} // namespace

Meter::Meter(std::vector<const engine::RowColumn*> columns, std::vector<std::uint32_t> rows)
    : columns_(std::move(columns)), rows_(std::move(rows)), grades_(columns_.size()) {
    for (std::vector<Grade>& grades : grades_)
        grades.resize(kGrades);
    base::for_each_task(columns_.size() * kGrades, [&](std::size_t task) {
        const std::size_t i = task / kGrades, grade = task % kGrades;
        Grade& made = grades_[i][grade];
        made.column = graded(*columns_[i], rows_, static_cast<Grain>(grade));
        made.keys = keys_of(made.column, rows_);
    });
}

analysis::RowKeys Meter::keys_at(std::span<const Grain> grains) const {
    analysis::RowKeys sums(rows_.size(), 0);
    for (std::size_t i = 0; i < grains.size(); ++i)
        if (grains[i] != Grain::left_out)
            analysis::add_keys(sums, grades_[i][static_cast<std::size_t>(grains[i])].keys, i);
    return sums;
}

std::size_t Meter::unique_with(const analysis::RowKeys& sums, std::size_t column, Grain now,
                               Grain then) const {
    analysis::RowKeys changed = sums;
    if (now != Grain::left_out)
        analysis::take_keys(changed, grades_[column][static_cast<std::size_t>(now)].keys, column);
    if (then != Grain::left_out)
        analysis::add_keys(changed, grades_[column][static_cast<std::size_t>(then)].keys, column);
    return analysis::uniqueness_of(changed).unique;
}

Disclosure Meter::measure(std::span<const Grain> grains) const {
    const analysis::RowKeys sums = keys_at(grains);
    Disclosure made;
    made.columns.resize(columns_.size());
    analysis::Uniqueness all;
    base::for_each_task(2 * columns_.size() + 1, [&](std::size_t task) {
        if (task == 2 * columns_.size()) {
            all = analysis::uniqueness_of(sums);
            return;
        }
        const std::size_t i = task / 2;
        if (grains[i] == Grain::left_out)
            return;
        ColumnDisclosure& column = made.columns[i];
        if (task % 2 == 0)
            column.unique_without = unique_with(sums, i, grains[i], Grain::left_out);
        else if (next_of(grains[i]) != Grain::left_out)
            column.unique_coarsened = unique_with(sums, i, grains[i], next_of(grains[i]));
    });
    made.rows = all.rows;
    made.unique_rows = all.unique;
    made.rows_below_5 = all.below_5;
    made.rows_below_10 = all.below_10;
    made.smallest_cell = all.smallest;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        ColumnDisclosure& column = made.columns[i];
        column.name = columns_[i]->name;
        column.grain = grains[i];
        if (grains[i] == Grain::left_out) {
            column.how = "left out";
            column.unique_without = column.unique_coarsened = all.unique;
            continue;
        }
        column.how = this->column(i, grains[i]).how;
        if (next_of(grains[i]) == Grain::left_out)
            column.unique_coarsened = all.unique;
        else
            column.coarser_how = this->column(i, next_of(grains[i])).how;
    }
    made.advice = advice_of(made);
    return made;
}

std::vector<Grain> Meter::coarsened(std::vector<Grain> grains) const {
    const auto most = static_cast<std::size_t>(kMostUnique * static_cast<double>(rows_.size()));
    analysis::RowKeys sums = keys_at(grains);
    std::size_t unique = analysis::uniqueness_of(sums).unique;
    while (unique > most) {
        std::vector<std::size_t> then(grains.size(), rows_.size() + 1);
        base::for_each_task(grains.size(), [&](std::size_t i) {
            if (grains[i] != Grain::left_out)
                then[i] = unique_with(sums, i, grains[i], next_of(grains[i]));
        });
        // Leaving a column out is the last resort.
        std::size_t best = grains.size();
        for (std::size_t i = 0; i < grains.size(); ++i) {
            if (grains[i] == Grain::left_out)
                continue;
            const bool leaves = next_of(grains[i]) == Grain::left_out;
            const bool best_leaves =
                best < grains.size() && next_of(grains[best]) == Grain::left_out;
            if (best == grains.size() || (best_leaves && !leaves) ||
                (best_leaves == leaves && then[i] < then[best]))
                best = i;
        }
        if (best == grains.size())
            break;
        grains[best] = next_of(grains[best]);
        sums = keys_at(grains);
        unique = analysis::uniqueness_of(sums).unique;
    }
    return grains;
}

std::vector<std::string> disclosure_lines(const Disclosure& disclosure) {
    std::string names;
    for (const ColumnDisclosure& column : disclosure.columns)
        if (column.grain != Grain::left_out)
            names += (names.empty() ? "" : ", ") + column.name +
                     (column.how.empty() ? "" : " (" + column.how + ")");
    std::vector<std::string> lines = {
        share_of(disclosure.unique_rows, disclosure) + " of " + number(disclosure.rows) +
        " rows (" + number(disclosure.unique_rows) + ") are unique on " +
        (names.empty() ? std::string("no column") : names) +
        "; in groups of fewer than 5: " + share_of(disclosure.rows_below_5, disclosure) +
        ", fewer than 10: " + share_of(disclosure.rows_below_10, disclosure) +
        "; the smallest group has " + plot::row_count(disclosure.smallest_cell)};
    if (!disclosure.advice.empty())
        lines.push_back(disclosure.advice);
    return lines;
}

} // namespace cohortscope::report
