// Colours and names of a result among those shown before it.
#pragma once

#include "analysis/identity/identity.h"
#include "engine/result.h"

namespace cohortscope::engine {

// What the tracker says of the result, which it has seen from then on.
analysis::Identity identity_of(const Result& result, analysis::IdentityTracker& tracker);

} // namespace cohortscope::engine
