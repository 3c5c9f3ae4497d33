#include "report/tables/flag_sheet.h"

#include <array>

#include "features/peers/peer_flags.h"
#include "report/tables/cells.h"

namespace cohortscope::report {

namespace {

constexpr std::array<const char*, 3> kFlagWords = {"above", "equal", "below"};

void add_flags(const std::string& peers, const std::vector<std::uint8_t>& flags,
               const engine::Result& result, const Figures& figures, Sheet& sheet) {
    const std::size_t k = figures.k();
    CountTable table{kFlagWords.size(), k, std::vector<std::size_t>(kFlagWords.size() * k), {}};
    for (std::size_t row = 0; row < flags.size(); ++row)
        ++table.counts[(flags[row] - 1U) * k + result.clustering->labels[row]];
    const CountMask mask = mask_of(table, figures.sizes, figures.hidden, figures.smallest);
    for (std::size_t flag = 0; flag < table.rows; ++flag)
        for (std::size_t c = 0; c < k; ++c) {
            const std::size_t rows = table.counts[flag * k + c];
            const bool hidden = mask.at(flag, c);
            sheet.rows.push_back({peers, whole(flag + 1), std::string(kFlagWords[flag]), whole(c),
                                  figures.names[c], unless(hidden, static_cast<long long>(rows)),
                                  unless(hidden, static_cast<double>(rows) /
                                                     static_cast<double>(figures.sizes[c]))});
        }
}

} // namespace

std::optional<Sheet> flag_sheet(const engine::Result& result, const Figures& figures) {
    const auto slots = features::peer_slots(*result.prepared.bound);
    if (!slots)
        return std::nullopt;
    const features::PeerFlags flags = features::peer_flags(*result.prepared.rows, *slots);
    const std::vector<schema::PeerSpec>& peers = result.settings.schema->peers;
    Sheet sheet{
        .name = "flags_by_cluster",
        .title = "Rows against the mean of their peers, by cluster",
        .notes = {small_cells_rule(figures.smallest)},
        .columns = {{.name = "peers", .label = "peers"},
                    {.name = "flag", .label = "flag", .kind = CellKind::whole},
                    {.name = "meaning", .label = "against the peers' mean"},
                    {.name = "cluster", .label = "cluster", .kind = CellKind::whole},
                    {.name = "name", .label = "name"},
                    {.name = "rows", .label = "rows", .kind = CellKind::whole},
                    {.name = "share", .label = "share of the cluster", .kind = CellKind::share}},
        .rows = {}};
    add_flags(peers.at(0).name, flags.designation, result, figures, sheet);
    add_flags(peers.at(1).name, flags.class_, result, figures, sheet);
    add_flags(peers.at(2).name, flags.tier, result, figures, sheet);
    name_hidden(sheet);
    return sheet;
}

} // namespace cohortscope::report
