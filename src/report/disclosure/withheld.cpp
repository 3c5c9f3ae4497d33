#include "report/disclosure/withheld.h"

#include <algorithm>
#include <numeric>

namespace cohortscope::report {

namespace {

struct Group {
    std::size_t first = 0;          // row
    std::size_t begin = 0, end = 0; // of the sorted rows
    std::size_t rows() const { return end - begin; }
};

// Rows of one cluster, sorted by key, then by number: equal ones lie together.
std::vector<Group> groups_of(std::span<const std::size_t> rows,
                             std::span<const std::uint64_t> keys) {
    std::vector<Group> groups;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i == 0 || keys[rows[i]] != keys[rows[i - 1]])
            groups.push_back({rows[i], i, i});
        groups.back().end = i + 1;
    }
    std::ranges::sort(groups, [](const Group& a, const Group& b) {
        return a.rows() != b.rows() ? a.rows() < b.rows() : a.first < b.first;
    });
    return groups;
}

} // namespace

std::vector<char> withheld_rows(std::span<const std::uint64_t> keys,
                                std::span<const analysis::Label> clusters, int k,
                                std::size_t least) {
    std::vector<std::vector<std::size_t>> members(static_cast<std::size_t>(k));
    for (std::size_t row = 0; row < keys.size(); ++row)
        members[clusters[row]].push_back(row);
    std::vector<char> withheld(keys.size(), 0);
    for (std::vector<std::size_t>& rows : members) {
        std::ranges::stable_sort(rows, {}, [&](std::size_t row) { return keys[row]; });
        std::size_t out = 0;
        for (const Group& group : groups_of(rows, keys)) {
            const bool alike = group.rows() >= least && (out == 0 || out >= least);
            if (alike)
                break;
            for (std::size_t i = group.begin; i < group.end; ++i)
                withheld[rows[i]] = 1;
            out += group.rows();
        }
    }
    return withheld;
}

} // namespace cohortscope::report
