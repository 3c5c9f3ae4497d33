#include "sample/sample_columns.h"

#include <algorithm>

#include "base/parallel.h"
#include "sample/sample_draw.h"

namespace cohortscope::sample {

bool Gaps::at(std::size_t row, std::size_t column, std::uint64_t per_mille) const {
    if (per_mille == 0)
        return false;
    return entity_stream(seed, stream, row * 64 + column).below(1000) < per_mille;
}

data::TextColumn text_column(const std::vector<std::uint32_t>& numbers,
                             const std::function<std::string(std::uint32_t)>& text_of) {
    std::uint32_t largest = 0;
    for (const std::uint32_t number : numbers)
        largest = number == kNothing ? largest : std::max(largest, number);
    std::vector<std::int32_t> code_of(static_cast<std::size_t>(largest) + 1, data::kMissingCode);
    data::TextColumn column;
    column.codes.assign(numbers.size(), data::kMissingCode);
    for (std::size_t row = 0; row < numbers.size(); ++row) {
        if (numbers[row] == kNothing)
            continue;
        std::int32_t& code = code_of[numbers[row]];
        if (code == data::kMissingCode)
            code = column.dictionary.append(text_of(numbers[row]));
        column.codes[row] = code;
    }
    return column;
}

std::function<std::string(std::uint32_t)> level_text(std::span<const std::string_view> levels) {
    return [levels](std::uint32_t level) { return std::string(levels[level]); };
}

std::function<std::string(std::uint32_t)>
typed_level_text(std::span<const std::string_view> levels) {
    return [levels](std::uint32_t level) { return typed_text(levels, level); };
}

std::size_t SampleColumns::place(ColumnPlace place, std::string name) {
    order_.push_back(place);
    names_.push_back(std::move(name));
    return order_.size() - 1;
}

data::Table SampleColumns::table(std::string source) const {
    data::Table table;
    table.source = std::move(source);
    table.rows = rows_;
    table.order = names_;
    table.numeric.resize(numbers_);
    table.text.resize(texts_);
    base::for_each_task(makers_.size(), [&](std::size_t task) { makers_[task](table); });
    for (std::size_t i = 0; i < order_.size(); ++i)
        (order_[i].is_text ? table.text[order_[i].index].name
                           : table.numeric[order_[i].index].name) = names_[i];
    table.fingerprint = data::fingerprint_of_columns(table);
    return table;
}

} // namespace cohortscope::sample
