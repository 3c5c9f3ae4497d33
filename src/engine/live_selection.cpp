// What the live worker makes of shapes and selections: rows, and what they are like.
#include <utility>

#include "base/error.h"
#include "engine/live_worker.h"

namespace cohortscope::engine {

namespace {

bool is_selected_in(const std::shared_ptr<const Result>& result,
                    const std::shared_ptr<const RowSet>& rows) {
    return result && rows && !rows->empty() && rows->size() == result->prepared.table->rows;
}

} // namespace

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
    if (!is_selected_in(shown, selection))
        selected.reset();
    else if (!selected || selected->of != shown || !(*selected->rows == *selection))
        selected = selected_in(shown, selection, selected.get(), &spreads);
    return selected;
}

// Whether the baseline has to be told which of its rows are selected: it is shown while a key is
// held, at once.
bool Live::Worker::lacks_selection_before() const {
    if (!is_selected_in(baseline, selection))
        return selected_before != nullptr;
    return !selected_before || selected_before->of != baseline ||
           !(*selected_before->rows == *selection);
}

// O(n), when there is nothing else to do.
void Live::Worker::select_before() {
    selected_before = is_selected_in(baseline, selection)
                          ? selected_in(baseline, selection, selected_before.get(), &spreads)
                          : nullptr;
    std::shared_ptr<const Selected> made = selected_before;
    const std::scoped_lock lock(mutex);
    std::swap(published.selected_before, made);
}

// What the sets asked for differ in, of the rows that are shown now.
void Live::Worker::follow_contrast(const Job& job) {
    std::shared_ptr<const Contrasted> made = contrast_now(job);
    const std::scoped_lock lock(mutex);
    std::swap(published.contrast, made);
}

// Null where nothing is asked for, or a set is of another table.
std::shared_ptr<const Contrasted> Live::Worker::contrast_now(const Job& job) {
    const Contrasting& wanted_now = job.wish.contrasting;
    const std::shared_ptr<const RowSet>& first = wanted_now.first ? wanted_now.first : selection;
    const auto fits = [&](const std::shared_ptr<const RowSet>& set) {
        return set->size() == shown->prepared.table->rows;
    };
    const bool possible = shown && wanted_now.wanted && first && !first->empty() && fits(first) &&
                          (!wanted_now.second || fits(wanted_now.second));
    if (!possible) {
        contrast.reset();
        return nullptr;
    }
    if (contrast && contrast->rows == shown->prepared.rows && contrast->of == wanted_now &&
        *contrast->first == *first)
        return contrast;
    contrast = contrasted_in(*shown, wanted_now, first, *ranks.of(shown->prepared.rows),
                             job.progress.get());
    return contrast;
}

} // namespace cohortscope::engine
