// Small random changes of sound inputs.
#pragma once

#include <string>

#include "base/random.h"
#include "fuzz/target.h"

namespace cohortscope::fuzz {

// A seed of the target after a few changes; depends on `random` alone.
std::string mutated(const Target& target, base::Random& random);

} // namespace cohortscope::fuzz
