// What the tables of peers share: cells, and what is left out of them.
#pragma once

#include <limits>
#include <string>

#include "base/format.h"
#include "plot/labels.h"
#include "plot/peers/peer_tables.h"

namespace cohortscope::plot {

inline constexpr const char* kIntervalHelp =
    "In 95 of 100 draws of such rows the median lies in it, however they are spread (binomial).";

inline PeerCell count_cell(std::size_t rows) {
    return {base::grouped(static_cast<long long>(rows)), static_cast<double>(rows)};
}
inline PeerCell measure_cell(const PeerView& view, double value) {
    return {measure_text(view, value), value};
}
inline PeerCell share_cell(double share) { return {share == share ? percent(share) : "–", share}; }
inline PeerCell name_cell(std::string text) { return {std::move(text)}; }
inline PeerCell interval_cell(const PeerView& view, const analysis::Interval& interval) {
    return {interval_text(view, interval), interval.low};
}

inline std::string name_at(const features::NamesSlot& names, std::size_t code) {
    return std::string(names.text.names->at(code));
}

inline bool is_enough(const PeerView& view, std::size_t rows) {
    return rows > 0 && rows >= view.peers().limits.fewest;
}

// What of a table is left out, for its note.
struct LeftOut {
    std::size_t groups = 0, rows = 0;
    void add(std::size_t of) {
        groups += of > 0 ? 1 : 0;
        rows += of;
    }
    // what: "rows", "rows with enough peers".
    std::string words(const PeerView& view, const std::string& what = "rows") const {
        return groups == 0 ? ""
                           : counted(groups, "group", "groups") + " of fewer than " +
                                 std::to_string(view.peers().limits.fewest) + " " + what + " (" +
                                 row_count(rows) + " together) are not given. ";
    }
};

inline const schema::Schema& schema_of(const PeerView& view) {
    return *view.result.prepared.bound->schema;
}

} // namespace cohortscope::plot
