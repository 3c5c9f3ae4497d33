#include <charconv>
#include <cmath>
#include <vector>

#include "base/parallel.h"
#include "data/csv.h"

namespace cohortscope::data {

namespace {

constexpr double kExactWhole = 9007199254740992.0; // 2^53

std::string quoted(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string(text);
    std::string result = "\"";
    for (const char c : text)
        result.append(c == '"' ? 2 : 1, c);
    return result + '"';
}

// Which of a dictionary's strings hold a comma, a quote or a line ending.
std::vector<char> find_special(const Dictionary &dictionary) {
    std::vector<char> special(dictionary.size());
    base::for_each_chunk(dictionary.size(), base::kChunkRows, [&](const base::Chunk &chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i)
            special[i] = dictionary.at(i).find_first_of(",\"\r\n") != std::string_view::npos;
    });
    return special;
}

void append_number(double value, std::string &out) {
    if (std::isnan(value))
        return;
    char buffer[40];
    const bool whole = std::fabs(value) < kExactWhole && value == std::trunc(value);
    const auto end =
        whole ? std::to_chars(buffer, buffer + sizeof buffer, static_cast<long long>(value))
              : std::to_chars(buffer, buffer + sizeof buffer, value);
    out.append(buffer, end.ptr);
}

std::string rows_of(const Table &table, std::span<const std::vector<char>> special,
                    const base::Chunk &chunk) {
    std::string out;
    for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
        out += std::to_string(row);
        for (std::size_t c = 0; c < table.text.size(); ++c) {
            const std::int32_t code = table.text[c].codes[row];
            out += ',';
            if (code == kMissingCode)
                continue;
            const std::string_view text = table.text[c].dictionary[code];
            if (special[c][static_cast<std::size_t>(code)])
                out += quoted(text);
            else
                out += text;
        }
        for (const NumericColumn &column : table.numeric) {
            out += ',';
            append_number(column.values[row], out);
        }
        out += '\n';
    }
    return out;
}

} // namespace

std::string to_csv(const Table &table) {
    std::string out;
    for (const TextColumn &column : table.text)
        out += ',' + quoted(column.name);
    for (const NumericColumn &column : table.numeric)
        out += ',' + quoted(column.name);
    out += '\n';
    std::vector<std::vector<char>> special;
    for (const TextColumn &column : table.text)
        special.push_back(find_special(column.dictionary));
    const auto parts =
        base::map_chunks<std::string>(table.rows, base::kChunkRows, [&](const base::Chunk &chunk) {
            return rows_of(table, special, chunk);
        });
    std::size_t size = out.size();
    for (const std::string &part : parts)
        size += part.size();
    out.reserve(size);
    for (const std::string &part : parts)
        out += part;
    return out;
}

} // namespace cohortscope::data
