// Sets of rows as text, for sessions: lengths of runs where rows stand together, else bits.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/base64.h"
#include "base/error.h"
#include "base/printable.h"
#include "engine/selection/row_set.h"

namespace cohortscope::engine {

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::string_view kRuns = "runs";
constexpr std::string_view kBits = "bits";

base::Error refused(const std::string& what) { return base::Error("set of rows: " + what); }

Bytes decoded(std::string_view text) {
    try {
        return base::from_base64(text);
    } catch (const base::Error& error) {
        throw refused(error.what());
    }
}

// LEB128: seven bits a byte, the lowest first; the eighth says that more follow.
void append_length(Bytes& bytes, std::uint32_t length) {
    for (; length >= 128; length >>= 7)
        bytes.push_back(static_cast<std::uint8_t>(length | 128));
    bytes.push_back(static_cast<std::uint8_t>(length));
}

std::uint64_t take_length(const Bytes& bytes, std::size_t& at) {
    std::uint64_t length = 0;
    for (unsigned shift = 0; at < bytes.size() && shift < 35; shift += 7) {
        const std::uint8_t byte = bytes[at++];
        length |= std::uint64_t{byte & 127u} << shift;
        if (byte < 128)
            return length;
    }
    throw refused("a run without an end");
}

// Nothing where that came to more bytes than `most`.
std::optional<Bytes> runs_of(const RowSet& set, std::size_t most) {
    Bytes bytes;
    std::uint32_t begin = 0, end = 0; // of the present run
    set.for_each([&](std::uint32_t row) {
        if (bytes.size() > most)
            return;
        if (bytes.empty() || row != end) {
            if (!bytes.empty())
                append_length(bytes, end - begin);
            append_length(bytes, row - end);
            begin = row;
        }
        end = row + 1;
    });
    if (!set.empty())
        append_length(bytes, end - begin);
    return bytes.size() > most ? std::nullopt : std::optional(bytes);
}

Bytes bits_of(const RowSet& set) {
    Bytes bytes((set.size() + 7) / 8);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(set.words()[i / 8] >> (i % 8 * 8));
    return bytes;
}

RowSet of_bits(const Bytes& bytes, std::size_t table_rows) {
    const std::size_t expected = (table_rows + 7) / 8;
    if (bytes.size() != expected)
        throw refused(std::to_string(bytes.size()) + " bytes of bits; expected " +
                      std::to_string(expected) + " of " + std::to_string(table_rows) + " rows");
    if (table_rows % 8 != 0 && bytes.back() >> (table_rows % 8) != 0)
        throw refused("a row beyond the last of " + std::to_string(table_rows));
    std::vector<std::uint64_t> words((table_rows + 63) / 64, 0);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        words[i / 8] |= std::uint64_t{bytes[i]} << (i % 8 * 8);
    return RowSet::of_words(std::move(words), table_rows);
}

void set_bits(std::vector<std::uint64_t>& words, std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end;) {
        const std::size_t stop = std::min(end, (row / 64 + 1) * 64);
        const std::uint64_t ones = ~std::uint64_t{0} >> (64 - (stop - row));
        words[row / 64] |= ones << (row % 64);
        row = stop;
    }
}

RowSet of_runs(const Bytes& bytes, std::size_t table_rows) {
    std::vector<std::uint64_t> words((table_rows + 63) / 64, 0);
    bool inside = false;
    std::uint64_t begin = 0;
    for (std::size_t at = 0; at < bytes.size(); inside = !inside) {
        const std::uint64_t end = begin + take_length(bytes, at);
        if (end > table_rows)
            throw refused("a run ends at row " + std::to_string(end) + " of " +
                          std::to_string(table_rows));
        if (inside)
            set_bits(words, begin, end);
        begin = end;
    }
    return RowSet::of_words(std::move(words), table_rows);
}

// Takes the text before the next colon, and the colon.
std::string_view take_part(std::string_view& text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos)
        throw refused("expected ROWS:runs:BASE64 or ROWS:bits:BASE64");
    const std::string_view part = text.substr(0, colon);
    text.remove_prefix(colon + 1);
    return part;
}

std::size_t rows_of(std::string_view text, std::size_t most_rows) {
    std::uint64_t rows = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rows);
    if (error != std::errc() || end != text.data() + text.size() || rows > most_rows)
        throw refused("the number of rows comes first; expected a whole number up to " +
                      std::to_string(most_rows));
    return rows;
}

} // namespace

std::string to_text(const RowSet& set) {
    const std::optional<Bytes> runs = runs_of(set, (set.size() + 7) / 8);
    std::string text = std::to_string(set.size()) + ":";
    text += runs ? kRuns : kBits;
    return text + ":" + base::to_base64(runs ? *runs : bits_of(set));
}

RowSet from_text(std::string_view text, std::size_t most_rows) {
    const std::size_t rows = rows_of(take_part(text), most_rows);
    const std::string_view form = take_part(text);
    if (form != kRuns && form != kBits)
        throw refused(base::printable(form.substr(0, 20)) + ": expected runs or bits");
    const Bytes bytes = decoded(text);
    return form == kRuns ? of_runs(bytes, rows) : of_bits(bytes, rows);
}

} // namespace cohortscope::engine
