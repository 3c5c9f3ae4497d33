// The result as one JSON object: what `cohortscope analyze --json` writes.
#pragma once

#include <string>

#include "engine/result.h"
#include "report/studies.h"

namespace cohortscope::report {

// Seconds spent on the parts of an analysis.
struct Durations {
    double read = 0.0;
    double prepare = 0.0;
    double kmeans = 0.0;
    double pca = 0.0;
    double profile = 0.0;
};

// The durations of a result's stages; `read` is the caller's.
Durations durations_of(const engine::Result& result, double read_seconds);

// Whether the schema has names of its own for fields: then "repairs" is an object of these, and the
// profile holds the measure and the features alone.
bool names_fields(const schema::Schema& schema);

// Names and definitions as in docs/DEFINITIONS.md; two-space indentation, a final newline. Numbers
// have as many digits as it takes to read back the same double. "studies" is there when any were
// made, "flags" and "manual" where the schema has groups of peers. Where a schema has names of its
// own for fields (keys "json.…" of its columns), "repairs" is an object; else a list of effects by
// step and column, and the profile holds every column of numbers. Where the schema has rules,
// every cluster of the profile has its "persona" or null, and "personas" and "recommendations"
// stand at the end (personas_json.h).
std::string analysis_json(const engine::Result& result, const Durations& durations,
                          std::span<const StudyOutcome> studies = {});

} // namespace cohortscope::report
