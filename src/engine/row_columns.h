// The columns that a list of rows shows: those of the table in the file's order, without ids.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "base/progress.h"
#include "engine/result.h"
#include "features/steps/rules.h"
#include "schema/match.h"

namespace cohortscope::engine {

// A column of the table, and where the groups take its values from.
struct RowColumn {
    std::string name;  // in the table
    std::string label; // for people; the name where the schema does not know it
    std::string unit;  // of its numbers: "₹", "minutes"; often empty
    const schema::ColumnSpec* spec = nullptr; // null: the schema does not know it
    schema::TableColumn raw;                  // one of the two is there
    bool is_measure = false;
    // Slots of schema::Bound.
    std::size_t number_slot = features::kNoSlot; // of numbers, years, and places of levels
    std::size_t names_slot = features::kNoSlot;  // of categories
    int decimals = 0;   // of the numbers that the file has, kMostDecimals at most
    std::string widest; // of the cells, as written; of a long text its start

    bool has_numbers() const { return raw.numeric != nullptr; }
    bool has_text() const { return raw.text != nullptr || names_slot != features::kNoSlot; }
};

inline constexpr int kMostDecimals = 4;

struct RowColumns {
    std::shared_ptr<const schema::Bound> bound; // keeps the table and the specs
    std::vector<RowColumn> columns;
    std::size_t hidden = 0; // columns of ids
};

// O(rows · columns of numbers + names), for decimals and the widest cells.
RowColumns row_columns(std::shared_ptr<const schema::Bound> bound, base::Progress& progress);

// What a value is in the groups, for each position of PreparedRows.
class UsedNumbers {
  public:
    UsedNumbers(const Prepared& prepared, const RowColumn& column);
    // NaN where the groups use no number of the column.
    double operator[](std::size_t position) const {
        if (values_ == nullptr)
            return std::numeric_limits<double>::quiet_NaN();
        return values_[kept_ == nullptr ? position : kept_[position]];
    }
    bool any() const { return values_ != nullptr; }

  private:
    const double* values_ = nullptr;
    const std::uint32_t* kept_ = nullptr; // position → row of Cleaned; null: the same
};

// The same of names: before and after rare ones are lumped.
class UsedNames {
  public:
    UsedNames(const Prepared& prepared, const RowColumn& column);
    bool any() const { return filled_ != nullptr; }
    const features::SortedText& filled() const { return *filled_; }
    const features::SortedText& lumped() const { return *lumped_; }
    std::int32_t filled_code(std::size_t position) const {
        return filled_->codes[kept_ == nullptr ? position : kept_[position]];
    }
    std::int32_t lumped_code(std::size_t position) const { return lumped_->codes[position]; }

  private:
    const features::SortedText* filled_ = nullptr;
    const features::SortedText* lumped_ = nullptr;
    const std::uint32_t* kept_ = nullptr;
};

} // namespace cohortscope::engine
