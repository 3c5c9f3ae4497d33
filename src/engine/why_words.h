// The strongest reasons of a move, in words.
#pragma once

#include "engine/why_moved.h"

namespace cohortscope::engine {

struct WhyContext {
    const Result& before;
    const Result& after;
    int from = 0, to = 0;
    int beside = -1; // the later group that `to` is compared with; −1: none
};

// At most two, each a clause that follows "because": of the parts towards the new group those of at
// least a fifth, the strongest first; changes of the table and of weights before the groups' own
// way. Where no part has a fifth, the strongest.
std::vector<std::string> why_words(const WhyMoved& why, const WhyContext& context);

} // namespace cohortscope::engine
