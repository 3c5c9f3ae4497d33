// Peer flags in each cluster: which share of its rows has more, as much or less than its peers.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/format.h"
#include "base/parallel.h"
#include "features/peers/peer_flags.h"
#include "plot/draw.h"
#include "plot/figures/figure_list.h"
#include "plot/figures/figure_parts.h"
#include "plot/labels.h"
#include "plot/peers/peer_words.h"

namespace cohortscope::plot {

namespace {

constexpr std::size_t kGroups = 3, kFlags = 3; // of peers; above, equal, below
constexpr const char* kFlagNames[kFlags] = {"above", "equal", "below"};
constexpr const char* kFlagSigns[kFlags] = {">", "=", "<"}; // where there is little room
constexpr float kLeastRow = 24, kMostRow = 80;              // at text scale 1

// Rows by cluster (the last one: all), group of peers and flag.
struct FlagCounts {
    std::size_t k = 0;
    std::vector<std::size_t> rows; // (k + 1) × 3 × 3
    std::size_t at(std::size_t cluster, std::size_t group, std::size_t flag) const {
        return rows[(cluster * kGroups + group) * kFlags + flag];
    }
    double share(std::size_t cluster, std::size_t group, std::size_t flag) const {
        std::size_t all = 0;
        for (std::size_t f = 0; f < kFlags; ++f)
            all += at(cluster, group, f);
        return static_cast<double>(at(cluster, group, flag)) /
               static_cast<double>(std::max<std::size_t>(all, 1));
    }
};

// Those of the study, where it is there; else counted anew, O(rows).
FlagCounts count_flags_of(const FigureInput& input) {
    const engine::Result& result = input.result;
    const auto& value = input.studies[static_cast<std::size_t>(engine::Study::peers)];
    const auto* study = value ? std::get_if<engine::PeerStudy>(value.get()) : nullptr;
    if (study != nullptr && study->peers && study->peers->flags &&
        study->clustering->k == result.clustering->k)
        return {static_cast<std::size_t>(result.clustering->k), study->peers->flags->counts};
    const features::PeerSlots slots = *features::peer_slots(*result.prepared.bound);
    const features::PeerFlags flags = features::peer_flags(*result.prepared.rows, slots);
    const std::array groups = {&flags.designation, &flags.class_, &flags.tier};
    FlagCounts counts{static_cast<std::size_t>(result.clustering->k), {}};
    counts.rows.assign((counts.k + 1) * kGroups * kFlags, 0);
    const auto parts = base::map_chunks<std::vector<std::size_t>>(
        result.rows(), base::kChunkRows, [&](const base::Chunk& chunk) {
            std::vector<std::size_t> part(counts.rows.size(), 0);
            for (std::size_t row = chunk.begin; row < chunk.end; ++row)
                for (std::size_t group = 0; group < kGroups; ++group)
                    ++part[(result.clustering->labels[row] * kGroups + group) * kFlags +
                           (*groups[group])[row] - 1u];
            return part;
        });
    const std::size_t all = counts.k * kGroups * kFlags;
    for (const auto& part : parts)
        for (std::size_t i = 0; i < all; ++i) {
            counts.rows[i] += part[i];
            counts.rows[all + i % (kGroups * kFlags)] += part[i];
        }
    return counts;
}

const schema::Schema& schema_of(const engine::Result& result) {
    return *result.prepared.bound->schema;
}

struct FlagChart {
    Sketch s;
    const engine::Result& result;
    FlagCounts counts;
    float names = 0; // width of the clusters' names; 0: numbers alone
    float left = 0;  // of the cells
    float cell = 0;  // width
    float gap = 0;   // between the groups of peers
    float row = 0;
    bool brief = false; // numbers without "%", heads as signs
    float x_of(std::size_t group, std::size_t flag) const {
        return left + static_cast<float>(group) * (cell * kFlags + gap) +
               static_cast<float>(flag) * cell;
    }
};

void lay_out(FlagChart& c, float width) {
    c.gap = c.s.scaled(3 * kStep);
    const float least = std::ceil(c.s.width_of("100 %")) + c.s.scaled(kStep);
    const float cells = kGroups * kFlags * least + (kGroups - 1) * c.gap;
    const float room = width - cells - c.s.scaled(kNameLeft + 2 * kStep);
    constexpr float kLeastNames = 60;
    c.names = room < c.s.scaled(kLeastNames)
                  ? 0
                  : names_width(c.s, c.result, std::min(room, width * 0.4f));
    c.left = c.s.scaled(kNameLeft + (c.names > 0 ? 2 * kStep : 0)) + c.names;
    c.cell = (width - c.left - (kGroups - 1) * c.gap) / (kGroups * kFlags);
    c.brief = c.s.width_of("100 %") + c.s.scaled(2) > c.cell - 2;
    for (const char* name : kFlagNames)
        c.brief = c.brief || c.s.width_of(name) > c.cell - 1;
}

float add_heads(FlagChart& c, float top) {
    const schema::Schema& schema = schema_of(c.result);
    const Text style = c.s.small({}, "", c.s.colours().text);
    float bottom = top;
    for (std::size_t group = 0; group < kGroups; ++group)
        bottom =
            std::max(bottom, c.s.add_paragraph({c.x_of(group, 0), top}, c.cell * kFlags, 6,
                                               peers_in_words(schema, group), c.s.colours().text));
    for (std::size_t group = 0; group < kGroups; ++group)
        for (std::size_t flag = 0; flag < kFlags; ++flag) {
            Text head = style;
            head.text = c.brief ? kFlagSigns[flag] : kFlagNames[flag];
            head.at = {c.x_of(group, flag) + c.cell / 2, bottom + c.s.scaled(2)};
            head.align_x = AlignX::centre;
            head.colour = c.s.colours().muted;
            c.s.add(head);
        }
    return bottom + c.s.line() + c.s.scaled(kStep);
}

void add_cells(FlagChart& c, std::size_t cluster, float top, const std::string& who) {
    const schema::Schema& schema = schema_of(c.result);
    for (std::size_t group = 0; group < kGroups; ++group)
        for (std::size_t flag = 0; flag < kFlags; ++flag) {
            const double share = c.counts.share(cluster, group, flag);
            const std::string text = percent(share, 0);
            add_tile(c.s,
                     {c.x_of(group, flag) + 1, top + 1, c.x_of(group, flag) + c.cell - 1,
                      top + c.row - 1},
                     {c.brief ? base::fixed(100 * share, 0) : text,
                      share_colour(share, c.s.options.theme),
                      who + ": " + percent(share) + " " + kFlagNames[flag] + " their peers (" +
                          peers_in_words(schema, group) + "), " +
                          row_count(c.counts.at(cluster, group, flag)),
                      cluster < c.counts.k ? static_cast<int>(cluster) : -1});
            c.s.scene.marks.back().value =
                static_cast<int>((cluster * kGroups + group) * kFlags + flag);
        }
}

float add_rows(FlagChart& c, float top) {
    const ClusterInk ink{c.result, c.s.options};
    for (std::size_t cluster = 0; cluster <= c.counts.k; ++cluster, top += c.row) {
        const float middle = top + c.row / 2;
        const bool all = cluster == c.counts.k;
        if (all)
            c.s.add(c.s.small({c.s.scaled(c.names > 0 ? kNameLeft : 0), middle}, "all",
                              c.s.colours().muted, AlignX::left, AlignY::middle));
        else
            add_cluster_label(c.s, ink, static_cast<int>(cluster), {0, middle}, c.names);
        add_cells(c, cluster, top,
                  all ? std::string("all rows") : c.result.name(static_cast<int>(cluster)));
    }
    return top;
}

Picture make(const FigureInput& input, const FigureFrame& frame) {
    const ChartOptions options = options_of(frame);
    const engine::Result& result = input.result;
    FlagChart c{{options, frame.measure}, result, count_flags_of(input)};
    c.s.scene.width = frame.width;
    lay_out(c, frame.width);
    float y = add_heads(c, 0);
    const float below = 4 * c.s.line();
    c.row = std::clamp((frame.height - y - below) / static_cast<float>(c.counts.k + 1),
                       c.s.scaled(kLeastRow), c.s.scaled(kMostRow));
    y = add_rows(c, y) + c.s.scaled(2 * kStep);
    if (c.names <= 0)
        y = add_cluster_key(c.s, result, y, frame.width) + c.s.scaled(kStep);
    c.s.scene.height =
        add_ramp(c.s, {0, y}, frame.width,
                 {"0", "100 %",
                  std::string(c.brief ? "of the rows of a group (> above, = equal, < below): their "
                                      : "of the rows of a group: their ") +
                      result.prepared.rows->measure_spec->label +
                      " against the mean of their peers · " + rows_in_groups(result)},
                 [&](double share) { return share_colour(share, frame.theme); });
    return {std::move(c.s.scene)};
}

std::string words(const FigureInput& input) {
    const engine::Result& result = input.result;
    const FlagCounts counts = count_flags_of(input);
    const std::size_t group = kGroups - 1; // the largest groups of peers say most
    return "Share of the rows whose " + result.prepared.rows->measure_spec->label +
           " is above the mean of their peers (" + peers_in_words(schema_of(result), group) +
           "), " + rows_in_groups(result) + ": all " + percent(counts.share(counts.k, group, 0)) +
           "; " +
           by_cluster(result,
                      [&](int cluster) {
                          return percent(counts.share(static_cast<std::size_t>(cluster), group, 0));
                      }) +
           ".";
}

bool has_peers(const FigureInput& input) {
    return features::peer_slots(*input.result.prepared.bound).has_value();
}

} // namespace

Figure flags_by_cluster_figure() {
    return {"flags_by_cluster", "Above or below their peers", {}, has_peers, make, words};
}

} // namespace cohortscope::plot
