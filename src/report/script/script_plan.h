// Which steps a script needs, and which columns they read: no more than the result depends on.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/result.h"

namespace cohortscope::report {

struct ScriptPlan {
    bool finds_duplicates = false;    // S2
    bool counts_ids = false;          // S4
    bool keeps_one_per_id = false;    // the same
    bool bounds_measure = false;      // S7
    std::vector<std::size_t> numbers; // slots of schema::Bound that are filled and bounded
    std::vector<std::size_t> names;   // slots that are filled and lumped
    std::set<std::string, std::less<>> columns;      // of the schema that are read
    std::vector<const schema::DerivedSpec*> derived; // that are made of other columns
    std::vector<std::string> extras; // columns that the schema does not know, with a weight

    bool reads(std::string_view column) const { return columns.contains(column); }
};

ScriptPlan plan_script(const engine::Result& result);

// Whether any row has a cell of this slot of names.
bool has_names(const schema::Bound& bound, std::size_t slot);

} // namespace cohortscope::report
