// Sessions with everything in them, drawn at random.
#pragma once

#include <cstdint>

#include "engine/session/session.h"

namespace cohortscope::tests {

// Same seed, same session. Its parts agree with one another as those of a window do.
engine::Session random_session(std::uint64_t seed);

// Of a table of so many rows: k groups, a selection of every third row or so, a baseline.
engine::Session large_session(std::size_t rows, int k);

} // namespace cohortscope::tests
