// A table that leaves the program: typed columns with units, written as CSV, tab-separated text,
// a workbook's sheet or HTML. For tables of clusters, studies and the like; rows of people leave by
// row_export.h.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace cohortscope::report {

enum class CellKind { text, whole, real, share, money };

struct SheetColumn {
    std::string name;  // the head in files: "median_pay"
    std::string label; // for people: "median pay"
    CellKind kind = CellKind::text;
    std::string unit = {}; // "years", "₹"; empty: none
    int decimals = 2;      // shown to people; files have every digit
};

// Not given, as it would tell of too few people.
struct Suppressed {
    bool operator==(const Suppressed&) const = default;
};

// std::monostate: not defined, an empty cell. A share lies in 0 to 1.
using Cell = std::variant<std::monostate, std::string, long long, double, Suppressed>;

struct Sheet {
    std::string name;               // of its file and its sheet: "cluster_profiles"
    std::string title;              // for people
    std::vector<std::string> notes; // what was done to it: rules applied, units, definitions
    std::vector<SheetColumn> columns;
    std::vector<std::vector<Cell>> rows; // rows × columns
};

} // namespace cohortscope::report
