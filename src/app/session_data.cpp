#include "app/session_data.h"

#include "app/session_text.h"
#include "app/tables.h"
#include "app/terminal.h"
#include "base/printable.h"
#include "engine/session/session_file.h"
#include "engine/session/session_json.h"

namespace cohortscope::app {

FromSession from_session(const Common& common) {
    FromSession from{common, {}, {}};
    TableChoice& table = from.common.table;
    if (from.common.session.empty() && may_hold_session(table.data)) {
        from.common.session = table.data;
        table.data.clear();
    }
    if (from.common.session.empty())
        return from;
    const std::shared_ptr<const schema::Schema> named = named_schema(table);
    from.session = engine::session_of_json(session_text_of_file(from.common.session),
                                           from.common.session, named);
    const engine::DataFile& data = from.session->data;
    if (!table.data.empty() || data.path.empty())
        return from;
    table.data = engine::find_data(data, from.common.session);
    if (table.data.empty())
        from.missing = data.path;
    if (table.sheet.empty())
        table.sheet = data.sheet;
    if (table.columns.empty())
        table.columns = data.called;
    table.strict = table.strict || data.strict;
    return from;
}

FromSession with_data_of_session(const Common& common) {
    FromSession from = from_session(common);
    if (!from.missing.empty())
        throw base::Error::in(from.common.session,
                              "its table " + base::printable(from.missing) +
                                  " is not there; expected it there, beside the session as it "
                                  "was, or on the command line");
    return from;
}

engine::OpenedSession open_session(const FromSession& from,
                                   const std::shared_ptr<const data::Table>& table,
                                   const engine::Settings& settings) {
    engine::Session session = from.session.value_or(engine::Session());
    session.document.settings = settings;
    engine::OpenedSession opened = engine::open_on_table(session, table);
    if (!opened.message.empty() && !from.common.table.quiet)
        print_note(from.common.session + ": " + opened.message);
    opened.message.clear();
    return opened;
}

} // namespace cohortscope::app
