// The groups that a session refers to, each once: which rows, and which group each is in.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/identity/overlap.h"
#include "schema/json_place.h"

namespace cohortscope::engine {

using SnapshotPtr = std::shared_ptr<const analysis::Snapshot>;

// Labels of n rows as base64 of bits: of each row as many as k - 1 takes, the lowest first.
std::string labels_text(const std::vector<analysis::Label>& labels, int k);
// Throws base::Error that says what is wrong.
std::vector<analysis::Label> labels_of_text(std::string_view text, std::size_t rows, int k);

class GroupingsWriter {
  public:
    explicit GroupingsWriter(std::uint64_t table_rows) : table_rows_(table_rows) {}
    std::size_t place_of(const SnapshotPtr& snapshot); // in the list; equal ones have one place
    nlohmann::ordered_json json() const;

  private:
    std::uint64_t table_rows_;
    std::vector<SnapshotPtr> known_;
};

// What the rows of a session may take in memory: small text can stand for many of them.
class RowBudget {
  public:
    explicit RowBudget(std::uint64_t table_rows) : table_rows_(table_rows) {}
    std::uint64_t table_rows() const { return table_rows_; }
    // Reads a set of the table's rows. Throws base::Error naming the place.
    std::shared_ptr<const class RowSet> rows_at(const schema::Place& place, const char* key);
    void take(const schema::Place& place, std::uint64_t bytes); // throws where there is no more

  private:
    std::uint64_t table_rows_;
    std::uint64_t left_ = std::uint64_t{1} << 30;
};

// The list under "groupings". Throws base::Error naming the place.
std::vector<SnapshotPtr> groupings_of(const schema::Place& session, RowBudget& budget);

} // namespace cohortscope::engine
