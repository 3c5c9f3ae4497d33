#include "features/peers/benchmark_slots.h"

#include <algorithm>

namespace cohortscope::features {

namespace {

template <class Slots>
std::optional<std::size_t> slot_of(const Slots& slots, const std::string& column) {
    const auto found =
        std::ranges::find_if(slots, [&](const auto& slot) { return slot.spec->name == column; });
    return found == slots.end() ? std::nullopt
                                : std::optional(static_cast<std::size_t>(found - slots.begin()));
}

bool is_category(const schema::Schema& schema, const std::string& column) {
    const schema::ColumnSpec* spec = schema.find(column);
    return spec != nullptr && spec->role == schema::Role::category;
}

std::optional<BenchmarkSlots> slots_of(const schema::Bound& bound, const schema::PeerSpec& peers) {
    std::optional<std::size_t> category, number, place;
    for (const std::string& column : peers.columns)
        if (!is_category(*bound.schema, column))
            number = number ? number : slot_of(bound.numbers, column);
        else if (!category)
            category = slot_of(bound.names, column);
        else if (!place)
            place = slot_of(bound.names, column);
    if (!category || !number)
        return std::nullopt;
    return BenchmarkSlots{*category, *number, place};
}

} // namespace

std::optional<BenchmarkSlots> benchmark_slots(const schema::Bound& bound) {
    if (!bound.measure)
        return std::nullopt;
    for (const schema::PeerSpec& peers : bound.schema->peers)
        if (const std::optional<BenchmarkSlots> slots = slots_of(bound, peers))
            return slots;
    return std::nullopt;
}

std::string why_no_benchmark(const schema::Bound& bound) {
    if (benchmark_slots(bound))
        return "";
    if (!bound.measure)
        return "This table has no measure, such as pay, by which peers could be compared.";
    if (bound.schema->peers.empty())
        return "The schema does not say who are peers: its list \"peers\" is empty.";
    return "No group of peers in the schema has both a category and a number that this table has.";
}

} // namespace cohortscope::features
