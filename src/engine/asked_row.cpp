#include "engine/asked_row.h"

#include <algorithm>

#include "engine/why_row.h"

namespace cohortscope::engine {

namespace {

std::optional<std::uint32_t> find_row(const Asking& asking, const Result& result,
                                      base::Progress& progress) {
    const auto group = std::ranges::find(result.identity.colour, asking.colour);
    if (group == result.identity.colour.end())
        return std::nullopt;
    const auto cluster = static_cast<int>(group - result.identity.colour.begin());
    const auto position = telling_row(result, cluster, asking.telling, progress);
    return position ? std::optional(result.prepared.rows->rows[*position]) : std::nullopt;
}

void find_silhouette(const Asking& asking, const Result& result, Answer& answer,
                     base::Progress& progress) {
    const bool known = answer.row == asking.row && answer.of == result.serial;
    if (!asking.row || known)
        return;
    answer.row.reset();
    if (const auto position = position_of(result, *asking.row + 1)) {
        answer.silhouette = silhouette_of(result, *position, progress);
        answer.row = asking.row;
        answer.of = result.serial;
    }
}

} // namespace

Answer answer_to(const Asking& asking, const Result& result, const Answer& before,
                 base::Progress& progress) {
    Answer answer = before;
    if (asking.serial != before.serial) {
        answer.found = find_row(asking, result, progress);
        answer.serial = asking.serial;
    }
    find_silhouette(asking, result, answer, progress);
    return answer;
}

} // namespace cohortscope::engine
