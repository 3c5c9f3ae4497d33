#include "data/csv/csv_parse.h"

#include <algorithm>
#include <atomic>

#include "base/error.h"
#include "base/parallel.h"
#include "data/csv/csv_columns.h"
#include "data/csv/csv_encoding.h"
#include "data/csv/csv_header.h"
#include "data/csv/csv_scan.h"
#include "data/decode.h"
#include "data/doubts.h"

namespace cohortscope::data {

namespace {

constexpr double kShareOfReading = 0.8; // of the progress; the rest is joining

// A chunk of a wide table holds many rows, too: every column of it costs memory of its own,
// whatever it holds.
std::size_t wide_enough(std::size_t chunk_bytes, const Layout& layout) {
    constexpr std::size_t kHeaders = 96; // a row is about as long as the header
    return layout.names.size() < kManyColumns
               ? chunk_bytes
               : std::max(chunk_bytes, kHeaders * (layout.data_begin - layout.header_begin));
}

std::vector<ChunkOfRows> guess_chunks(const Job& job, std::size_t data_begin,
                                      std::size_t chunk_bytes, base::Progress& progress) {
    std::vector<ChunkOfRows> chunks(base::chunk_count(job.bytes.size() - data_begin, chunk_bytes));
    std::atomic<std::size_t> done{0};
    base::for_each_task(chunks.size(), [&](std::size_t index) {
        const std::size_t begin = data_begin + index * chunk_bytes;
        const std::size_t end = std::min(job.bytes.size(), begin + chunk_bytes);
        // A wrong guess may turn the file inside out; it must not read on for ever.
        const std::size_t limit = std::min(job.bytes.size(), end + chunk_bytes);
        // Nor is a line's end sought beyond that: a field of the whole file has none.
        const std::size_t first =
            index == 0 ? begin : guess_record(job.bytes.substr(0, limit), begin);
        chunks[index] = read_chunk(job, {first, end, std::max(first, limit)}, progress);
        progress.add_rows(chunks[index].rows);
        progress.checkpoint(kShareOfReading * static_cast<double>(++done) /
                            static_cast<double>(chunks.size()));
    });
    return chunks;
}

// The chunks of all rows, each begun where the one before it ended.
std::vector<ChunkOfRows> read_chunks(const Job& job, const Layout& layout,
                                     const ParseOptions& options, base::Progress& progress) {
    const std::size_t begin = layout.data_begin;
    const std::size_t chunk_bytes = wide_enough(options.chunk_bytes, layout);
    std::vector<ChunkOfRows> chunks = guess_chunks(job, begin, chunk_bytes, progress);
    std::size_t expected = begin;
    for (std::size_t index = 0; index < chunks.size(); ++index) {
        const std::size_t end = std::min(job.bytes.size(), begin + (index + 1) * chunk_bytes);
        ChunkOfRows& chunk = chunks[index];
        if (chunk.begin != expected || chunk.fault) {
            const std::uint64_t guessed = chunk.rows;
            chunk = read_chunk(job, {expected, end, job.bytes.size()}, progress);
            progress.correct_rows(guessed, chunk.rows);
        }
        if (chunk.fault)
            fail_at(*chunk.fault, job.bytes, options);
        expected = chunk.end;
    }
    ENSURE(expected == job.bytes.size());
    return chunks;
}

std::size_t odd_cells(std::span<const ChunkOfRows> chunks) {
    std::size_t count = 0;
    for (const ChunkOfRows& chunk : chunks)
        for (const ColumnPart& column : chunk.columns)
            count += static_cast<std::size_t>(
                std::count_if(column.special.begin(), column.special.end(),
                              [](const SpecialCell& cell) { return cell.odd; }));
    return count;
}

bool may_have_decimal_commas(std::span<const ChunkOfRows> chunks) {
    return std::any_of(chunks.begin(), chunks.end(), [](const ChunkOfRows& chunk) {
        return std::any_of(chunk.columns.begin(), chunk.columns.end(),
                           [](const ColumnPart& column) { return column.other_commas > 0; });
    });
}

// The chunks under the decimals that leave fewer odd cells: points, or else commas.
std::vector<ChunkOfRows> read_chunks_either_way(Job& job, const Layout& layout,
                                                const ParseOptions& options,
                                                base::Progress& progress) {
    std::vector<ChunkOfRows> chunks = read_chunks(job, layout, options, progress);
    if (!may_have_decimal_commas(chunks))
        return chunks;
    job.decimal_comma = true;
    std::vector<ChunkOfRows> with_commas = read_chunks(job, layout, options, progress);
    if (odd_cells(with_commas) < odd_cells(chunks))
        return with_commas;
    job.decimal_comma = false;
    return chunks;
}

void append(std::vector<std::string>& notices, std::vector<std::string> more) {
    notices.insert(notices.end(), std::make_move_iterator(more.begin()),
                   std::make_move_iterator(more.end()));
}

// What is said of the layout and the binding, of the cells, and of the table as a whole.
std::vector<std::string> notices_of(const Layout& layout, std::span<const ColumnBinding> columns,
                                    const TableHints& hints, Table& table) {
    std::vector<std::string> notices = layout.notices;
    const std::size_t shift = layout.ends == Ends::row_names ? 1 : 0;
    append(notices, notes_of_binding(layout.names, columns.subspan(shift, layout.names.size()),
                                     hints.columns));
    append(notices, std::move(table.notices));
    append(notices, doubts_about(table, hints));
    return notices;
}

void expect_rows(std::span<const ChunkOfRows> chunks, const HeaderPlace& place) {
    if (std::ranges::all_of(chunks, [](const ChunkOfRows& chunk) { return chunk.rows == 0; }))
        throw base::Error::at(place.source, place.line,
                              "has a header but no rows; expected at least one row");
}

void expect_columns(const Table& table, const HeaderPlace& place) {
    if (table.numeric.empty() && table.text.empty())
        throw base::Error::at(place.source, place.line,
                              "has no columns but those that count the rows or are empty; expected "
                              "at least one");
}

} // namespace

Table parse_in_chunks(std::string_view bytes, const ParseOptions& options,
                      base::Progress& progress) {
    ENSURE(options.chunk_bytes > 0);
    Decoded decoded = decode(bytes, options.source);
    const std::string_view text = decoded.text;
    const Header header = read_header(text, options);
    const Layout& layout = header.layout;
    const HeaderPlace& place = header.place;
    const TableHints& hints = header.hints;
    const std::vector<ColumnBinding>& columns = header.columns;
    Job job{text, columns, hints.columns, layout.separator, false, layout.ends == Ends::separator};
    std::vector<ChunkOfRows> chunks = read_chunks_either_way(job, layout, options, progress);
    expect_rows(chunks, place);
    Table table = join_chunks(chunks, job, {text, options}, progress);
    expect_columns(table, place);
    table.source = options.source;
    table.hints = hints.name;
    std::vector<std::string> notices = std::move(decoded.notices);
    append(notices, notices_of(layout, columns, hints, table));
    table.notices = std::move(notices);
    table.fingerprint = fingerprint_of_columns(table);
    progress.checkpoint(1.0);
    return table;
}

} // namespace cohortscope::data
