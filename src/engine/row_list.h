// Rows of a result as a list: which of them, in which order, found on a thread of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/background.h"
#include "base/buffer.h"
#include "engine/row_columns.h"
#include "engine/row_order.h"

namespace cohortscope::engine {

struct RowQuery {
    std::string filter; // see row_filter.h; empty: every row
    RowSort sort;
    // Flags of prepared positions, of which only those set are listed; null: all.
    std::shared_ptr<const std::vector<std::uint8_t>> rows;
    int colour = -1; // only rows of the group that has it; -1: of all groups
    bool operator==(const RowQuery&) const = default;
};

// Positions are those of `of`'s PreparedRows.
struct RowListing {
    RowQuery query; // what the positions answer; its filter is one that was understood
    std::shared_ptr<const Result> of;
    std::shared_ptr<const RowColumns> columns; // of its table
    std::shared_ptr<const base::Buffer<std::uint32_t>> positions;
    std::size_t among = 0;  // rows of the result
    bool of_groups = false; // another clustering has other positions
    // A later filter that was not understood, and why; the positions are then as before it.
    std::string refused;
    std::string filter_error;

    std::size_t matching() const { return positions->size(); }
};

// Whether the positions answer this query of this result, too: clusters matter only where the query
// asks for them.
bool answers(const RowListing& listing, const RowQuery& query, const Result& result);

// Finds listings one after another, and keeps what the next one may need again: columns, order,
// flags.
class RowFinder {
  public:
    // `before`: what stays where the filter is not understood; null where there is none. Throws
    // base::Cancelled.
    RowListing find(const RowQuery& query, std::shared_ptr<const Result> result,
                    const RowListing* before, base::Progress& progress);

  private:
    struct Kept; // belongs to one result
    std::shared_ptr<Kept> kept_;
};

// The worker. The owner's thread never waits: every call takes a lock only to move pointers.
class RowLister {
  public:
    // `wake` is called from the worker's thread when there is another listing. Loops wait while
    // `gate` is closed.
    RowLister(std::function<void()> wake, std::shared_ptr<base::Gate> gate);
    ~RowLister();
    RowLister(const RowLister&) = delete;
    RowLister& operator=(const RowLister&) = delete;

    // The latest request counts; nothing happens where it is answered or under way.
    void request(const RowQuery& query, std::shared_ptr<const Result> result);

    // The latest listing; null before the first. It may answer an earlier request.
    std::shared_ptr<const RowListing> listing() const;

  private:
    struct Worker;
    std::unique_ptr<Worker> worker_;
};

} // namespace cohortscope::engine
