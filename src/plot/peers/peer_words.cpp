#include "plot/peers/peer_words.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "engine/shown_columns.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

std::string with_unit(const std::string& text, const std::string& unit) {
    return unit.empty() ? text : text + " " + unit;
}

} // namespace

std::shared_ptr<const schema::ColumnSpec> band_column(const PeerView& view) {
    const std::size_t slot = view.peers().slots.number;
    for (const engine::ShownColumn& column : engine::shown_columns(view.result.prepared))
        if (column.kind == engine::ShownKind::number && column.slot == slot)
            return column.spec;
    return view.study.rows->numbers[slot].spec;
}

std::string band_label(const PeerView& view, std::size_t band) {
    const analysis::Bands& bands = view.peers().bands;
    const std::string unit = band_column(view)->unit;
    if (band > 0 && band == bands.edges.size()) // "16 years and more"
        return with_unit(base::shortest(bands.edges.back()), unit) + " and more";
    return with_unit(analysis::label_of(bands, band), unit);
}

std::string band_words(const PeerView& view, std::size_t band) {
    return band_column(view)->label + " " + band_label(view, band);
}

std::string size_words(const PeerView& view, std::size_t size) {
    const schema::ColumnSpec& place = *view.names(view.peers().slots.place.value()).spec;
    if (size == analysis::kSizeLumped)
        return std::string("rare ").append(plural_of(place));
    if (size == analysis::kSizeMissing)
        return std::string("no ").append(place.label);
    const analysis::Bands& sizes = view.peers().sizes;
    const std::size_t band = size - analysis::kFirstSize;
    if (sizes.edges.empty())
        return std::string("every ").append(place.label);
    const auto edge = [&](std::size_t i) {
        return base::grouped(static_cast<long long>(std::ceil(sizes.edges[i])));
    };
    if (band == 0)
        return place.label + " of under " + edge(0) + " rows";
    if (band == sizes.edges.size())
        return place.label + " of " + edge(band - 1) + " rows and more";
    return place.label + " of " + edge(band - 1) + " to " +
           base::grouped(static_cast<long long>(std::ceil(sizes.edges[band])) - 1) + " rows";
}

std::string peers_in_words(const schema::Schema& schema, std::size_t group) {
    std::string words;
    const std::vector<std::string>& columns = schema.peers[group].columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const schema::ColumnSpec* column = schema.find(columns[i]);
        words += (i == 0                    ? "same "
                  : i + 1 == columns.size() ? " and "
                                            : ", ") +
                 (column != nullptr ? column->label : columns[i]);
    }
    return words;
}

std::string flag_words(const schema::Schema& schema, std::size_t group, std::size_t flag) {
    return std::string(kFlagWords[flag]) + " the mean of the " + peers_in_words(schema, group);
}

std::string compared_with(const PeerView& view) {
    return "same " + view.category().spec->label + " and band of " + band_column(view)->label +
           ", at least " + std::to_string(view.peers().limits.fewest) + " rows";
}

std::string peers_note(const PeerView& view) {
    return "Underpaid: more than " + percent(view.peers().limits.gap, 0) + " below the median " +
           view.measure().label + " of their peers (" + compared_with(view) + ")";
}

std::string underpaid_sentence(const PeerView& view) {
    const analysis::UnderpaidShare& all = view.peers().underpaid;
    const std::string noun = view.result.prepared.bound->schema->noun;
    const auto count = [](std::size_t n) { return base::grouped(static_cast<long long>(n)); };
    if (all.compared == 0)
        return std::string("None of ")
            .append(count(all.rows))
            .append(" ")
            .append(noun)
            .append(" has enough peers (")
            .append(compared_with(view))
            .append(").");
    std::string text = count(all.underpaid) + " of " + count(all.compared) + " " + noun +
                       " with enough peers (" + percent(all.share()) + ") lie more than " +
                       percent(view.peers().limits.gap, 0) + " below the median " +
                       view.measure().label + " of their peers (" + compared_with(view) + ")";
    if (all.underpaid > 0)
        text += "; half of them by " + percent(all.median_gap) + " or more";
    text += ".";
    if (all.rows > all.compared)
        text.append(" ").append(count(all.rows - all.compared)).append(" have too few peers.");
    return text;
}

std::string measure_text(const PeerView& view, double value) {
    return std::isfinite(value) ? format_measure(view.measure(), value) : "–";
}

std::string interval_text(const PeerView& view, const analysis::Interval& interval) {
    return std::isfinite(interval.low)
               ? measure_text(view, interval.low) + " – " + measure_text(view, interval.high)
               : "–";
}

std::vector<std::size_t> leading_codes(const std::vector<analysis::FiveNumbers>& of_codes,
                                       std::size_t fewest) {
    std::vector<std::size_t> codes;
    for (std::size_t code = 0; code < of_codes.size(); ++code)
        if (of_codes[code].rows > 0 && of_codes[code].rows >= fewest)
            codes.push_back(code);
    std::ranges::stable_sort(
        codes, [&](std::size_t a, std::size_t b) { return of_codes[a].rows > of_codes[b].rows; });
    return codes;
}

} // namespace cohortscope::plot
