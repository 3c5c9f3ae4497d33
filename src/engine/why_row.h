// Why a row is in its group: its cells as read, repaired, encoded and scaled, what each column has
// of its distances, and what would move it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/progress.h"
#include "engine/result.h"

namespace cohortscope::engine {

// What became of a cell on its way into the clustering, in this order.
enum class RepairKind {
    text_cleaned, // S1 changed how the name is written
    text_emptied, // S1 left nothing of the name
    not_listed,   // no level of the column: counted as missing
    missing,      // missing as read
    out_of_range, // outside [low, high]: counted as missing
    filled,       // took a value in place of a missing one, by `number_fill` or `name_fill`
    clipped,      // beyond [low, high]: took the nearer end
    lumped,       // a name of few rows: took the rare name
};

struct Repair {
    RepairKind kind = RepairKind::missing;
    double low = 0.0, high = 0.0; // bounds in the column's unit; infinite where there is none
    schema::NumberFill number_fill = schema::NumberFill::median;
    schema::NameFill name_fill = schema::NameFill::level;
    bool of_name = false; // filled by name_fill
    // The label of the column by which it was filled; of votes "id, else of the same group" where
    // both vote. Empty where none does.
    std::string group = {};
};

// A coordinate of the row; indicators are one each.
struct WhyFeature {
    std::shared_ptr<const features::Feature> feature;
    double encoded = 0.0; // before scaling
    double scaled = 0.0;  // before weighting; 0 of a constant feature
    double weight = 0.0;  // of an indicator with its 1 / √levels
    double to_own = 0.0;  // squared differences, scaled and weighted
    double to_other = 0.0;
};

// Why there is no change of one column that moves the row.
enum class Unmoved {
    moves,            // there is one
    not_in_distance,  // no feature is made of the column
    muted,            // its weight is 0
    constant,         // it is the same in all rows
    none_moves,       // no change of this column alone moves it
    ward,             // groups cut from Ward's tree have no nearest centre to change
    only_group,       // there is one group alone
    nearer_elsewhere, // the row lies nearer to another centre already: K-Means has not settled
};

struct WhyChange {
    Unmoved why_not = Unmoved::not_in_distance; // moves: what follows has a meaning
    int cluster = -1;                           // where it goes
    // Of a number: signed, in the unit of `unit_of` where that is set (ages and counts), else in
    // the column's. At `amount` the other centre is as near as the own one; `said` is it rounded
    // away from 0 to few digits, and moves the row. `to` is the new cell: a year as a year.
    double amount = 0.0;
    double said = 0.0;
    int said_decimals = 0; // that write `said` in full
    double to = 0.0;
    bool beyond_all = false; // `to` is less or more than any row has
    std::shared_ptr<const schema::FeatureSpec> unit_of = nullptr;
    // Of a category: the most common name that moves it; of an ordinal the nearest level.
    std::string name = {};
    std::size_t name_rows = 0; // rows that have it
};

struct WhyColumn {
    std::shared_ptr<const schema::ColumnSpec> spec; // never null
    bool is_hidden = false;   // an id: neither its cell nor anything that tells it is here
    bool is_in_file = true;   // else absent, or made of other columns
    std::string raw;          // the cell as read, safe to print; empty where missing or hidden
    bool is_number = false;   // of a category with levels both hold
    double number_read = 0.0; // NaN where missing or no number
    double number =
        0.0;          // as used, in the column's unit: a year as a year; of an id the rows it has
    std::string name; // as used; of an outcome and of numbers empty
    std::size_t name_rows = 0; // rows that have the name
    std::vector<Repair> repairs;
    std::vector<WhyFeature> features; // none where the column takes no part in the distance
    double to_own = 0.0;              // sums over the features
    double to_other = 0.0;
    double share_of_own = 0.0; // of the row's squared distances; 0 where these are 0
    double share_of_other = 0.0;
    double pull() const { return to_other - to_own; } // above 0: to its own group
    WhyChange change;
};

struct WhyRow {
    std::uint32_t position = 0; // among the prepared rows
    std::uint32_t file_row = 0; // data row of the file, from 1
    std::string noun;           // what a row is, as the schema says
    int cluster = 0;            // its own
    int other = -1;             // of the nearest other centre; -1 where there is one group alone
    std::vector<std::string> names; // k, of all groups
    std::vector<int> colours;       // k, colour numbers
    double own_squared = 0.0;       // squared distances in the scaled, weighted space
    double other_squared = 0.0;
    // moves, or why no change of any column can be named: ward, only_group, nearer_elsewhere
    Unmoved unmoved = Unmoved::moves;
    std::vector<WhyColumn> columns;   // first those in the distance, in the features' order
    std::optional<double> silhouette; // for a worker to fill in

    const std::string& name(int group) const { return names[static_cast<std::size_t>(group)]; }
};

// position: below result.rows(). O(columns · k), and of a category its names: no pass over rows.
WhyRow why_row(const Result& result, std::uint32_t position);

// The position of the file's data row (from 1), nothing where cleaning dropped it. O(log n).
std::optional<std::uint32_t> position_of(const Result& result, std::uint32_t file_row);

// The value of the silhouette study. O(n · d): for a worker. Throws base::Cancelled.
double silhouette_of(const Result& result, std::uint32_t position, base::Progress& progress);

} // namespace cohortscope::engine
