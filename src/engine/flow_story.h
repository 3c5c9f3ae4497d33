// Why the rows of one flow moved, in words.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/progress.h"
#include "engine/changes.h"
#include "engine/row_ranks.h"

namespace cohortscope::engine {

// A flow by the colours of its groups, which outlive their numbers; kNotUsed and kAnyGroup stay.
FlowEnds colours_of(const Changes& changes, const FlowEnds& groups);
// Its groups in these changes; empty where a colour is gone.
std::optional<FlowEnds> groups_of(const Changes& changes, const FlowEnds& colours);

// Told in two parts, as the second takes longer.
struct FlowStory {
    FlowEnds ends;                          // groups
    std::shared_ptr<const Changes> changes; // of these
    std::vector<std::string> why;           // clauses after "because" (why_moved)
    // "Against those who stayed: 19 years instead of 8; …"; empty where nothing tells them apart.
    std::string contrast;
    bool complete = false; // the contrast was looked for
};

// The first part. The ends are groups of the changes, none of them kAnyGroup. O(n + movers · d).
FlowStory begin_story(const Result& before, const Result& after,
                      const std::shared_ptr<const Changes>& changes, const FlowEnds& ends);

// The second part. O(n · columns). Throws base::Cancelled.
void end_story(FlowStory& story, const Result& before, const Result& after, RowRanks& ranks,
               const base::Progress* progress = nullptr);

} // namespace cohortscope::engine
