// A final result as it was shown: what brings its colours and names back.
#pragma once

#include <cstddef>

#include "analysis/identity/identity.h"
#include "base/fingerprint.h"
#include "engine/settings.h"

namespace cohortscope::engine {

// Some hundred kilobytes for 200,000 rows: labels, not features. Compared by pointer.
struct ShownFinal {
    base::Fingerprint table; // of its content
    Settings settings;
    analysis::GivenNames names;
    analysis::Identity identity;
    analysis::IdentityTracker tracker; // as it was then: what follows continues from here
};

} // namespace cohortscope::engine
