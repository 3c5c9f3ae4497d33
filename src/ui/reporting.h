// A report of what is shown: as a person asks for it, and how it fares.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "engine/result.h"

namespace cohortscope::ui {

struct ReportWish {
    std::shared_ptr<const engine::Result> result; // a final one
    std::string folder;
    bool has_rows = true;  // a table of rows: number, group, name
    bool with_ids = false; // …and whom each is about
};

// What a person knows before a report is made.
struct ReportFacts {
    std::uint64_t of = 0;  // the result's serial
    std::string folder;    // beside the table; nothing has that name yet
    std::string rows_give; // what a table of rows gives away, a sentence
    std::string ids_give;  // what their ids would; empty: the table has no ids
};

struct ReportState {
    std::shared_ptr<const ReportFacts> facts; // the latest; null before the first
    bool under_way = false;
    double fraction = 0.0; // in [0, 1]
    std::string doing;     // a few words
};

// What a frame asks for.
struct ReportAsks {
    std::shared_ptr<const engine::Result> facts_of; // null: they are known, or nobody asks
    std::shared_ptr<const ReportWish> make;         // null: none
    bool cancel = false;
};

} // namespace cohortscope::ui
