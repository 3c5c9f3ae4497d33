// What the user wants of each study, and to which result the values seen belong.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "engine/study.h"

namespace cohortscope::ui {

struct StudyAsk {
    bool asked = false;         // by opening its tab or by "Run", until the value has landed
    bool retry = false;         // after an error
    base::Fingerprint given_up; // study_key of the result for which the user cancelled it
    std::shared_ptr<const engine::Result> requested_for; // last
    // The values seen last, the present one at the end, with the results that they belong to, whose
    // names and colours they show.
    struct Seen {
        std::shared_ptr<const engine::StudyValue> value;
        std::shared_ptr<const engine::Result> of;
    };
    std::vector<Seen> seen;
    std::shared_ptr<const engine::Result> studied() const {
        return seen.empty() ? nullptr : seen.back().of;
    }
    double stale_since = -1.0; // seconds; below 0 while it is not stale
};

struct StudyAsks {
    std::array<StudyAsk, engine::kStudies> asks;
    StudyAsk& operator[](engine::Study study) { return asks[static_cast<std::size_t>(study)]; }
    const StudyAsk& operator[](engine::Study study) const {
        return asks[static_cast<std::size_t>(study)];
    }
};

} // namespace cohortscope::ui
