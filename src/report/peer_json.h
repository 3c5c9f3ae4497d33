// Rows among their peers, as JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "engine/study.h"

namespace cohortscope::report {

// Benchmark, five numbers, who is underpaid, and what the flags hold, of a study with peers. Groups
// of fewer rows than its limits say are counted and not told.
nlohmann::ordered_json peers_json(const engine::PeerStudy& study);

// "underpaid: 12.3 % of 187,204 rows …" for the terminal; why there are none where there are none.
std::string peers_line(const engine::PeerStudy& study);

} // namespace cohortscope::report
