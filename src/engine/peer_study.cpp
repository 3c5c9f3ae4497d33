#include "engine/peer_study.h"

#include <cmath>

#include "analysis/peers/peers.h"
#include "schema/peer_edges.h"

namespace cohortscope::engine {

namespace {

// Rows at the same place, where the schema says nothing else.
constexpr double kPowersOfTen[] = {10.0, 100.0, 1000.0};

std::vector<double> edges_of(const schema::ColumnSpec& column, const char* key) {
    const auto found = column.keys.find(key);
    if (found == column.keys.end())
        return {};
    return schema::edges_of_text(found->second).value_or(std::vector<double>());
}

double limit_of(const schema::ColumnSpec& column, const char* key, double otherwise,
                double highest) {
    const auto found = column.keys.find(key);
    return found == column.keys.end()
               ? otherwise
               : schema::limit_of_text(found->second, 0.0, highest).value_or(otherwise);
}

analysis::PeerLimits limits_of(const schema::ColumnSpec& measure) {
    constexpr double kPercent = 100.0;
    analysis::PeerLimits limits;
    limits.gap = limit_of(measure, schema::kGapKey, kPercent * limits.gap, kPercent) / kPercent;
    limits.fewest = static_cast<std::size_t>(std::ceil(limit_of(
        measure, schema::kFewestKey, static_cast<double>(limits.fewest), schema::kMostFewest)));
    return limits;
}

} // namespace

PeerStudy study_peers(const Result& result, base::Progress& progress) {
    const schema::Bound& bound = *result.prepared.bound;
    PeerStudy study;
    study.rows = result.prepared.rows;
    study.clustering = result.clustering;
    const auto slots = features::benchmark_slots(bound);
    if (!slots) {
        study.missing = features::why_no_benchmark(bound);
        return study;
    }
    analysis::PeersInput input{
        *result.prepared.rows, *result.clustering, *slots, features::peer_slots(bound), {}, {}};
    input.bands.edges = edges_of(*bound.numbers[slots->number].spec, schema::kBandsKey);
    if (slots->place)
        input.sizes.edges = edges_of(*bound.names[*slots->place].spec, schema::kSizesKey);
    if (input.sizes.edges.empty())
        input.sizes.edges.assign(std::begin(kPowersOfTen), std::end(kPowersOfTen));
    input.limits = limits_of(*bound.measure->spec);
    study.peers = std::make_shared<const analysis::Peers>(analysis::peers(input, progress));
    return study;
}

bool has_peers(const Result& result) {
    return features::benchmark_slots(*result.prepared.bound).has_value();
}

} // namespace cohortscope::engine
