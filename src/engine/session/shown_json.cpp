// Names and finals: what they hang on is a place in the list of groupings.
#include <algorithm>
#include <limits>
#include <set>

#include "base/error.h"
#include "engine/session/session_parts.h"

namespace cohortscope::engine {

namespace {

constexpr std::size_t kMostEarlier = 64;                 // finals that a tracker remembers
constexpr std::uint64_t kExact = std::uint64_t{1} << 53; // whole numbers that every reader keeps

SnapshotPtr grouping_at(const schema::Place& place, const std::vector<SnapshotPtr>& all) {
    if (!place.has("grouping"))
        place.fail("the key \"grouping\"");
    if (all.empty())
        place.at("grouping").fail("groupings in the session");
    return all[static_cast<std::size_t>(
        schema::whole_at(place, "grouping", 0, static_cast<int>(all.size()) - 1, 0))];
}

// Distinct colours; k of them where that is not 0.
std::vector<int> colours_at(const schema::Place& place, std::size_t k) {
    if (!place.has("colours") || !place.at("colours").value.is_array())
        place.fail("the key \"colours\" with a list");
    const schema::Place list = place.at("colours");
    std::vector<int> colours;
    std::set<int> seen;
    if (list.value.size() > analysis::kMaximumClusters || (k != 0 && list.value.size() != k))
        list.fail("a colour for each group");
    for (std::size_t i = 0; i < list.value.size(); ++i) {
        const schema::Place at = list.at(i);
        if (!at.value.is_number_integer() || at.value < 0 || at.value > kGreatestColour ||
            !seen.insert(at.value.get<int>()).second)
            at.fail("colours from 0 to " + std::to_string(kGreatestColour) + ", no two the same");
        colours.push_back(at.value.get<int>());
    }
    return colours;
}

// Which name each group bears, −1 for none.
std::vector<int> entries_at(const schema::Place& place, std::size_t k, std::size_t names) {
    std::vector<int> entries(k, -1);
    std::set<int> seen;
    const std::vector<schema::Place> places = schema::list_at(place, "bears");
    if (places.size() != k && !places.empty())
        place.at("bears").fail("a name for each group, or -1");
    for (std::size_t i = 0; i < places.size(); ++i) {
        const nlohmann::json& value = places[i].value;
        if (!value.is_number_integer() || value < -1 || value >= static_cast<long long>(names) ||
            (value != -1 && !seen.insert(value.get<int>()).second))
            places[i].fail("a name's place in the list, each once, or -1");
        entries[i] = value.get<int>();
    }
    return entries;
}

Json json_of(const analysis::IdentityMemory& memory) {
    Json json = Json::object();
    json["clock"] = memory.clock;
    json["last_used"] = memory.last_used;
    json["earlier"] = Json::array();
    for (const analysis::IdentityMemory::Final& each : memory.earlier)
        json["earlier"].push_back({{"key", fingerprint_text(each.key)}, {"colours", each.colour}});
    return json;
}

void read_memory(const schema::Place& place, analysis::IdentityMemory& memory) {
    schema::expect_keys(place, {"clock", "last_used", "earlier"});
    memory.clock = count_at(place, "clock", kExact);
    const std::vector<schema::Place> used = schema::list_at(place, "last_used");
    const std::vector<schema::Place> earlier = schema::list_at(place, "earlier");
    if (used.size() > kGreatestColour + 1 || earlier.size() > kMostEarlier)
        place.fail("less to remember");
    for (const schema::Place& each : used) {
        if (!each.value.is_number_unsigned() || each.value.get<std::uint64_t>() > memory.clock)
            each.fail("a whole number up to that of \"clock\"");
        memory.last_used.push_back(each.value.get<std::uint64_t>());
    }
    for (const schema::Place& each : earlier) {
        schema::expect_keys(each, {"key", "colours"});
        memory.earlier.push_back({fingerprint_at(each, "key"), colours_at(each, 0)});
    }
}

} // namespace

Json json_of(const analysis::GivenNames& names, GroupingsWriter& groupings) {
    Json list = Json::array();
    for (const analysis::GivenName& each : names)
        list.push_back({{"name", each.name},
                        {"grouping", groupings.place_of(each.result)},
                        {"group", each.cluster}});
    return list;
}

analysis::GivenNames names_of(const schema::Place& place, const std::vector<SnapshotPtr>& all) {
    const std::vector<schema::Place> places = schema::list_at(place, "names");
    if (places.size() > kMostNames)
        place.at("names").fail("at most " + std::to_string(kMostNames) + " names");
    analysis::GivenNames names;
    for (const schema::Place& each : places) {
        schema::expect_keys(each, {"name", "grouping", "group"});
        const SnapshotPtr grouping = grouping_at(each, all);
        names.push_back({short_text_at(each, "name"), grouping,
                         schema::whole_at(each, "group", 0, grouping->k - 1, 0)});
        if (names.back().name.empty())
            each.fail("the key \"name\" with a text");
    }
    return names;
}

Json json_of(const ShownFinal& shown, const Document& document, GroupingsWriter& groupings) {
    Json json = Json::object();
    if (!(shown.settings == document.settings))
        add_settings(json, shown.settings);
    if (shown.names != document.names)
        json["names"] = json_of(shown.names, groupings);
    const analysis::IdentityMemory memory = shown.tracker.memory();
    json["grouping"] = groupings.place_of(memory.shown.result);
    json["colours"] = memory.shown.colour;
    if (!shown.names.empty())
        json["bears"] = shown.identity.name_entry;
    json["memory"] = json_of(memory);
    return json;
}

std::shared_ptr<const ShownFinal> shown_of(const schema::Place& place, const Session& session,
                                           const std::vector<SnapshotPtr>& all) {
    schema::expect_keys(place,
                        {"schema", "settings", "names", "grouping", "colours", "bears", "memory"});
    const Document& document = session.document;
    auto shown = std::make_shared<ShownFinal>();
    shown->table = session.data.content;
    shown->settings =
        place.has("settings") ? settings_at(place, document.settings.schema) : document.settings;
    shown->names = place.has("names") ? names_of(place, all) : document.names;
    analysis::IdentityMemory memory;
    memory.shown.result = grouping_at(place, all);
    const auto k = static_cast<std::size_t>(memory.shown.result->k);
    memory.shown.colour = colours_at(place, k);
    if (place.has("memory"))
        read_memory(place.at("memory"), memory);
    shown->tracker = analysis::IdentityTracker::resumed(memory, shown->names,
                                                        entries_at(place, k, shown->names.size()));
    shown->identity = shown->tracker.follow_names(shown->names);
    return shown;
}

} // namespace cohortscope::engine
