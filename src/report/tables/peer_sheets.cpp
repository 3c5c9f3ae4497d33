#include "report/tables/peer_sheets.h"

#include <algorithm>
#include <array>
#include <limits>

#include "analysis/peers/peers.h"
#include "plot/peers/peer_words.h"
#include "report/tables/cells.h"

namespace cohortscope::report {

namespace {

using analysis::FiveNumbers;
using analysis::UnderpaidShare;

SheetColumn whole_column(std::string name, std::string label) {
    return {.name = std::move(name), .label = std::move(label), .kind = CellKind::whole};
}
SheetColumn share_column(std::string name, std::string label) {
    return {.name = std::move(name), .label = std::move(label), .kind = CellKind::share};
}

// The categories that are given by themselves, most rows first, and the rest of the rows.
struct Categories {
    std::vector<std::size_t> codes;
    std::vector<std::size_t> rest;
    std::vector<std::size_t> rows; // of each, the rest's at the end where there is one
    std::vector<char> hidden;      // how many rows it has is not given
    std::size_t count() const { return rows.size(); }
};

// A total that another table keeps back stays out of these as well.
bool is_kept_back(const Figures& figures, const schema::ColumnSpec& spec, std::string_view name) {
    for (const LevelFigures& levels : figures.levels)
        if (levels.spec->name == spec.name)
            for (std::size_t level = 0; level < levels.levels.size(); ++level)
                if (levels.levels[level] == name)
                    return levels.mask.at(level, figures.k());
    return false;
}

Categories chosen_categories(const plot::PeerView& view, const Figures& figures) {
    Categories made;
    const std::vector<FiveNumbers>& of_codes = view.peers().by_category();
    for (const std::size_t code : plot::leading_codes(of_codes, 1)) {
        const bool own = made.codes.size() < kMostSheetCategories &&
                         !is_small(of_codes[code].rows, figures.smallest);
        (own ? made.codes : made.rest).push_back(code);
    }
    for (const std::size_t code : made.codes)
        made.rows.push_back(of_codes[code].rows);
    if (!made.rest.empty()) {
        std::size_t rows = 0;
        for (const std::size_t code : made.rest)
            rows += of_codes[code].rows;
        made.rows.push_back(rows);
    }
    made.hidden = hide_small(made.rows, figures.smallest);
    for (std::size_t i = 0; i < made.codes.size(); ++i)
        if (is_kept_back(figures, *view.category().spec,
                         view.category().text.names->at(made.codes[i])))
            made.hidden[i] = 1;
    return made;
}

// Calls each(column, code) for the code of every category and its column in the table.
template <class Each> void for_codes(const Categories& categories, const Each& each) {
    for (std::size_t i = 0; i < categories.codes.size(); ++i)
        each(i, categories.codes[i]);
    for (const std::size_t code : categories.rest)
        each(categories.codes.size(), code);
}

// What the part is called; the rest of the categories have no name of their own.
std::string name_of(const plot::PeerView& view, const Categories& categories, std::size_t column) {
    return column < categories.codes.size()
               ? std::string(view.category().text.names->at(categories.codes[column]))
               : "(others)";
}

// The sheet of quartiles, a line a cell and a line a total.
class BenchmarkSheet {
  public:
    BenchmarkSheet(const plot::PeerView& view, const Categories& categories, std::size_t smallest)
        : view_(view), categories_(categories), smallest_(smallest), counts_(counted()),
          mask_(mask_of(counts_, categories.rows, categories.hidden, smallest)) {}

    // How many rows a band has is not given.
    std::vector<char> bands_hidden() const {
        std::vector<char> hidden;
        for (std::size_t band = 0; band < counts_.rows; ++band)
            hidden.push_back(mask_.at(band, counts_.columns) ? 1 : 0);
        return hidden;
    }

    Sheet sheet() const {
        Sheet sheet = empty();
        const analysis::Peers& peers = view_.peers();
        add(sheet, "all", "all", peers.all, false);
        for (std::size_t band = 0; band < counts_.rows; ++band)
            add(sheet, "all", label(band), peers.by_band[band], mask_.at(band, counts_.columns));
        for (std::size_t column = 0; column < categories_.count(); ++column)
            add_category(sheet, column);
        name_hidden(sheet);
        return sheet;
    }

  private:
    CountTable counted() const {
        CountTable table{view_.peers().bands.count(), categories_.count(), {}, {}};
        table.counts.assign(table.rows * table.columns, 0);
        for_codes(categories_, [&](std::size_t column, std::size_t code) {
            for (std::size_t band = 0; band < table.rows; ++band)
                table.counts[band * table.columns + column] += view_.peers().cell(code, band).rows;
        });
        return table;
    }

    std::string label(std::size_t band) const {
        return analysis::label_of(view_.peers().bands, band);
    }

    Sheet empty() const {
        const auto money = [&](std::string name, std::string words) {
            const schema::ColumnSpec& measure = view_.measure();
            return SheetColumn{.name = std::move(name),
                               .label = std::move(words),
                               .kind = measure.currency.empty() ? CellKind::real : CellKind::money,
                               .unit = measure.currency == "INR"   ? "₹"
                                       : !measure.currency.empty() ? measure.currency
                                                                   : measure.unit};
        };
        const auto bands = plot::band_column(view_);
        return {.name = "benchmark",
                .title = "What peers have: " + view_.measure().label + " by " +
                         view_.category().spec->label + " and " + bands->label,
                .notes = {"The interval is that of the median, 95 %, binomial: between two of the "
                          "values, whatever their distribution",
                          small_cells_rule(smallest_)},
                .columns = {{.name = "category", .label = view_.category().spec->label},
                            {.name = "band", .label = bands->label, .unit = bands->unit},
                            whole_column("rows", "rows"),
                            money("p25", "25th percentile"),
                            money("median", "median"),
                            money("p75", "75th percentile"),
                            money("median_low", "median, lower end"),
                            money("median_high", "median, upper end")},
                .rows = {}};
    }

    void add(Sheet& sheet, const std::string& name, const std::string& band,
             const FiveNumbers& five, bool hidden) const {
        const bool keeps = hidden || is_small(five.rows, smallest_);
        std::vector<Cell> row = {name, band, unless(keeps, static_cast<long long>(five.rows))};
        for (const double value :
             {five.q1, five.median, five.q3, five.interval.low, five.interval.high})
            row.push_back(unless(keeps, value));
        sheet.rows.push_back(std::move(row));
    }

    // Of the rest the rows alone: quartiles of lumps say nothing.
    void add_category(Sheet& sheet, std::size_t column) const {
        const std::string name = name_of(view_, categories_, column);
        if (column < categories_.codes.size()) {
            const std::size_t code = categories_.codes[column];
            add(sheet, name, "all", view_.peers().by_category()[code],
                categories_.hidden[column] != 0);
            for (std::size_t band = 0; band < counts_.rows; ++band)
                add(sheet, name, label(band), view_.peers().cell(code, band),
                    mask_.at(band, column));
            return;
        }
        const auto add_count = [&](const std::string& band, std::size_t rows, bool hidden) {
            std::vector<Cell> row(sheet.columns.size());
            row[0] = name;
            row[1] = band;
            row[2] = unless(hidden, static_cast<long long>(rows));
            sheet.rows.push_back(std::move(row));
        };
        add_count("all", categories_.rows[column], categories_.hidden[column] != 0);
        for (std::size_t band = 0; band < counts_.rows; ++band)
            add_count(label(band), counts_.counts[band * counts_.columns + column],
                      mask_.at(band, column));
    }

    const plot::PeerView& view_;
    const Categories& categories_;
    std::size_t smallest_;
    CountTable counts_;
    CountMask mask_;
};

// By what the underpaid are counted: its parts, and how many rows of each are given.
struct Counting {
    std::string by;
    std::vector<std::string> names;
    std::vector<UnderpaidShare> shares;
    std::vector<char> hidden; // how many rows the part has is not given
};

UnderpaidShare sum_of(const std::vector<UnderpaidShare>& shares) {
    UnderpaidShare sum;
    for (const UnderpaidShare& share : shares) {
        sum.rows += share.rows;
        sum.compared += share.compared;
        sum.underpaid += share.underpaid;
    }
    sum.median_gap = std::numeric_limits<double>::quiet_NaN();
    return sum;
}

Counting by_category(const plot::PeerView& view, const Categories& categories) {
    Counting made{view.category().spec->name, {}, {}, categories.hidden};
    const std::vector<UnderpaidShare>& of_codes = view.peers().underpaid_by_category;
    for (std::size_t i = 0; i < categories.count(); ++i)
        made.names.push_back(name_of(view, categories, i));
    for (const std::size_t code : categories.codes)
        made.shares.push_back(of_codes[code]);
    std::vector<UnderpaidShare> rest;
    for (const std::size_t code : categories.rest)
        rest.push_back(of_codes[code]);
    if (!rest.empty())
        made.shares.push_back(sum_of(rest));
    return made;
}

std::vector<Counting> countings(const plot::PeerView& view, const Figures& figures,
                                const Categories& categories,
                                const std::vector<char>& bands_hidden) {
    const analysis::Peers& peers = view.peers();
    std::vector<Counting> all = {
        {"cluster", figures.names, peers.underpaid_by_cluster, figures.hidden},
        by_category(view, categories)};
    Counting bands{plot::band_column(view)->label, {}, peers.underpaid_by_band, bands_hidden};
    for (std::size_t band = 0; band < peers.bands.count(); ++band)
        bands.names.push_back(analysis::label_of(peers.bands, band));
    all.push_back(std::move(bands));
    if (peers.slots.place) {
        Counting sizes{
            view.names(*peers.slots.place).spec->name + "_size", {}, peers.underpaid_by_size, {}};
        std::vector<std::size_t> rows;
        for (std::size_t size = 0; size < sizes.shares.size(); ++size) {
            sizes.names.push_back(plot::size_words(view, size));
            rows.push_back(sizes.shares[size].rows);
        }
        sizes.hidden = hide_small(rows, figures.smallest);
        all.push_back(std::move(sizes));
    }
    return all;
}

// The underpaid, and all others.
constexpr std::size_t kKinds = 2;

std::size_t without_peers(const UnderpaidShare& share) { return share.rows - share.compared; }

CountMask mask_of_counting(const Counting& counting, std::size_t smallest) {
    CountTable table{kKinds, counting.shares.size(), {}, {}};
    std::vector<std::size_t> totals;
    for (const UnderpaidShare& share : counting.shares)
        table.counts.push_back(share.underpaid);
    for (const UnderpaidShare& share : counting.shares) {
        table.counts.push_back(share.rows - share.underpaid);
        totals.push_back(share.rows);
    }
    return mask_of(table, totals, counting.hidden, smallest);
}

// What stays out of one counting, by part.
struct Hidden {
    std::vector<char> underpaid, without;
};

// All countings have the same totals: what one keeps back no other may give.
struct Masks {
    std::vector<Hidden> of;
    Hidden all; // of one part: everybody
};

// A few who are not underpaid would follow from the rows, the underpaid and those without peers.
bool gives_few_others(const Counting& counting, const Hidden& hidden, std::size_t smallest) {
    for (std::size_t part = 0; part < counting.shares.size(); ++part) {
        const UnderpaidShare& share = counting.shares[part];
        if (hidden.underpaid[part] == 0 && hidden.without[part] == 0 &&
            is_small(share.compared - share.underpaid, smallest))
            return true;
    }
    return false;
}

std::vector<char> without_hidden(const Counting& counting, std::size_t smallest) {
    std::vector<std::size_t> counts;
    for (const UnderpaidShare& share : counting.shares)
        counts.push_back(without_peers(share));
    std::vector<char> hidden = hide_small(counts, smallest);
    for (std::size_t part = 0; part < hidden.size(); ++part)
        hidden[part] |= counting.hidden[part];
    return hidden;
}

Masks masks_of(const UnderpaidShare& all, const std::vector<Counting>& countings,
               std::size_t smallest) {
    Masks made{{}, {{0}, {is_small(without_peers(all), smallest) ? char{1} : char{0}}}};
    std::vector<char> total_hidden;
    bool few_others = false;
    for (const Counting& counting : countings) {
        const std::size_t parts = counting.shares.size();
        const CountMask mask = mask_of_counting(counting, smallest);
        Hidden hidden{std::vector<char>(parts), without_hidden(counting, smallest)};
        for (std::size_t part = 0; part < parts; ++part)
            hidden.underpaid[part] = mask.at(0, part) || mask.at(1, part) ? 1 : 0;
        total_hidden.push_back(mask.at(0, parts) || mask.at(1, parts) ? 1 : 0);
        made.all.underpaid[0] |= total_hidden.back();
        few_others = few_others || gives_few_others(counting, hidden, smallest);
        made.of.push_back(std::move(hidden));
    }
    for (std::size_t i = 0; i < countings.size(); ++i) {
        if (made.all.underpaid[0] != 0 && total_hidden[i] == 0)
            made.of[i].underpaid.assign(countings[i].shares.size(), 1);
        if (few_others)
            made.of[i].without.assign(countings[i].shares.size(), 1);
    }
    made.all.without[0] |= few_others ? 1 : 0;
    return made;
}

// Where it is not told how many lack peers they count as not underpaid, so that the share does not
// tell it either.
std::vector<Cell> underpaid_row(const std::string& by, const std::string& name,
                                const UnderpaidShare& told, const Hidden& hidden, std::size_t part,
                                bool rows_hidden, std::size_t smallest) {
    UnderpaidShare share = told;
    if (hidden.without[part] != 0)
        share.compared = share.rows;
    const bool no_share = hidden.underpaid[part] != 0 || is_small(share.compared, smallest);
    const bool coded = smallest > 1 && share.compared < kCodedBelow &&
                       (share.share() < kLowRate || share.share() > kHighRate);
    return {
        by,
        name,
        unless(rows_hidden, static_cast<long long>(told.rows)),
        unless(hidden.without[part] != 0, static_cast<long long>(without_peers(told))),
        unless(hidden.underpaid[part] != 0, static_cast<long long>(told.underpaid)),
        unless(no_share, coded ? std::clamp(share.share(), kLowRate, kHighRate) : share.share()),
        unless(no_share || coded, share.interval().low),
        unless(no_share || coded, share.interval().high),
        unless(hidden.underpaid[part] != 0 || is_small(told.underpaid, smallest), told.median_gap)};
}

Sheet underpaid_sheet(const plot::PeerView& view, const std::vector<Counting>& countings,
                      std::size_t smallest) {
    Sheet sheet{.name = "underpaid",
                .title = "Rows notably below the median of their peers",
                .notes = {plot::peers_note(view),
                          "The share is of the rows with enough peers; where it is not given how "
                          "many lack them, of all rows",
                          small_cells_rule(smallest)},
                .columns = {{.name = "by", .label = "by"},
                            {.name = "part", .label = "part"},
                            whole_column("rows", "rows"),
                            whole_column("without_peers", "without enough peers"),
                            whole_column("underpaid", "underpaid"),
                            share_column("share", "share underpaid"),
                            share_column("share_low", "share, lower end"),
                            share_column("share_high", "share, upper end"),
                            share_column("median_gap", "median gap")},
                .rows = {}};
    const Masks masks = masks_of(view.peers().underpaid, countings, smallest);
    sheet.rows.push_back(
        underpaid_row("all", "all", view.peers().underpaid, masks.all, 0, false, smallest));
    for (std::size_t i = 0; i < countings.size(); ++i)
        for (std::size_t part = 0; part < countings[i].shares.size(); ++part)
            sheet.rows.push_back(underpaid_row(countings[i].by, countings[i].names[part],
                                               countings[i].shares[part], masks.of[i], part,
                                               countings[i].hidden[part] != 0, smallest));
    name_hidden(sheet);
    return sheet;
}

} // namespace

std::vector<Sheet> peer_sheets(const engine::Result& result, const engine::PeerStudy& study,
                               const Figures& figures) {
    if (!study.peers)
        return {};
    const plot::PeerView view{study, result};
    const Categories categories = chosen_categories(view, figures);
    const BenchmarkSheet benchmark(view, categories, figures.smallest);
    std::vector<Sheet> sheets = {benchmark.sheet()};
    sheets.push_back(underpaid_sheet(
        view, countings(view, figures, categories, benchmark.bands_hidden()), figures.smallest));
    return sheets;
}

} // namespace cohortscope::report
