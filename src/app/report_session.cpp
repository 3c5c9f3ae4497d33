#include "app/report_session.h"

#include <algorithm>
#include <utility>

#include "engine/session/session_json.h"

namespace cohortscope::app {

namespace {

constexpr const char* kSelection = "selection";

// Brings what is open to the result.
engine::Session of_result(engine::Session session, const engine::Result& result) {
    engine::Document& document = session.document;
    if (document.table && document.table->fingerprint != result.prepared.table->fingerprint)
        session = engine::without_rows(std::move(session));
    document.table = result.prepared.table;
    if (!(document.settings == result.settings)) {
        document.settings = result.settings;
        session.shown.reset();
    }
    return session;
}

} // namespace

std::vector<engine::NamedSet> sets_of(const engine::Document& document) {
    std::vector<engine::NamedSet> sets = document.sets;
    const auto is_there = [&](const engine::NamedSet& set) {
        return set.name == kSelection || *set.rows == *document.selection;
    };
    if (document.selection && std::ranges::none_of(sets, is_there))
        sets.push_back({kSelection, document.selection, document.selection_origin});
    return sets;
}

void add_session(report::ReportRequest& request, OpenSession open, const std::string& folder) {
    open.session = of_result(std::move(open.session), *request.result);
    const engine::Session session = carried_session(open, folder);
    request.session = {engine::session_to_json(session), engine::tells_of_rows(session),
                       engine::session_to_json(engine::without_rows(session))};
    request.rows.sets = sets_of(session.document);
}

} // namespace cohortscope::app
