// The smallest change of one cell that brings its row nearer to another centre: everything else,
// the centres and the scaling among it, stays as it is.
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "analysis/clustering.h"

namespace cohortscope::analysis {

// What a coordinate of a row is of the number in a cell: of x, or of ln(1 + max(x, 0)).
enum class Curve { straight, logarithm };

// coordinate = start + slope · curve(x)
struct CellCoordinate {
    std::size_t feature = 0; // of the matrix
    Curve curve = Curve::straight;
    double start = 0.0;
    double slope = 0.0;
};

// A cell that holds a number, and the coordinates that follow from it. A cell outside [low, high]
// counts as the nearer of these ends.
struct NumberCell {
    double value = 0.0;                                       // now
    double lowest = -std::numeric_limits<double>::infinity(); // what a cell may hold, inclusive
    double highest = std::numeric_limits<double>::infinity();
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool is_whole = false; // it only takes whole steps
    std::vector<CellCoordinate> coordinates;
};

struct NumberChange {
    double to = 0.0;  // the cell's new value: where another centre becomes as near as the own one,
                      // and of whole numbers the first at which it is the nearest
    bool up = true;   // to ≥ value
    int cluster = -1; // whose centre is nearest there
};

// Coordinates that a row takes with another name in a cell, and the centre then nearest.
struct Replaced {
    std::size_t feature = 0;
    double coordinate = 0.0;
};
int nearest_with(std::span<const double> row, const Clustering& clustering,
                 std::span<const Replaced> replaced);

// The row with another number in the cell.
std::vector<double> row_with(std::span<const double> row, const NumberCell& cell, double value);

// The change smallest in magnitude, of equal ones upwards; nothing where none that the cell may
// take moves the row. row: d values of which `own` is the nearest centre. When one coordinate
// changes, |x − c|² − |x − own|² is linear in it, as the squares of x cancel: a boundary a centre,
// solved in closed form, and by halving an interval only where x and ln(1 + x) are both
// coordinates. O(k · d).
std::optional<NumberChange> smallest_change(std::span<const double> row,
                                            const Clustering& clustering, int own,
                                            const NumberCell& cell);

} // namespace cohortscope::analysis
