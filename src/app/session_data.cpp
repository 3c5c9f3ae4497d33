#include "app/session_data.h"

#include "app/session_text.h"
#include "app/tables.h"
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

} // namespace cohortscope::app
