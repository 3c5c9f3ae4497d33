// The parts of a session as JSON; session_json.cpp puts them together.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/session/groupings_json.h"
#include "engine/session/session.h"

namespace cohortscope::engine {

using Json = nlohmann::ordered_json; // written in the order in which keys are set

// Every reader throws base::Error naming the source and the place. More than these a person does
// not make.
inline constexpr std::size_t kMostNames = 1000;   // given to groups; sets of rows
inline constexpr std::size_t kLongestText = 4096; // bytes of a name, a path, an origin
inline constexpr int kGreatestColour = 999;

std::string short_text_at(const schema::Place& place, const char* key); // empty without the key
// 0 without the key; a whole number of at most 2^53.
std::uint64_t count_at(const schema::Place& place, const char* key, std::uint64_t most);
// What is no UTF-8, as paths may be, goes as {"base64": …}.
Json json_of_path(const std::string& path);
std::string path_at(const schema::Place& place, const char* key);
std::string fingerprint_text(base::Fingerprint fingerprint); // 16 hexadecimal digits
base::Fingerprint fingerprint_at(const schema::Place& place, const char* key);

// Adds "schema", by its name where it is known, and "settings": every knob, and the weights that
// differ.
void add_settings(Json& json, const Settings& settings);
Settings settings_at(const schema::Place& place, std::shared_ptr<const schema::Schema> schema);

Json json_of(const DataFile& data);
DataFile data_of(const schema::Place& place);

Json json_of(const ViewChoices& view);
ViewChoices view_of(const schema::Place& place);

Json json_of(const analysis::GivenNames& names, GroupingsWriter& groupings);
analysis::GivenNames names_of(const schema::Place& place, const std::vector<SnapshotPtr>& all);

// A final as it was shown. Settings and names stand in it where they are not those of `document`.
Json json_of(const ShownFinal& shown, const Document& document, GroupingsWriter& groupings);
std::shared_ptr<const ShownFinal> shown_of(const schema::Place& place, const Session& session,
                                           const std::vector<SnapshotPtr>& all);

} // namespace cohortscope::engine
