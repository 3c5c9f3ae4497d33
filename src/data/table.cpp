#include "data/table.h"

#include <algorithm>
#include <limits>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::data {

namespace {

template <class Column>
const Column* find_column(const std::vector<Column>& columns, std::string_view name) {
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const Column& column) { return column.name == name; });
    return found == columns.end() ? nullptr : &*found;
}

} // namespace

Dictionary Dictionary::of(std::span<const std::string_view> texts) {
    ENSURE(texts.size() <= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()));
    Dictionary result;
    result.ends_.resize(texts.size());
    std::size_t total = 0;
    for (std::size_t code = 0; code < texts.size(); ++code)
        result.ends_[code] = total += texts[code].size();
    result.bytes_.resize(total);
    base::for_each_chunk(texts.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t code = chunk.begin; code < chunk.end; ++code)
            std::copy(texts[code].begin(), texts[code].end(),
                      result.bytes_.data() + (result.ends_[code] - texts[code].size()));
    });
    return result;
}

std::int32_t Dictionary::append(std::string_view text) {
    ENSURE(ends_.size() < static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()));
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    ends_.push_back(bytes_.size());
    return static_cast<std::int32_t>(ends_.size() - 1);
}

std::string_view Dictionary::operator[](std::int32_t code) const {
    const auto index = static_cast<std::size_t>(code);
    ENSURE(index < ends_.size());
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return {bytes_.data() + begin, ends_[index] - begin};
}

base::Fingerprint Dictionary::fingerprint() const {
    return base::Hasher()
        .add(base::fingerprint_of(std::span<const char>(bytes_)))
        .add(base::fingerprint_of(std::span<const std::size_t>(ends_)))
        .finish();
}

const NumericColumn* Table::find_numeric(std::string_view name) const {
    return find_column(numeric, name);
}

const TextColumn* Table::find_text(std::string_view name) const { return find_column(text, name); }

base::Fingerprint fingerprint_of_columns(const Table& table) {
    base::Hasher hasher;
    hasher.add(table.rows).add(table.numeric.size()).add(table.text.size());
    for (const NumericColumn& column : table.numeric)
        hasher.add_text(column.name)
            .add(base::fingerprint_of(std::span<const double>(column.values)));
    for (const TextColumn& column : table.text)
        hasher.add_text(column.name)
            .add(base::fingerprint_of(std::span<const std::int32_t>(column.codes)))
            .add(column.dictionary.fingerprint());
    return hasher.finish();
}

} // namespace cohortscope::data
