#include "plot/peers/peer_tables.h"

#include <algorithm>

#include "plot/peers/peer_table_parts.h"

namespace cohortscope::plot {

namespace {

using analysis::FiveNumbers;
using analysis::UnderpaidShare;

void add_benchmark(const PeerView& view, PeerTable& table, LeftOut& out,
                   std::optional<std::size_t> category, std::optional<std::size_t> band) {
    const analysis::Peers& peers = view.peers();
    const FiveNumbers& five =
        category ? band ? peers.cell(*category, *band) : peers.by_category()[*category]
        : band ? peers.by_band[*band]
                 : peers.all;
    if (!is_enough(view, five.rows))
        return out.add(category && band ? five.rows : 0);
    const std::string name = category ? name_at(view.category(), *category) : "all";
    PeerLine line;
    line.cells = {{name, category ? std::numeric_limits<double>::quiet_NaN() : -1.0},
                  {band ? analysis::label_of(peers.bands, *band) : "all",
                   band ? static_cast<double>(*band) : -1.0},
                  count_cell(five.rows),
                  measure_cell(view, five.median),
                  measure_cell(view, five.q1),
                  measure_cell(view, five.q3),
                  interval_cell(view, five.interval)};
    line.part.category = category;
    line.part.band = band;
    line.words = (category ? name : "all of " + plural_of(*view.category().spec)) +
                 (band ? ", " + band_words(view, *band) : "");
    table.lines.push_back(std::move(line));
}

void add_underpaid(const PeerView& view, PeerTable& table, LeftOut& out,
                   const UnderpaidShare& share, PeerLine line) {
    if (!is_enough(view, share.compared))
        return out.add(share.rows);
    const analysis::Interval interval = share.interval();
    line.part.underpaid = true;
    line.cells.push_back(share_cell(share.share()));
    line.cells.push_back({percent(interval.low) + " – " + percent(interval.high), interval.low});
    line.cells.push_back(count_cell(share.underpaid));
    line.cells.push_back(count_cell(share.compared));
    line.cells.push_back(share_cell(share.median_gap));
    line.words += ", " + percent(view.peers().limits.gap, 0) + " below their peers";
    table.lines.push_back(std::move(line));
}

} // namespace

std::optional<engine::Shape> shape_of(const PeerView& view, const PeerLine& line) {
    if (line.row)
        return engine::Shape{engine::Rows{{view.study.rows->rows[*line.row]}, line.words}};
    if (line.name)
        return engine::named_rows(view.study, line.name->slot, line.name->code);
    return engine::peer_rows(view.study, line.part, line.words);
}

PeerTable benchmark_table(const PeerView& view) {
    const analysis::Peers& peers = view.peers();
    PeerTable table;
    table.columns = {{view.category().spec->label, "", false},
                     {band_column(view)->label,
                      "In " + (band_column(view)->unit.empty() ? std::string("its own unit")
                                                               : band_column(view)->unit),
                      false},
                     {"rows", "", true},
                     {"median", "Half of the rows have less", true},
                     {"p25", "A quarter of the rows have less", true},
                     {"p75", "A quarter of the rows have more", true},
                     {"median, 95 %", kIntervalHelp, true}};
    LeftOut out;
    add_benchmark(view, table, out, std::nullopt, std::nullopt);
    for (std::size_t band = 0; band < peers.bands.count(); ++band)
        add_benchmark(view, table, out, std::nullopt, band);
    for (const std::size_t code : leading_codes(peers.by_category(), 1)) {
        add_benchmark(view, table, out, code, std::nullopt);
        for (std::size_t band = 0; band < peers.bands.count(); ++band)
            add_benchmark(view, table, out, code, band);
    }
    table.note = out.words(view);
    return table;
}

std::vector<UnderpaidBy> ways_to_count(const PeerView& view) {
    std::vector<UnderpaidBy> ways = {UnderpaidBy::cluster, UnderpaidBy::category,
                                     UnderpaidBy::band};
    if (view.peers().slots.place)
        ways.push_back(UnderpaidBy::size);
    return ways;
}

std::string label_of(const PeerView& view, UnderpaidBy by) {
    switch (by) {
    case UnderpaidBy::cluster:
        return "group";
    case UnderpaidBy::category:
        return view.category().spec->label;
    case UnderpaidBy::band:
        return band_column(view)->label;
    case UnderpaidBy::size:
        break;
    }
    return view.names(view.peers().slots.place.value()).spec->label + " size";
}

PeerTable underpaid_table(const PeerView& view, UnderpaidBy by) {
    const analysis::Peers& peers = view.peers();
    PeerTable table;
    table.columns = {{label_of(view, by), "", false},
                     {"share", "Of the rows with enough peers, those well below them", true},
                     {"95 %", "Wilson's interval of the share", true},
                     {"underpaid", "Rows well below their peers", true},
                     {"compared", "Rows with enough peers", true},
                     {"gap",
                      "Half of the underpaid lack more than this share of their peers' "
                      "median",
                      true}};
    LeftOut out;
    const auto add = [&](const UnderpaidShare& share, PeerCell name, PeerLine line) {
        line.words = name.text;
        line.cells = {std::move(name)};
        add_underpaid(view, table, out, share, std::move(line));
    };
    const auto line_of = [](auto engine::PeerPart::*member, std::size_t value, int cluster = -1) {
        PeerLine line;
        line.part.*member = value;
        line.cluster = cluster;
        return line;
    };
    add(peers.underpaid, {"all", -1.0}, PeerLine());
    if (by == UnderpaidBy::cluster)
        for (std::size_t c = 0; c < peers.underpaid_by_cluster.size(); ++c)
            add(peers.underpaid_by_cluster[c],
                {view.result.name(static_cast<int>(c)), static_cast<double>(c)},
                line_of(&engine::PeerPart::cluster, c, static_cast<int>(c)));
    if (by == UnderpaidBy::category)
        for (const std::size_t code : leading_codes(peers.by_category(), 1))
            add(peers.underpaid_by_category[code], name_cell(name_at(view.category(), code)),
                line_of(&engine::PeerPart::category, code));
    if (by == UnderpaidBy::band)
        for (std::size_t band = 0; band < peers.bands.count(); ++band)
            add(peers.underpaid_by_band[band], {band_label(view, band), static_cast<double>(band)},
                line_of(&engine::PeerPart::band, band));
    if (by == UnderpaidBy::size)
        for (std::size_t size = 0; size < peers.underpaid_by_size.size(); ++size)
            add(peers.underpaid_by_size[size], {size_words(view, size), static_cast<double>(size)},
                line_of(&engine::PeerPart::size, size));
    table.note = out.words(view, "rows with enough peers");
    return table;
}

PeerTable flag_table(const PeerView& view) {
    PeerTable table;
    if (!view.peers().flags)
        return table;
    const analysis::FlagsAgainstClusters& flags = *view.peers().flags;
    const schema::Schema& schema = schema_of(view);
    const auto k = static_cast<std::size_t>(view.study.clustering->k);
    table.columns = {{"peers", "", false},
                     {"against their mean", "", false},
                     {"rows", "", true},
                     {"share", "", true},
                     {"median", "Half of the rows have less", true}};
    for (std::size_t group = 0; group < analysis::kFlagGroups; ++group)
        for (std::size_t flag = 0; flag < analysis::kFlagValues; ++flag) {
            const std::size_t rows = flags.at(k, group, flag);
            PeerLine line;
            line.cells = {
                {peers_in_words(schema, group), static_cast<double>(group)},
                {kFlagWords[flag], static_cast<double>(flag)},
                count_cell(rows),
                share_cell(static_cast<double>(rows) /
                           static_cast<double>(std::max<std::size_t>(view.peers().all.rows, 1))),
                measure_cell(view, flags.five[group][flag].median)};
            line.part.flag = {group, flag};
            line.words = flag_words(schema, group, flag);
            table.lines.push_back(std::move(line));
        }
    return table;
}

std::string flags_sentence(const PeerView& view) {
    if (!view.peers().flags)
        return "";
    const analysis::FlagsAgainstClusters& flags = *view.peers().flags;
    return "The three flags together against the groups: adjusted Rand index " +
           base::fixed(flags.adjusted_rand, 3) + ", normalised mutual information " +
           base::fixed(flags.normalized_mutual_information, 3) +
           " (0: nothing in common, 1: the same).";
}

} // namespace cohortscope::plot
