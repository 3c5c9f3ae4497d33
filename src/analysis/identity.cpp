#include "analysis/identity.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

constexpr std::size_t kHistory = 64;
constexpr std::size_t kColours = 8; // of the palette, before hues repeat
constexpr std::size_t kContingencyRows = 8 * base::kChunkRows;

// Labels of the rows that two results have in common, in row order.
struct CommonLabels {
    std::vector<Label> first;
    std::vector<Label> second;
};

CommonLabels common_labels(std::span<const std::uint32_t> first_rows,
                           std::span<const Label> first_labels,
                           std::span<const std::uint32_t> second_rows,
                           std::span<const Label> second_labels) {
    CommonLabels common;
    common.first.reserve(std::min(first_rows.size(), second_rows.size()));
    common.second.reserve(common.first.capacity());
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < first_rows.size() && j < second_rows.size()) {
        if (first_rows[i] == second_rows[j]) {
            common.first.push_back(first_labels[i]);
            common.second.push_back(second_labels[j]);
        }
        const bool step_first = first_rows[i] <= second_rows[j];
        const bool step_second = second_rows[j] <= first_rows[i];
        i += step_first ? 1 : 0;
        j += step_second ? 1 : 0;
    }
    return common;
}

} // namespace

std::vector<std::size_t> contingency(std::span<const Label> first, int rows,
                                     std::span<const Label> second, int columns) {
    ENSURE(first.size() == second.size());
    const auto width = static_cast<std::size_t>(columns);
    const std::size_t cells = static_cast<std::size_t>(rows) * width;
    const auto partials = base::map_chunks<std::vector<std::uint32_t>>(
        first.size(), kContingencyRows, [&](const base::Chunk& chunk) {
            // Two tables, since neighbouring rows often meet in one cell and would wait for it.
            std::vector<std::uint32_t> counts(2 * cells);
            for (std::size_t r = chunk.begin; r < chunk.end; ++r)
                ++counts[(r % 2) * cells + first[r] * width + second[r]];
            return counts;
        });
    std::vector<std::size_t> table(cells);
    for (const auto& counts : partials)
        for (std::size_t cell = 0; cell < cells; ++cell)
            table[cell] += counts[cell] + counts[cells + cell];
    return table;
}

bool IdentityTracker::same_colours(const std::vector<Line>& first,
                                   const std::vector<Line>& second) {
    return std::ranges::is_permutation(first, second, {}, &Line::colour, &Line::colour);
}

IdentityTracker::Match IdentityTracker::match_with(const Shown& shown,
                                                   std::span<const Label> labels, std::size_t k,
                                                   std::span<const std::uint32_t> rows) {
    const int old_k = static_cast<int>(shown.lines.size());
    const int new_k = static_cast<int>(k);
    std::vector<std::size_t> table;
    if (std::ranges::equal(*shown.rows, rows)) {
        table = contingency(shown.labels, old_k, labels, new_k);
    } else {
        const CommonLabels common = common_labels(*shown.rows, shown.labels, rows, labels);
        table = contingency(common.first, old_k, common.second, new_k);
    }
    Match match;
    match.lines.resize(k);
    const std::vector<int> assigned = assign_maximal(table, old_k, new_k);
    for (std::size_t old = 0; old < assigned.size(); ++old) {
        if (assigned[old] < 0)
            continue;
        const auto cluster = static_cast<std::size_t>(assigned[old]);
        const std::size_t shared = table[old * k + cluster];
        if (shared > 0)
            match.lines[cluster] = shown.lines[old];
        else if (old_k == new_k) // another cluster, but the set of colours stays
            match.lines[cluster].colour = shown.lines[old].colour;
        match.shared += shared;
    }
    return match;
}

IdentityTracker::Match IdentityTracker::best_match(std::span<const Label> labels, std::size_t k,
                                                   std::span<const std::uint32_t> rows) const {
    if (current_k_ == 0)
        return {std::vector<Line>(k), 0};
    Match match = match_with(shown_.at(current_k_), labels, k, rows);
    if (const auto same_k = shown_.find(k); k != current_k_ && same_k != shown_.end()) {
        Match earlier = match_with(same_k->second, labels, k, rows);
        if (earlier.shared >= match.shared)
            return earlier;
    }
    return match;
}

std::vector<IdentityTracker::Line> IdentityTracker::remembered(base::Fingerprint key,
                                                               std::size_t k) const {
    for (const Final& final : history_)
        if (final.key == key && final.lines.size() == k &&
            (k != current_k_ || same_colours(final.lines, shown_.at(k).lines)))
            return final.lines;
    return {};
}

void IdentityTracker::add_new_lines(std::vector<Line>& lines) {
    const std::size_t colours = std::max(lines.size(), kColours);
    last_used_.resize(std::max(last_used_.size(), colours));
    std::vector<bool> taken(last_used_.size(), false);
    for (const Line& line : lines)
        if (line.colour >= 0)
            taken[static_cast<std::size_t>(line.colour)] = true;
    for (Line& line : lines) {
        if (line.number != 0)
            continue;
        line.number = next_number_++;
        if (line.colour >= 0)
            continue;
        std::size_t chosen = colours;
        for (std::size_t colour = 0; colour < colours; ++colour)
            if (!taken[colour] && (chosen == colours || last_used_[colour] < last_used_[chosen]))
                chosen = colour;
        taken[chosen] = true;
        line.colour = static_cast<int>(chosen);
    }
}

void IdentityTracker::remember_final(base::Fingerprint key, const std::vector<Line>& lines) {
    std::erase_if(history_, [&](const Final& final) { return final.key == key; });
    if (history_.size() == kHistory)
        history_.erase(history_.begin());
    history_.push_back({key, lines});
}

void IdentityTracker::remember_shown(std::span<const Label> labels,
                                     std::span<const std::uint32_t> rows,
                                     const std::vector<Line>& lines) {
    // Results of one preparation share one copy of their rows.
    std::shared_ptr<const std::vector<std::uint32_t>> kept;
    if (current_k_ != 0)
        kept = shown_.at(current_k_).rows;
    if (!kept || !std::ranges::equal(*kept, rows))
        kept = std::make_shared<const std::vector<std::uint32_t>>(rows.begin(), rows.end());
    Shown& shown = shown_[lines.size()];
    shown.rows = std::move(kept);
    shown.labels.assign(labels.begin(), labels.end());
    shown.lines = lines;
    current_k_ = lines.size();
    ++clock_;
    for (const Line& line : lines)
        last_used_[static_cast<std::size_t>(line.colour)] = clock_;
}

Identity IdentityTracker::match(std::span<const Label> labels, int k,
                                std::span<const std::uint32_t> rows, base::Fingerprint key,
                                bool final_result) {
    ENSURE(k > 0 && labels.size() == rows.size());
    const auto clusters = static_cast<std::size_t>(k);
    std::vector<Line> lines;
    if (final_result)
        lines = remembered(key, clusters);
    if (lines.empty()) {
        lines = best_match(labels, clusters, rows).lines;
        add_new_lines(lines);
    }
    if (final_result)
        remember_final(key, lines);
    remember_shown(labels, rows, lines);

    Identity identity;
    for (const Line& line : lines) {
        identity.colour.push_back(line.colour);
        const auto name = names_.find(line.number);
        identity.given_name.push_back(name == names_.end() ? std::string() : name->second);
    }
    return identity;
}

void IdentityTracker::rename(int colour, const std::string& name) {
    if (current_k_ == 0)
        return;
    for (const Line& line : shown_.at(current_k_).lines)
        if (line.colour == colour) {
            if (name.empty())
                names_.erase(line.number);
            else
                names_[line.number] = name;
        }
}

void IdentityTracker::forget() { *this = IdentityTracker(); }

} // namespace cohortscope::analysis
