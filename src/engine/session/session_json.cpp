#include "engine/session/session_json.h"

#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/format.h"
#include "engine/json_limits.h"
#include "engine/session/session_parts.h"

namespace cohortscope::engine {

namespace {

constexpr const char* kVersionKey = "cohortscope_session";
constexpr std::size_t kMostBytes = std::size_t{64} << 20;

nlohmann::json parse(std::string_view json, const std::string& source) {
    if (json.size() > kMostBytes)
        throw base::Error::in(source, "has " + base::grouped(static_cast<long long>(json.size())) +
                                          " bytes; expected a session file of at most 64 MB");
    if (const std::string why = beyond_limits(json); !why.empty())
        throw base::Error::in(source, why);
    try {
        return nlohmann::json::parse(json);
    } catch (const Json::parse_error& error) {
        const auto end =
            json.begin() + static_cast<std::ptrdiff_t>(std::min(error.byte, json.size()));
        const auto line = 1 + static_cast<std::size_t>(std::count(json.begin(), end, '\n'));
        throw base::Error::at(source, line, "is not valid JSON; expected a session file");
    } catch (const Json::exception&) { // a number beyond every range
        throw base::Error::in(source, "holds a number too large for any setting");
    }
}

int version_of(const nlohmann::json& session, const std::string& source) {
    if (!session.is_object() || !session.contains(kVersionKey) || !session[kVersionKey].is_number())
        throw base::Error::in(source,
                              std::string("is not a session file; expected an object with \"") +
                                  kVersionKey + "\"");
    const double version = session[kVersionKey].get<double>();
    if (version > kSessionVersion)
        throw base::Error::in(source, "was written by a newer version (session version " +
                                          base::shortest(version) + "; expected at most " +
                                          std::to_string(kSessionVersion) + ")");
    if (version != 1 && version != 2)
        throw base::Error::in(source, "has session version " + base::shortest(version) +
                                          "; expected 1 or 2");
    return static_cast<int>(version);
}

// A final can be kept where all it hangs on is.
bool is_of(const std::shared_ptr<const ShownFinal>& shown, const Session& session) {
    return shown && shown->table == session.data.content && shown->tracker.memory().shown.result;
}

bool is_of_document(const std::shared_ptr<const ShownFinal>& shown, const Session& session) {
    return is_of(shown, session) && shown->settings == session.document.settings &&
           shown->names == session.document.names;
}

void add_sets(Json& json, const Document& document) {
    if (document.selection)
        json["selection"] = {{"rows", to_text(*document.selection)},
                             {"origin", document.selection_origin}};
    for (const NamedSet& set : document.sets)
        json["sets"].push_back(
            {{"name", set.name}, {"rows", to_text(*set.rows)}, {"origin", set.origin}});
}

void read_sets(const schema::Place& place, Document& document, RowBudget& budget) {
    if (place.has("selection")) {
        const schema::Place at = place.at("selection");
        schema::expect_keys(at, {"rows", "origin"});
        document.selection = budget.rows_at(at, "rows");
        document.selection_origin = short_text_at(at, "origin");
    }
    const std::vector<schema::Place> places = schema::list_at(place, "sets");
    if (places.size() > kMostNames)
        place.at("sets").fail("at most " + std::to_string(kMostNames) + " sets");
    std::set<std::string> names;
    for (const schema::Place& each : places) {
        schema::expect_keys(each, {"name", "rows", "origin"});
        document.sets.push_back({short_text_at(each, "name"), budget.rows_at(each, "rows"),
                                 short_text_at(each, "origin")});
        if (!names.insert(document.sets.back().name).second)
            each.fail("every name once");
    }
}

// All that hangs on rows of the table.
void add_rows(Json& json, const Session& session) {
    const Document& document = session.document;
    GroupingsWriter groupings(session.data.rows);
    if (!document.names.empty())
        json["names"] = json_of(document.names, groupings);
    add_sets(json, document);
    if (is_of(document.baseline, session))
        json["baseline"] = json_of(*document.baseline, document, groupings);
    if (is_of_document(session.shown, session))
        json["shown"] = json_of(*session.shown, document, groupings);
    if (Json list = groupings.json(); !list.empty())
        json["groupings"] = std::move(list);
}

void read_rows(const schema::Place& place, Session& session) {
    RowBudget budget(session.data.rows);
    const std::vector<SnapshotPtr> groupings = groupings_of(place, budget);
    Document& document = session.document;
    document.names = names_of(place, groupings);
    read_sets(place, document, budget);
    if (place.has("baseline"))
        document.baseline = shown_of(place.at("baseline"), session, groupings);
    if (place.has("shown"))
        session.shown = shown_of(place.at("shown"), session, groupings);
    if (document.view.row && *document.view.row >= session.data.rows)
        document.view.row.reset();
}

} // namespace

std::string session_to_json(const Session& session) {
    Json json = {{kVersionKey, kSessionVersion}};
    if (!session.data.source.empty())
        json["data"] = json_of(session.data);
    add_settings(json, session.document.settings);
    json["view"] = json_of(session.document.view);
    if (!session.column.empty())
        json["column"] = session.column;
    if (!session.data.source.empty())
        add_rows(json, session);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Session session_of_json(std::string_view json, const std::string& source,
                        std::shared_ptr<const schema::Schema> schema) {
    const nlohmann::json parsed = parse(json, source);
    const int version = version_of(parsed, source);
    const schema::Place place{parsed, "", source};
    Session session;
    session.document.settings = settings_at(place, std::move(schema));
    if (version == 1)
        return session;
    if (place.has("data"))
        session.data = data_of(place.at("data"));
    if (place.has("view"))
        session.document.view = view_of(place.at("view"));
    session.column = short_text_at(place, "column");
    if (!session.data.source.empty())
        read_rows(place, session);
    return session;
}

} // namespace cohortscope::engine
