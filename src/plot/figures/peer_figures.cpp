// Rows among their peers: the benchmark by category and band, and who is underpaid.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/format.h"
#include "engine/peer_study.h"
#include "plot/figures/figure_list.h"
#include "plot/figures/figure_parts.h"
#include "plot/labels.h"
#include "plot/peers/dot_rows.h"
#include "plot/peers/peer_words.h"

namespace cohortscope::plot {

namespace {

using analysis::FiveNumbers;
using analysis::UnderpaidShare;

constexpr std::array kNeeds = {engine::Study::peers};
constexpr std::size_t kMostCategories = 8;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

bool applies(const FigureInput& input) { return engine::has_peers(input.result); }

PeerView view_of(const FigureInput& input) {
    return {study_of<engine::PeerStudy>(input, engine::Study::peers), input.result};
}

bool is_logarithmic(const PeerView& view) {
    return view.measure().encoding == schema::Encoding::logarithm && view.peers().all.lowest > 0;
}

std::string name_of(const PeerView& view, std::size_t code) {
    return std::string(view.category().text.names->at(code));
}

DotRow benchmark_row(const PeerView& view, std::size_t code, std::size_t band) {
    const FiveNumbers& five = view.peers().cell(code, band);
    return {band_label(view, band),
            five.median,
            five.interval.low,
            five.interval.high,
            five.q1,
            five.q3,
            measure_text(view, five.median),
            name_of(view, code) + ", " + band_words(view, band) + ": median " +
                measure_text(view, five.median) + " (95 % " + interval_text(view, five.interval) +
                "), half of " + row_count(five.rows) + " between " + measure_text(view, five.q1) +
                " and " + measure_text(view, five.q3)};
}

// The categories with most rows, as many as there is room for; bands of too few rows are left out.
std::vector<DotSection> benchmark_sections(const PeerView& view, int lines) {
    std::vector<DotSection> sections;
    for (const std::size_t code :
         leading_codes(view.peers().by_category(), view.peers().limits.fewest)) {
        DotSection section{name_of(view, code), {}};
        for (std::size_t band = 0; band < view.peers().bands.count(); ++band)
            if (view.peers().cell(code, band).rows >= view.peers().limits.fewest)
                section.rows.push_back(benchmark_row(view, code, band));
        if (section.rows.empty())
            continue;
        lines -= static_cast<int>(section.rows.size()) + 1;
        if ((lines < 0 && !sections.empty()) || sections.size() == kMostCategories)
            break;
        sections.push_back(std::move(section));
    }
    return sections;
}

Picture make_benchmark(const FigureInput& input, const FigureFrame& frame) {
    const PeerView view = view_of(input);
    DotChart chart;
    chart.sections = benchmark_sections(view, dot_lines(frame));
    chart.logarithmic = is_logarithmic(view);
    chart.column = &view.measure();
    chart.axis = full_label(view.measure()) + (chart.logarithmic ? ", logarithmic axis" : "");
    chart.note = "Dot: median; line: its 95 % interval; band: the middle half. By " +
                 band_column(view)->label + "; the " +
                 counted(chart.sections.size(), view.category().spec->label,
                         plural_of(*view.category().spec)) +
                 " with most rows, groups of at least " +
                 std::to_string(view.peers().limits.fewest) + " rows";
    return {dot_rows(chart, input.result, frame)};
}

std::string benchmark_words(const FigureInput& input) {
    const PeerView view = view_of(input);
    const auto codes = leading_codes(view.peers().by_category(), view.peers().limits.fewest);
    std::string words = "Median " + view.measure().label + " of " +
                        row_count(view.peers().all.rows) + ": " +
                        measure_text(view, view.peers().all.median);
    for (std::size_t i = 0; i < std::min<std::size_t>(codes.size(), 3); ++i) {
        const FiveNumbers& five = view.peers().by_category()[codes[i]];
        words += "; " + name_of(view, codes[i]) + " " + measure_text(view, five.median) +
                 " (95 % " + interval_text(view, five.interval) + ", " + row_count(five.rows) + ")";
    }
    return words + ".";
}

// A count from 1 to 9 on either side tells of too few people to be drawn.
bool is_told(const PeerView& view, const UnderpaidShare& share) {
    const std::size_t fewest = view.peers().limits.fewest;
    const auto few = [&](std::size_t rows) { return rows > 0 && rows < fewest; };
    return share.compared >= std::max<std::size_t>(fewest, 1) && !few(share.underpaid) &&
           !few(share.compared - share.underpaid);
}

DotRow underpaid_row(const PeerView& view, const UnderpaidShare& share, const std::string& name,
                     int cluster) {
    if (!is_told(view, share))
        return {name,   kNone, kNone,          kNone,
                kNone,  kNone, "too few rows", name + ": too few rows to tell",
                cluster};
    const analysis::Interval interval = share.interval();
    return {name,
            share.share(),
            interval.low,
            interval.high,
            kNone,
            kNone,
            percent(share.share()),
            name + ": " + percent(share.share()) + " of " + row_count(share.compared) + " (95 % " +
                percent(interval.low) + " – " + percent(interval.high) + ")" +
                (share.underpaid > 0 ? ", half of them by " + percent(share.median_gap) + " or more"
                                     : ""),
            cluster};
}

Picture make_underpaid(const FigureInput& input, const FigureFrame& frame) {
    const PeerView view = view_of(input);
    const analysis::Peers& peers = view.peers();
    DotSection clusters{"by group", {}};
    for (std::size_t c = 0; c < peers.underpaid_by_cluster.size(); ++c)
        clusters.rows.push_back(underpaid_row(view, peers.underpaid_by_cluster[c],
                                              input.result.name(static_cast<int>(c)),
                                              static_cast<int>(c)));
    DotSection categories{"by " + view.category().spec->label, {}};
    const int room = dot_lines(frame) - static_cast<int>(clusters.rows.size()) - 3;
    const auto most = static_cast<std::size_t>(std::clamp(room, 3, 12));
    for (const std::size_t code : leading_codes(peers.by_category(), peers.limits.fewest)) {
        if (categories.rows.size() == most)
            break;
        if (peers.underpaid_by_category[code].compared >= peers.limits.fewest)
            categories.rows.push_back(
                underpaid_row(view, peers.underpaid_by_category[code], name_of(view, code), -1));
    }
    DotChart chart;
    chart.sections = {std::move(clusters), std::move(categories)};
    chart.axis = "share more than " + percent(peers.limits.gap, 0) + " below the median " +
                 view.measure().label + " of their peers";
    chart.note = "Line: 95 % interval (Wilson). Peers: " + compared_with(view);
    return {dot_rows(chart, input.result, frame)};
}

std::string underpaid_words(const FigureInput& input) {
    const PeerView view = view_of(input);
    return underpaid_sentence(view) + " By group: " +
           by_cluster(input.result,
                      [&](int cluster) {
                          const UnderpaidShare& share =
                              view.peers().underpaid_by_cluster[static_cast<std::size_t>(cluster)];
                          return is_told(view, share) ? percent(share.share())
                                                      : std::string("too few rows");
                      }) +
           ".";
}

} // namespace

Figure benchmark_figure() {
    return {"benchmark",    "Benchmark: what peers have", kNeeds, applies, make_benchmark,
            benchmark_words};
}

Figure underpaid_figure() {
    return {"underpaid",    "Well below the median of their peers", kNeeds, applies, make_underpaid,
            underpaid_words};
}

} // namespace cohortscope::plot
