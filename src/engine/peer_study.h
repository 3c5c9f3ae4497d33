// Rows among their peers, as the schema of a result says who these are.
#pragma once

#include "base/progress.h"
#include "engine/study.h"

namespace cohortscope::engine {

// Of any result; where it has no peers the value says why.
PeerStudy study_peers(const Result& result, base::Progress& progress);

// Whether a result has them, without a look at its rows.
bool has_peers(const Result& result);

} // namespace cohortscope::engine
