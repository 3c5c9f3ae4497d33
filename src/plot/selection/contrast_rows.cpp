#include "plot/selection/contrast_rows.h"

#include <algorithm>
#include <cmath>

#include "analysis/contrast/contrast_words.h"
#include "analysis/contrast/share_contrast.h"
#include "base/format.h"
#include "plot/clusters/profile_rows.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

using analysis::ContrastKind;
using analysis::Interval;
using analysis::NameContrast;
using analysis::NumberContrast;
using analysis::OfBoth;
using analysis::Ranked;
using analysis::ShareContrast;

constexpr std::size_t kNamesInTip = 5;

struct Words {
    const engine::Contrasted& contrasted;
    const engine::Result& of;
    const SideNames& sides;

    const features::PreparedRows& rows() const { return *contrasted.rows; }
    const schema::Schema& schema() const { return *of.settings.schema; }
};

std::string signed_number(double value, int decimals) {
    const std::string number = base::fixed(std::fabs(value), decimals);
    return value < 0.0 && number != base::fixed(0.0, decimals) ? kMinus + number : number;
}

std::string interval_words(const Interval& interval, int decimals) {
    return signed_number(interval.low, decimals) + " to " + signed_number(interval.high, decimals);
}

std::string verdict(double p, bool telling) {
    return p_words(p) +
           " after correction for all tests: " + (telling ? "beyond chance." : "may be chance.");
}

// Numbers of one column, without their unit, and the unit.
struct Unit {
    analysis::ColumnWords words;
    std::string name; // empty where the number says it

    std::string number(double value) const {
        const schema::ColumnSpec& column = *words.column;
        if (!std::isfinite(value))
            return "–";
        if (column.role == schema::Role::year && !words.age)
            return base::fixed(value, 0);
        return measure_number(column, value);
    }
    std::string finer(double value) const {
        schema::ColumnSpec column = *words.column;
        column.decimals = schema::kPlainDecimals;
        return std::isfinite(value) ? measure_number(column, value) : "–";
    }
};

Unit unit_of(const Words& w, const Ranked& entry) {
    Unit unit{analysis::words_of_number(entry, w.rows(), w.schema()), {}};
    const schema::ColumnSpec& column = *unit.words.column;
    if (unit.words.age)
        unit.name = "years";
    else if (entry.kind != ContrastKind::id_rows && column.role != schema::Role::year)
        unit.name = unit_behind(column);
    return unit;
}

// Ages and counts are called as the features made of them: "experience"; numbers that are features
// themselves keep their label, and are shortened as the feature is.
void set_label(ContrastRow& row, const Words& w, const Unit& unit, ContrastKind kind) {
    row.label = row.brief = unit.words.label;
    const bool counts = kind == ContrastKind::id_rows;
    for (const schema::FeatureSpec& feature : w.schema().features) {
        if (feature.from != unit.words.column->name)
            continue;
        if ((unit.words.age && feature.encoding == schema::Encoding::age) ||
            (counts && feature.encoding == schema::Encoding::count)) {
            row.label = feature.label;
            row.brief = feature.brief;
            return;
        }
        if (!counts && feature.encoding == schema::Encoding::number && !feature.brief.empty())
            row.brief = feature.brief;
    }
}

// The name of a level of an ordered column.
std::string level_name(const schema::ColumnSpec& column, double place) {
    const auto level = static_cast<std::size_t>(
        std::clamp(std::lround(place), 0L, static_cast<long>(column.levels.size()) - 1));
    return column.levels[level];
}

// Medians; means where those read the same.
void set_figures(ContrastRow& row, const NumberContrast& number, const Unit& unit) {
    const OfBoth<double> medians{number.quartiles[0][1], number.quartiles[1][1]};
    row.figures = {unit.number(medians[0]), unit.number(medians[1])};
    row.what = "median";
    const schema::ColumnSpec& column = *unit.words.column;
    const bool levels = !column.levels.empty() && column.role == schema::Role::category;
    if (levels && std::isfinite(medians[0]) && std::isfinite(medians[1])) {
        row.figures = {level_name(column, medians[0]), level_name(column, medians[1])};
        row.what = "median level";
    }
    if (row.figures[0] == row.figures[1] && number.mean[0] != number.mean[1]) {
        row.figures = {unit.finer(number.mean[0]), unit.finer(number.mean[1])};
        row.what = levels ? "mean place among the levels" : "mean";
    }
    if (!unit.name.empty())
        row.what += ", " + unit.name;
}

// "18.2 of the selected against 9.1 of the others".
std::string against(const Words& w, const std::string& first, const std::string& second) {
    return first + " (" + w.sides[0] + ") against " + second + " (" + w.sides[1] + ")";
}

std::string number_tip(const Words& w, const NumberContrast& number, const ContrastRow& row,
                       const Unit& unit) {
    const std::string behind = unit.name.empty() ? "" : " " + unit.name;
    const auto median = [&](int side) { return unit.finer(number.quartiles[side][1]); };
    std::string tip =
        row.label + ": median " + against(w, median(0), median(1)) + behind + "; mean " +
        against(w, unit.finer(number.mean[0]), unit.finer(number.mean[1])) + behind + ". ";
    const double wins = (1.0 + number.effect) / 2.0;
    tip += "Of one row of each, the first has more in " + base::fixed(100.0 * wins, 0) +
           " % of pairs (ties count half): Cliff's delta " + signed_number(number.effect, 2) +
           ", 95 % interval " + interval_words(number.effect_interval, 2) + ". ";
    return tip + verdict(number.p_adjusted, row.telling);
}

ContrastRow number_row(const Words& w, const Ranked& entry) {
    const NumberContrast& number = w.contrasted.contrast.numbers[entry.at];
    const Unit unit = unit_of(w, entry);
    ContrastRow row;
    set_label(row, w, unit, entry.kind);
    set_figures(row, number, unit);
    row.effect = number.effect;
    row.interval = number.effect_interval;
    row.telling = entry.telling;
    row.outside = !is_in_distance(w.of, unit.words.column->name);
    row.tip = number_tip(w, number, row, unit);
    return row;
}

std::string share_text(double share, int decimals) {
    return std::isfinite(share) ? percent(share, decimals) : "–";
}

// A decimal where whole percents hide the difference.
int decimals_of(const ShareContrast& share) {
    const bool equal = share_text(share.share[0], 0) == share_text(share.share[1], 0);
    const bool small = std::min(share.share[0], share.share[1]) < 0.01;
    return equal || small ? 1 : 0;
}

void set_shares(ContrastRow& row, const ShareContrast& share) {
    const int decimals = decimals_of(share);
    row.figures = {share_text(share.share[0], decimals), share_text(share.share[1], decimals)};
    row.effect = share.difference;
    row.interval = share.interval;
}

std::string difference_words(const ShareContrast& share) {
    return "difference " + signed_number(100.0 * share.difference, 1) + " points, 95 % interval " +
           interval_words({100.0 * share.interval.low, 100.0 * share.interval.high}, 1);
}

std::string name_of(const Words& w, std::size_t slot, std::int32_t code) {
    return std::string(w.rows().names[slot].text.names->at(static_cast<std::size_t>(code)));
}

std::string names_tip(const Words& w, const analysis::NamesContrast& names,
                      const ContrastRow& row) {
    std::string tip = row.label + ": ";
    std::size_t told = 0;
    for (const NameContrast& name : names.names) {
        if (told == kNamesInTip)
            break;
        const int decimals = decimals_of(name.share);
        tip += (told++ > 0 ? "; " : "") + name_of(w, names.slot, name.code) + " " +
               against(w, share_text(name.share.share[0], decimals),
                       share_text(name.share.share[1], decimals));
    }
    if (names.names_seen > told)
        tip += "; " + counted(names.names_seen - told, "other name", "other names");
    if (!names.names.empty())
        tip += ". The first: " + difference_words(names.names.front().share);
    return tip + ". All names together: Cramér's V " + base::fixed(names.effect, 2) + ", " +
           verdict(names.p_adjusted, row.telling);
}

ContrastRow names_row(const Words& w, const Ranked& entry) {
    const analysis::NamesContrast& names = w.contrasted.contrast.names[entry.at];
    const features::NamesSlot& slot = w.rows().names[entry.slot];
    ContrastRow row;
    row.label = row.brief = slot.spec->label;
    row.telling = entry.telling;
    row.outside = !is_in_distance(w.of, slot.spec->name);
    const auto found = std::ranges::find(names.names, entry.code, &NameContrast::code);
    if (found != names.names.end()) {
        row.what = name_of(w, entry.slot, entry.code);
        set_shares(row, found->share);
    }
    row.tip = names_tip(w, names, row);
    return row;
}

// A rate's own interval: "40 – 42 %".
std::string range_of(const ShareContrast& share, int side) {
    if (share.n[side] == 0)
        return {};
    const Interval interval = analysis::wilson(share.rows[side], share.n[side]);
    const int decimals = interval.high - interval.low < 0.02 ? 1 : 0;
    return base::fixed(100.0 * interval.low, decimals) + " – " +
           base::fixed(100.0 * interval.high, decimals) + " %";
}

ContrastRow rate_row(const Words& w, const Ranked& entry) {
    const ShareContrast& share = *w.contrasted.contrast.outcome;
    ContrastRow row;
    row.label = row.brief = w.rows().outcome_spec->label;
    row.what = "rate";
    row.telling = entry.telling;
    row.outside = !is_in_distance(w.of, w.rows().outcome_spec->name);
    set_shares(row, share);
    row.figures = {share_text(share.share[0], 1), share_text(share.share[1], 1)};
    row.ranges = {range_of(share, 0), range_of(share, 1)};
    const auto rate = [&](int side) {
        return row.figures[side] + " of " + row_count(share.n[side]) + ", 95 % interval " +
               row.ranges[side];
    };
    row.tip = row.label + ": " + against(w, rate(0), rate(1)) + "; " + difference_words(share) +
              ". " + verdict(share.p_adjusted, row.telling);
    return row;
}

} // namespace

std::string p_words(double p) {
    if (p < 0.001)
        return "p < 0.001";
    return "p = " + base::fixed(p, p < 0.0995 ? 3 : 2);
}

std::vector<ContrastRow> contrast_rows(const engine::Contrasted& contrasted,
                                       const engine::Result& of, const SideNames& sides) {
    const Words w{contrasted, of, sides};
    std::vector<ContrastRow> rows;
    for (const Ranked& entry : contrasted.contrast.ranking) {
        if (entry.kind == ContrastKind::names)
            rows.push_back(names_row(w, entry));
        else if (entry.kind == ContrastKind::outcome && contrasted.contrast.outcome)
            rows.push_back(rate_row(w, entry));
        else if (analysis::words_of_number(entry, w.rows(), w.schema()).column != nullptr)
            rows.push_back(number_row(w, entry));
        else
            continue;
        if (rows.back().outside)
            rows.back().tip += " Not in the distance that the groups are made by.";
    }
    return rows;
}

} // namespace cohortscope::plot
