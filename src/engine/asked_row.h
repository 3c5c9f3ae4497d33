// What the window asks of the worker about single rows, and the answer.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "base/progress.h"
#include "engine/result.h"
#include "engine/telling_rows.h"

namespace cohortscope::engine {

struct Asking {
    std::optional<std::uint32_t> row; // of the file, from 0: its silhouette is wanted
    std::uint64_t of = 0;             // serial of the result that it is wanted for
    // A row to be found; serial above 0, greater than that of the asking before; 0: none.
    std::uint64_t serial = 0;
    Telling telling = Telling::typical;
    int colour = 0; // of the group
    bool operator==(const Asking&) const = default;
};

struct Answer {
    std::optional<std::uint32_t> row; // of the file, from 0
    std::uint64_t of = 0;             // serial of the result in which that row has the silhouette
    double silhouette = 0.0;
    std::uint64_t serial = 0;           // of the asking that the row found answers
    std::optional<std::uint32_t> found; // of the file, from 0; nothing where there is no such row
};

// `before` lends what it has answered already. A row that the result does not use has no
// silhouette. O(n · d). Throws base::Cancelled.
Answer answer_to(const Asking& asking, const Result& result, const Answer& before,
                 base::Progress& progress);

} // namespace cohortscope::engine
