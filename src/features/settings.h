// The knobs of cleaning, encoding and scaling (docs/DEFINITIONS.md, steps S1 to S11).
#pragma once

#include <map>
#include <string>

namespace cohortscope::features {

// Which of equal rows go: those of a known person; none; also those that have no id and only look
// alike.
enum class Duplicates { known, none, alike };
enum class PersonRows { all, first, last };
enum class YearImputation { median, mean, company, neighbours };
enum class RoleImputation { stepwise, other };
enum class OutlierMode { clip, drop, none };
enum class Scaler { standard, robust, minmax, none };

struct CleanSettings {
    bool text = true;
    Duplicates duplicates = Duplicates::known;
    PersonRows person_rows = PersonRows::all;
    bool operator==(const CleanSettings&) const = default;
};

struct YearSettings {
    int first_year = 1970;
    int reference_year = 2025;
    YearImputation imputation = YearImputation::median;
    bool operator==(const YearSettings&) const = default;
};

struct OutlierSettings {
    OutlierMode mode = OutlierMode::clip;
    double low = 1.0; // percentiles
    double high = 99.0;
    bool operator==(const OutlierSettings&) const = default;
};

struct RareSettings {
    int company_threshold = 5; // fewer rows than this are lumped
    int role_threshold = 1;
    bool operator==(const RareSettings&) const = default;
};

// Weight of a feature by name. Absent: 1 for a feature of the schema, 0 (not a feature at all) for
// an extra numeric column.
using Weights = std::map<std::string, double>;

} // namespace cohortscope::features
