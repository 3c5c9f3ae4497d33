// What was drawn, brushed or clicked to select rows, and the rows that it holds.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/flow_counts.h"
#include "engine/result.h"
#include "engine/selection/row_set.h"

namespace cohortscope::engine {

// A point of the projection, in its coordinates.
struct MapPoint {
    double x = 0.0, y = 0.0;
    bool operator==(const MapPoint&) const = default;
};

// A closed polygon, its last corner joined to its first. A point is inside where a ray from it
// towards greater x crosses the outline an odd number of times (even-odd rule: where the outline
// runs around a place twice it is outside). Exact, and half-open: of a point on an outline, lower
// and left edges are inside, upper and right ones outside, so that of two polygons with a common
// edge exactly one has it. Corners that are not finite are left out; fewer than 3 hold nothing.
struct Lasso {
    std::vector<MapPoint> points;
    bool operator==(const Lasso&) const = default;
};

// The lasso of its four corners, which may come in any order: [x0, x1) × [y0, y1).
struct Rectangle {
    double x0 = 0.0, y0 = 0.0, x1 = 0.0, y1 = 0.0;
    bool operator==(const Rectangle&) const = default;
};

// low ≤ value ≤ high, since people state round numbers; in either order, either may be infinite.
// Values are those of
// PreparedRows: filled, bounded, of a year the age. The column is the measure, a number or the
// outcome by its name, else a feature by its. A missing outcome is in no range.
struct NumberRange {
    std::string column;
    double low = 0.0, high = 0.0;
    bool operator==(const NumberRange&) const = default;
};

// A name of a category after cleaning and lumping, so that the names of the rare and of the missing
// are names, too. A name that no row has holds nothing.
struct Name {
    std::string column, name;
    bool operator==(const Name&) const = default;
};

// Every name of a category but these: what charts count together as the rest.
struct OtherNames {
    std::string column;
    std::vector<std::string> than;
    bool operator==(const OtherNames&) const = default;
};

// Every row of a group, known by its colour; none where no cluster has that colour now.
struct Group {
    int colour = 0;
    bool operator==(const Group&) const = default;
};

// The rows whose outcome is this value; without one, those whose outcome is missing.
struct Outcome {
    std::optional<double> value;
    bool operator==(const Outcome&) const = default;
};

// Rows that something else chose: a flow, a list.
struct Rows {
    std::vector<std::uint32_t> ascending; // of the table, each once
    std::string origin;                   // "moved to another group"; empty: only counted
    bool operator==(const Rows&) const = default;
};

// Rows that were in a group of the baseline and are in one of the result, both known by their
// colours; kNotUsed and kAnyGroup in place of either as in rows_of_flow. None without a baseline.
struct FlowRows {
    FlowEnds colours;
    std::string origin; // "from the broad middle to seniors"
    bool operator==(const FlowRows&) const = default;
};

// Rows by the labels that a study gave them: the branch of a tree, the rows that two clusterings
// share. Of each way of labelling, a row's label must be one of those wanted. Empty without one.
struct Labelled {
    struct By {
        std::shared_ptr<const std::vector<analysis::Label>> labels; // n of `rows`
        std::vector<bool> wanted; // by label; those beyond its end are not
        bool operator==(const By&) const = default;
    };
    std::shared_ptr<const features::PreparedRows> rows; // that were studied
    std::vector<By> by;
    std::string origin; // "branch of 1,204 rows in Ward's tree"
    bool operator==(const Labelled&) const = default;
};

struct Shape {
    std::variant<Lasso, Rectangle, NumberRange, Name, OtherNames, Group, Outcome, Rows, FlowRows,
                 Labelled>
        what;
    std::optional<int> colour = {}; // only rows of the group of this colour: a ridge, a cell
    bool operator==(const Shape&) const = default;
};

// Only rows that the result uses, but for Rows, FlowRows and Labelled, whose rows may be those of a
// result before it, of the same table. O(n); of a lasso the rows of cells
// that its outline runs through are tested one by one. The same bits on any number of threads.
// Throws base::Error naming a column that is not there or of another kind. Never null. `before`:
// the baseline of a flow, of the same table; may be null.
std::shared_ptr<const RowSet> rows_in(const Result& result, const Shape& shape,
                                      const Result* before = nullptr);

// n bytes for painters, one a prepared row: 1 where it is in the set (CloudData::selected). O(n).
std::shared_ptr<const std::vector<std::uint8_t>> membership(const RowSet& set,
                                                            const features::PreparedRows& rows);

} // namespace cohortscope::engine
