// The columns of a sample in the order of its file, each made by a task of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/table.h"
#include "sample/sample_quota.h"

namespace cohortscope::sample {

inline constexpr std::uint32_t kNothing = 0xffffffffU; // a cell without a value

// Which cells of a table are left empty: each column has a share of its own, drawn cell by cell.
struct Gaps {
    std::uint64_t seed = 0;
    SampleStream stream = SampleStream::order;

    // Rows below 2^34, columns below 64.
    bool at(std::size_t row, std::size_t column, std::uint64_t per_mille) const;
};

// A text column from one number a row: text_of is asked once for each number, in first-seen order,
// and must give different texts for different numbers.
data::TextColumn text_column(const std::vector<std::uint32_t>& numbers,
                             const std::function<std::string(std::uint32_t)>& text_of);

// A member of the rows, as a column's function of the row.
template <class Row, class Member> auto cells(const std::vector<Row>& rows, Member Row::*member) {
    return [&rows, member](std::size_t row) { return rows[row].*member; };
}

// The text of a level's number, and that of typed() of it (sample_draw.h).
std::function<std::string(std::uint32_t)> level_text(std::span<const std::string_view> levels);
std::function<std::string(std::uint32_t)>
typed_level_text(std::span<const std::string_view> levels);

// Where a column of the file stands in the table.
struct ColumnPlace {
    bool is_text = false;
    std::size_t index = 0; // in Table::text or Table::numeric
};

class SampleColumns {
  public:
    explicit SampleColumns(std::size_t rows, Gaps gaps = {}) : rows_(rows), gaps_(gaps) {}

    // value_of(row): a number; NaN where missing. Both live until table() returns, as does all that
    // they refer to.
    template <class ValueOf>
    void number(std::string name, const ValueOf& value_of, std::uint64_t missing_per_mille = 0) {
        const std::size_t column = place({false, numbers_++}, std::move(name));
        makers_.push_back([this, column, value_of, missing_per_mille](data::Table& table) {
            std::vector<double>& values = table.numeric[order_[column].index].values;
            values.resize(rows_);
            for (std::size_t row = 0; row < rows_; ++row)
                values[row] = gaps_.at(row, column, missing_per_mille)
                                  ? std::numeric_limits<double>::quiet_NaN()
                                  : static_cast<double>(value_of(row));
        });
    }

    // number_of(row): the number of its text, or kNothing; text_of as for text_column.
    template <class NumberOf>
    void text(std::string name, const NumberOf& number_of,
              std::function<std::string(std::uint32_t)> text_of,
              std::uint64_t missing_per_mille = 0) {
        const std::size_t column = place({true, texts_++}, std::move(name));
        makers_.push_back([this, column, number_of, text_of = std::move(text_of),
                           missing_per_mille](data::Table& table) {
            std::vector<std::uint32_t> numbers(rows_);
            for (std::size_t row = 0; row < rows_; ++row)
                numbers[row] = gaps_.at(row, column, missing_per_mille) ? kNothing : number_of(row);
            table.text[order_[column].index] = text_column(numbers, text_of);
        });
    }

    data::Table table(std::string source) const;

  private:
    std::size_t place(ColumnPlace place, std::string name); // returns the column's number

    std::size_t rows_;
    Gaps gaps_;
    std::size_t numbers_ = 0;
    std::size_t texts_ = 0;
    std::vector<ColumnPlace> order_;
    std::vector<std::string> names_; // in the file's order
    std::vector<std::function<void(data::Table&)>> makers_;
};

} // namespace cohortscope::sample
