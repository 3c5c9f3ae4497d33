// The groups of peers as tables: five numbers, the best paid places, the rows at both ends.
#include <algorithm>

#include "plot/peers/peer_table_parts.h"

namespace cohortscope::plot {

namespace {

using analysis::FiveNumbers;

std::vector<PeerCell> five_cells(const PeerView& view, std::string name, const FiveNumbers& five) {
    return {name_cell(std::move(name)),      count_cell(five.rows),
            measure_cell(view, five.lowest), measure_cell(view, five.q1),
            measure_cell(view, five.median), measure_cell(view, five.q3),
            measure_cell(view, five.highest)};
}

} // namespace

std::vector<PeerGrouping> groupings(const PeerView& view) {
    std::vector<PeerGrouping> all;
    if (view.peers().flags)
        all.push_back({PeerGrouping::Kind::flags, 0});
    all.push_back({PeerGrouping::Kind::bands, 0});
    for (std::size_t slot = 0; slot < view.peers().names.size(); ++slot)
        all.push_back({PeerGrouping::Kind::names, slot});
    return all;
}

std::string label_of(const PeerView& view, const PeerGrouping& grouping) {
    return grouping.kind == PeerGrouping::Kind::flags   ? "flag"
           : grouping.kind == PeerGrouping::Kind::bands ? band_column(view)->label
                                                        : view.names(grouping.slot).spec->label;
}

namespace {

// A group of a grouping: its name and rows, and where its five numbers and its ends are.
struct Group {
    std::string name, words;
    const FiveNumbers* five = nullptr;
    const analysis::Ends* ends = nullptr;
    PeerLine line;
};

std::vector<Group> groups_of(const PeerView& view, const PeerGrouping& grouping) {
    const analysis::Peers& peers = view.peers();
    std::vector<Group> groups;
    if (grouping.kind == PeerGrouping::Kind::flags) {
        for (std::size_t group = 0; group < analysis::kFlagGroups; ++group)
            for (std::size_t flag = 0; flag < analysis::kFlagValues; ++flag) {
                Group made{std::string(kFlagWords[flag]) + ", " +
                               peers_in_words(schema_of(view), group),
                           flag_words(schema_of(view), group, flag),
                           &peers.flags->five[group][flag],
                           &peers.flags->ends[group][flag],
                           {}};
                made.line.part.flag = {group, flag};
                groups.push_back(std::move(made));
            }
    } else if (grouping.kind == PeerGrouping::Kind::bands) {
        for (std::size_t band = 0; band < peers.bands.count(); ++band) {
            Group made{
                band_label(view, band), band_words(view, band), &peers.by_band[band], nullptr, {}};
            made.line.part.band = band;
            groups.push_back(std::move(made));
        }
    } else {
        const analysis::PeerNames& names = peers.names[grouping.slot];
        for (const std::size_t code : leading_codes(names.five, 1)) {
            Group made{name_at(view.names(grouping.slot), code),
                       "",
                       &names.five[code],
                       &names.ends[code],
                       {}};
            made.line.name = {grouping.slot, code};
            groups.push_back(std::move(made));
        }
    }
    for (Group& group : groups)
        group.line.words = group.words.empty() ? group.name : group.words;
    return groups;
}

PeerLine end_line(const PeerView& view, const Group& group, std::uint32_t row, std::size_t place,
                  bool highest) {
    const features::PreparedRows& rows = *view.study.rows;
    const analysis::Peers& peers = view.peers();
    const auto code = static_cast<std::size_t>(view.category().text.codes[row]);
    PeerLine line;
    const double order = static_cast<double>(place) + (highest ? 0.0 : 0.5);
    line.cells = {name_cell(group.name),
                  {std::string(highest ? "highest " : "lowest ") + std::to_string(place), order},
                  measure_cell(view, rows.measure[row]),
                  name_cell(name_at(view.category(), code)),
                  {analysis::label_of(peers.bands, peers.band_of[row]),
                   static_cast<double>(peers.band_of[row])}};
    if (peers.slots.place) {
        const features::NamesSlot& places = view.names(*peers.slots.place);
        line.cells.push_back(
            name_cell(name_at(places, static_cast<std::size_t>(places.text.codes[row]))));
    }
    line.cells.push_back(count_cell(std::size_t{rows.rows[row]} + 1));
    line.row = row;
    line.cluster = static_cast<int>(view.study.clustering->labels[row]);
    line.words = "row " + base::grouped(static_cast<long long>(rows.rows[row]) + 1);
    return line;
}

} // namespace

PeerTable five_number_table(const PeerView& view, const PeerGrouping& grouping) {
    PeerTable table;
    table.columns = {{label_of(view, grouping), "", false},
                     {"rows", "", true},
                     {"lowest", "", true},
                     {"p25", "A quarter of the rows have less", true},
                     {"median", "Half of the rows have less", true},
                     {"p75", "A quarter of the rows have more", true},
                     {"highest", "", true}};
    LeftOut out;
    for (Group& group : groups_of(view, grouping)) {
        if (!is_enough(view, group.five->rows)) {
            out.add(group.five->rows);
            continue;
        }
        group.line.cells = five_cells(view, group.name, *group.five);
        table.lines.push_back(std::move(group.line));
    }
    table.note = out.words(view);
    return table;
}

PeerTable place_table(const PeerView& view) {
    PeerTable table;
    if (!view.peers().slots.place)
        return table;
    const std::size_t slot = *view.peers().slots.place;
    const schema::ColumnSpec& spec = *view.names(slot).spec;
    table.columns = {{spec.label, "", false},
                     {"median", "Half of the rows have less", true},
                     {"median, 95 %", kIntervalHelp, true},
                     {"p25", "A quarter of the rows have less", true},
                     {"p75", "A quarter of the rows have more", true},
                     {"rows", "", true}};
    LeftOut out;
    for (Group& group : groups_of(view, {PeerGrouping::Kind::names, slot})) {
        const FiveNumbers& five = *group.five;
        if (group.name == spec.missing_name ||
            (view.names(slot).rare_rows > 0 && group.name == spec.rare_name))
            continue;
        if (!is_enough(view, five.rows)) {
            out.add(five.rows);
            continue;
        }
        group.line.cells = {name_cell(group.name),
                            measure_cell(view, five.median),
                            interval_cell(view, five.interval),
                            measure_cell(view, five.q1),
                            measure_cell(view, five.q3),
                            count_cell(five.rows)};
        table.lines.push_back(std::move(group.line));
    }
    std::ranges::stable_sort(table.lines, [](const PeerLine& a, const PeerLine& b) {
        return a.cells[1].order > b.cells[1].order;
    });
    table.note = out.words(view) + "Rare and unknown " + plural_of(spec) + " are left out.";
    return table;
}

PeerTable ends_table(const PeerView& view, const PeerGrouping& grouping, std::string_view having) {
    PeerTable table;
    table.columns = {{label_of(view, grouping), "", false},
                     {"place", "Of the rows with most, and of those with least", false},
                     {view.measure().label, "", true},
                     {view.category().spec->label, "", false},
                     {band_column(view)->label, "", false}};
    if (view.peers().slots.place)
        table.columns.push_back({view.names(*view.peers().slots.place).spec->label, "", false});
    table.columns.push_back({"row", "Its number in the file; ids are not shown", true});
    const std::string wanted = base::lower(having);
    std::size_t found = 0, shown = 0;
    for (const Group& group : groups_of(view, grouping)) {
        if (group.ends == nullptr || !is_enough(view, group.five->rows) ||
            base::lower(group.name).find(wanted) == std::string::npos)
            continue;
        if (++found > kMostEndGroups)
            continue;
        ++shown;
        for (std::size_t i = 0; i < group.ends->highest.size(); ++i)
            table.lines.push_back(end_line(view, group, group.ends->highest[i], i + 1, true));
        for (std::size_t i = 0; i < group.ends->lowest.size(); ++i)
            table.lines.push_back(end_line(view, group, group.ends->lowest[i], i + 1, false));
    }
    if (found > shown)
        table.note = "The " + std::to_string(shown) + " largest of " +
                     base::grouped(static_cast<long long>(found)) +
                     "; type a name to find another. ";
    table.note += "Of each the " + std::to_string(analysis::kEndRows) +
                  " rows with most and with least, of at least " +
                  std::to_string(view.peers().limits.fewest) + " rows.";
    return table;
}

} // namespace cohortscope::plot
