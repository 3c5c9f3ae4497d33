// What each step did to rows, names and cells: one list, which the left panel, the summary and the
// JSON read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/result.h"

namespace cohortscope::plot {

// Whose effect it is; those of one part and one column make one sentence.
enum class EffectPart {
    names,   // cleaned
    rows,    // dropped
    numbers, // filled and clipped
    checks,
    filled_names,
    low_outliers, // of the measure
    high_outliers,
    rare
};
std::string_view name_of(EffectPart part); // "numbers"; the outliers' are both "outliers"

using EffectValue = std::variant<std::size_t, std::vector<std::size_t>, std::vector<double>>;

struct Effect {
    EffectPart part = EffectPart::rows;
    std::string column;      // name of the column that it is about; empty: of the table
    std::string what;        // that the value counts: "missing"; empty: not in the JSON
    std::string key;         // the older name of the JSON's field, "a.b" inside an object; empty:
                             // not there
    EffectValue value;       // numbers that do not exist are NaN or infinite
    std::string line = {};   // of the summary, beside a count; empty: not there
    bool even_none = false;  // a line at 0, too
    std::string phrase = {}; // below the knobs; empty: nothing to say
};

// In the order of the steps. O(columns).
//
// Keys are made of the columns' names unless the schema has others: "json.invalid" of a number,
// "json.missing", "json.by_id", "json.by_group_and_number", "json.by_group", "json.other",
// "json.names", "json.rare_names", "json.rare_rows" of names, "json.rows_without", "json.bounds",
// "json.outliers" of the measure, "json.rows_of_same" of the id. Of "none" nothing is told at all.
// Words likewise: "words.further_rows" of the id, "words.CHECK" of a check's left column.
std::vector<Effect> effects_of(const engine::Result& result);

// The phrases of one part, of one column where it is named, ", " between them; empty where there is
// nothing to say.
std::string sentence_of(const std::vector<Effect>& effects, EffectPart part,
                        std::string_view column = {});

// What becomes of outliers of the measure; none without a measure.
schema::OutlierMode measure_outliers(const engine::Result& result);

// The first slot of names that the schema lumps and whose share of rows is a feature, if any: the
// one whose rare names are shown apart.
const features::NamesSlot* lumped_names(const engine::Result& result);

} // namespace cohortscope::plot
