// What each step did to rows, names and cells: one list, which the left panel, the summary and the
// JSON read.
#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "engine/result.h"

namespace cohortscope::plot {

// Whose effect it is; those of one part make one sentence.
enum class EffectPart {
    names,
    rows,
    years,
    contradictions,
    roles,
    low_outliers,
    high_outliers,
    rare
};

using EffectValue = std::variant<std::size_t, std::vector<std::size_t>, std::vector<double>>;

struct Effect {
    EffectPart part = EffectPart::rows;
    std::string key;         // of "repairs" in the JSON, "a.b" inside an object; empty: not there
    EffectValue value;       // numbers that do not exist are NaN or infinite
    std::string line = {};   // of the summary, beside a count; empty: not there
    bool even_none = false;  // a line at 0, too
    std::string phrase = {}; // below the knobs; empty: nothing to say
};

// In the order of the steps. O(1).
std::vector<Effect> effects_of(const engine::Result& result);

// The phrases of one part, ", " between them; empty where there is nothing to say.
std::string sentence_of(const std::vector<Effect>& effects, EffectPart part);

} // namespace cohortscope::plot
