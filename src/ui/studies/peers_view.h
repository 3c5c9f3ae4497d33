// What the tab of peers keeps from frame to frame.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

namespace cohortscope::ui {

struct CachedPeerTable; // peers_tab.cpp

// A table in which lines are searched, sorted and clicked.
struct TableList {
    static constexpr std::size_t kAsMade = std::numeric_limits<std::size_t>::max();

    std::array<char, 64> filter{};
    bool typing = false; // the filter has the keyboard
    std::size_t sort_column = kAsMade;
    bool descending = false;
    std::size_t key_line = 0; // where the keyboard is

    std::uint64_t shown_for = 0;      // of the table, the filter, the order and the scale
    std::vector<std::uint32_t> order; // lines that pass, as sorted
    std::vector<float> widths;        // device pixels, one a column
};

// What the tab shows; in the order of its list.
enum class PeersShown { flags, benchmark, underpaid, five, places, ends };

struct PeersView {
    PeersShown shown = PeersShown::benchmark;
    std::array<int, 6> choice{}; // of each, what its second list has
    TableList list;
    int colours = -1; // the group of peers whose flags colour the map; below 0: the clusters do
    std::shared_ptr<CachedPeerTable> table;
};

} // namespace cohortscope::ui
