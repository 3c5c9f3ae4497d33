#include "engine/session/session.h"

namespace cohortscope::engine {

bool tells_of_rows(const Session& session) {
    const Document& document = session.document;
    return session.shown || document.baseline || document.selection || !document.sets.empty() ||
           !document.names.empty() || document.view.row;
}

Session without_rows(Session session) {
    session.shown.reset();
    session.document.baseline.reset();
    session.document.selection.reset();
    session.document.selection_origin.clear();
    session.document.sets.clear();
    session.document.names.clear();
    session.document.view.row.reset();
    return session;
}

} // namespace cohortscope::engine
