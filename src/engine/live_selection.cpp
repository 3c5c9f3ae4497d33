// What the live worker makes of shapes and selections: rows, and what they are like.
#include <utility>

#include "base/error.h"
#include "engine/live_worker.h"

namespace cohortscope::engine {

// The rows in a shape count as selected at once: the window asks for them in its next frame.
void Live::Worker::pick(const Picking& picking) {
    if (!shown)
        return;
    Picked picked{picking.serial, nullptr};
    std::string fault;
    try {
        picked.rows =
            combine(picking.from, rows_in(*shown, picking.shape, baseline.get()), picking.how);
    } catch (const base::Error& error) {
        fault = error.what();
    }
    if (picked.rows)
        follow_selection(picked.rows);
    const std::scoped_lock lock(mutex);
    published.picked = std::move(picked);
    if (!fault.empty())
        published.error = std::move(fault);
}

void Live::Worker::follow_selection(const std::shared_ptr<const RowSet>& rows) {
    selection = rows;
    std::shared_ptr<const Selected> chosen = selected_now();
    const std::scoped_lock lock(mutex);
    std::swap(published.selected, chosen);
}

// Null where nothing is selected.
std::shared_ptr<const Selected> Live::Worker::selected_now() {
    const bool fits = shown && selection && !selection->empty() &&
                      selection->size() == shown->prepared.table->rows;
    if (!fits)
        selected.reset();
    else if (!selected || selected->of != shown || !(*selected->rows == *selection))
        selected = selected_in(shown, selection, selected.get());
    return selected;
}

} // namespace cohortscope::engine
