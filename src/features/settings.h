// The knobs of cleaning, encoding and scaling (docs/DEFINITIONS.md, steps S1 to S11). What a knob
// of a column is where nobody moved it stands in the schema.
#pragma once

#include <map>
#include <string>

#include "schema/schema.h"

namespace cohortscope::features {

// Which of equal rows go: those of a known person; none; also those that have no id and only look
// alike.
enum class Duplicates { known, none, alike };
enum class PersonRows { all, first, last };
enum class Scaler { standard, robust, minmax, none };

using schema::OutlierMode;

struct CleanSettings {
    bool text = true;
    Duplicates duplicates = Duplicates::known;
    PersonRows person_rows = PersonRows::all;
    bool operator==(const CleanSettings&) const = default;
};

// Weight of a feature by name. Absent: the feature's own; 0 (not a feature at all) for a numeric
// column that the schema does not know.
using Weights = std::map<std::string, double>;

} // namespace cohortscope::features
