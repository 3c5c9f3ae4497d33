#include "engine/session/opened_session.h"

#include "base/format.h"
#include "base/printable.h"
#include "engine/fitted_settings.h"

namespace cohortscope::engine {

namespace {

void add_sentence(std::string& message, const std::string& sentence) {
    if (!sentence.empty())
        message += (message.empty() ? "" : " ") + sentence;
}

std::string rows_text(std::uint64_t rows) {
    return base::grouped(static_cast<long long>(rows)) + (rows == 1 ? " row" : " rows");
}

// Says what became of what hangs on rows, where the table is another one.
std::string drop_rows(OpenedSession& opened, const Session& session, const data::Table& table) {
    Document& document = opened.document;
    std::string dropped = document.baseline ? "the baseline" : "";
    document.baseline.reset();
    opened.shown.reset();
    const bool same_rows = session.data.rows == table.rows;
    if (!same_rows) {
        if (document.selection || !document.sets.empty() || document.view.row)
            dropped += std::string(dropped.empty() ? "" : " and ") + "the rows selected";
        document.selection.reset();
        document.selection_origin.clear();
        document.sets.clear();
        document.view.row.reset();
    }
    return "The table is not as it was when the session was saved" +
           (same_rows
                ? std::string()
                : ": " + rows_text(table.rows) + " instead of " + rows_text(session.data.rows)) +
           "." + (dropped.empty() ? "" : " Not kept: " + dropped + ".");
}

} // namespace

OpenedSession open_on_table(const Session& session,
                            const std::shared_ptr<const data::Table>& table) {
    OpenedSession opened{session.document, session.shown, session.column, {}};
    const schema::Schema& schema = *session.document.settings.schema;
    FittedSettings fitted = fit_settings(session.document.settings, table);
    const bool other_schema = !(*fitted.settings.schema == schema);
    if (!session.data.source.empty() && session.data.content != table->fingerprint)
        opened.message = drop_rows(opened, session, *table);
    if (other_schema)
        add_sentence(opened.message, "The table lacks columns of the session's schema, “" +
                                         base::printable(schema.label) + "”: it is read as “" +
                                         base::printable(fitted.settings.schema->label) + "”.");
    add_sentence(opened.message, fitted.dropped);
    opened.document.settings = std::move(fitted.settings);
    opened.document.table = table;
    return opened;
}

} // namespace cohortscope::engine
