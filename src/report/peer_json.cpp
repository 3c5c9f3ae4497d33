#include "report/peer_json.h"

#include "analysis/peers/peers.h"
#include "base/format.h"
#include "base/printable.h"

namespace cohortscope::report {

namespace {

using analysis::FiveNumbers;
using analysis::Peers;
using analysis::UnderpaidShare;
using Json = nlohmann::ordered_json;

std::string name_at(const features::NamesSlot& names, std::size_t code) {
    return std::string(names.text.names->at(code));
}

bool is_enough(const Peers& peers, std::size_t rows) {
    return rows > 0 && rows >= peers.limits.fewest;
}

Json pair_json(const analysis::Interval& interval) { return {interval.low, interval.high}; }

Json quartiles_json(const FiveNumbers& five) {
    return {{"rows", five.rows},
            {"p25", five.q1},
            {"median", five.median},
            {"p75", five.q3},
            {"interval", pair_json(five.interval)}};
}

Json five_json(const FiveNumbers& five) {
    return {{"rows", five.rows},     {"lowest", five.lowest}, {"p25", five.q1},
            {"median", five.median}, {"p75", five.q3},        {"highest", five.highest}};
}

Json share_json(const Peers& peers, const UnderpaidShare& share) {
    Json json = {{"rows", share.rows}, {"compared", share.compared}};
    if (!is_enough(peers, share.compared))
        return json;
    json["underpaid"] = share.underpaid;
    json["share"] = share.share();
    json["interval"] = pair_json(share.interval());
    json["median_gap"] = share.median_gap;
    return json;
}

Json shares_json(const Peers& peers, const std::vector<UnderpaidShare>& shares) {
    Json list = Json::array();
    for (const UnderpaidShare& share : shares)
        list.push_back(share_json(peers, share));
    return list;
}

Json benchmark_json(const engine::PeerStudy& study) {
    const Peers& peers = *study.peers;
    Json list = Json::array();
    std::size_t groups = 0, rows = 0;
    for (std::size_t code = 0; code < peers.categories; ++code)
        for (std::size_t band = 0; band < peers.bands.count(); ++band) {
            const FiveNumbers& five = peers.cell(code, band);
            if (!is_enough(peers, five.rows)) {
                groups += five.rows > 0 ? 1 : 0;
                rows += five.rows;
                continue;
            }
            Json entry = {{"category", name_at(study.rows->names[peers.slots.category], code)},
                          {"band", band}};
            entry.update(quartiles_json(five));
            list.push_back(std::move(entry));
        }
    return {{"groups", std::move(list)}, {"too_small", {{"groups", groups}, {"rows", rows}}}};
}

Json underpaid_json(const engine::PeerStudy& study) {
    const Peers& peers = *study.peers;
    Json json = share_json(peers, peers.underpaid);
    json["by_cluster"] = shares_json(peers, peers.underpaid_by_cluster);
    Json categories = Json::object();
    const features::NamesSlot& names = study.rows->names[peers.slots.category];
    for (std::size_t code = 0; code < peers.categories; ++code)
        if (is_enough(peers, peers.underpaid_by_category[code].compared))
            categories[name_at(names, code)] = share_json(peers, peers.underpaid_by_category[code]);
    json["by_category"] = std::move(categories);
    json["by_band"] = shares_json(peers, peers.underpaid_by_band);
    if (peers.slots.place) {
        const auto first = peers.underpaid_by_size.begin();
        json["by_size"] =
            shares_json(peers, {first + analysis::kFirstSize, peers.underpaid_by_size.end()});
        json["rare_places"] = share_json(peers, peers.underpaid_by_size[analysis::kSizeLumped]);
        json["unknown_places"] = share_json(peers, peers.underpaid_by_size[analysis::kSizeMissing]);
    }
    return json;
}

// By column, then by name; of the flags by group of peers, then in words.
Json fives_json(const engine::PeerStudy& study) {
    const Peers& peers = *study.peers;
    Json columns = Json::object();
    for (std::size_t slot = 0; slot < peers.names.size(); ++slot) {
        const features::NamesSlot& names = study.rows->names[slot];
        Json of_names = Json::object();
        for (std::size_t code = 0; code < peers.names[slot].five.size(); ++code)
            if (is_enough(peers, peers.names[slot].five[code].rows))
                of_names[name_at(names, code)] = five_json(peers.names[slot].five[code]);
        columns[names.spec->name] = std::move(of_names);
    }
    Json bands = Json::array();
    for (const FiveNumbers& five : peers.by_band)
        bands.push_back(is_enough(peers, five.rows) ? five_json(five) : Json());
    columns[study.rows->numbers[peers.slots.number].spec->name] = std::move(bands);
    return columns;
}

} // namespace

Json peers_json(const engine::PeerStudy& study) {
    const Peers& peers = *study.peers;
    Json json = {{"category", study.rows->names[peers.slots.category].spec->name},
                 {"number", study.rows->numbers[peers.slots.number].spec->name},
                 {"measure", study.rows->measure_spec->name},
                 {"band_edges", peers.bands.edges}};
    if (peers.slots.place) {
        json["place"] = study.rows->names[*peers.slots.place].spec->name;
        json["size_edges"] = peers.sizes.edges;
    }
    json["gap"] = peers.limits.gap;
    json["fewest_rows"] = peers.limits.fewest;
    json["benchmark"] = benchmark_json(study);
    json["underpaid"] = underpaid_json(study);
    json["five_numbers"] = fives_json(study);
    return json;
}

std::string peers_line(const engine::PeerStudy& study) {
    if (!study.peers)
        return "peers: " + base::printable(study.missing);
    const UnderpaidShare& all = study.peers->underpaid;
    const auto count = [](std::size_t n) { return base::grouped(static_cast<long long>(n)); };
    std::string text = "peers: " + count(all.underpaid) + " of " + count(all.compared) +
                       " rows with enough peers lie more than " +
                       base::fixed(100.0 * study.peers->limits.gap, 0) +
                       " % below the median of theirs";
    if (all.underpaid > 0)
        text += ", half of them by " + base::fixed(100.0 * all.median_gap, 1) + " % or more";
    return text;
}

} // namespace cohortscope::report
