#include "data/csv.h"

#include <algorithm>
#include <atomic>

#include "base/error.h"
#include "base/file.h"
#include "base/parallel.h"
#include "data/csv_columns.h"
#include "data/csv_encoding.h"
#include "data/csv_parse.h"
#include "data/csv_scan.h"
#include "data/schema.h"

namespace cohortscope::data {

namespace {

constexpr std::size_t kMostColumns = 100'000;
constexpr double kShareOfReading = 0.8; // of the progress; the rest is joining

struct Header {
    std::vector<std::string> names;
    std::size_t begin = 0;
    std::size_t end = 0; // where the first record begins
};

[[noreturn]] void fail(const Fault& fault, std::string_view bytes, const ParseOptions& options) {
    if (options.place)
        throw base::Error::in(options.place(fault.offset), fault.message);
    throw base::Error::at(options.source, line_of(bytes, fault.offset), fault.message);
}

std::string unescaped(const Field& field) {
    std::string text;
    for (std::size_t at = 0; at < field.text.size(); ++at) {
        text.push_back(field.text[at]);
        if (field.escaped && field.text[at] == '"')
            ++at;
    }
    return text;
}

Header read_header(std::string_view bytes) {
    Scanner scanner(bytes, 0);
    Header header;
    header.begin = scanner.position();
    const std::size_t count = Scanner(scanner).next({});
    if (count > kMostColumns)
        throw Fault{header.begin, "the header has " + std::to_string(count) +
                                      " columns; expected at most " + std::to_string(kMostColumns)};
    std::vector<Field> fields(count);
    scanner.next(fields);
    header.end = scanner.position();
    for (const Field& field : fields)
        header.names.push_back(unescaped(field));
    return header;
}

Header header_of(std::string_view bytes, const ParseOptions& options) {
    if (skip_blank_lines(bytes, 0) == bytes.size())
        throw base::Error::at(options.source, 1, "is empty; expected a header line and rows");
    try {
        return read_header(bytes);
    } catch (const Fault& fault) {
        fail(fault, bytes, options);
    }
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
        const std::size_t first = index == 0 ? begin : guess_record(job.bytes, begin);
        chunks[index] = read_chunk(job, {first, end, std::max(first, limit)}, progress);
        progress.add_rows(chunks[index].rows);
        progress.checkpoint(kShareOfReading * static_cast<double>(++done) /
                            static_cast<double>(chunks.size()));
    });
    return chunks;
}

} // namespace

Table parse_in_chunks(std::string_view bytes, const ParseOptions& options,
                      base::Progress& progress) {
    ENSURE(options.chunk_bytes > 0);
    require_text(bytes, options.source);
    if (bytes.starts_with("\xef\xbb\xbf"))
        bytes.remove_prefix(3);
    const Header header = header_of(bytes, options);
    const std::vector<ColumnBinding> columns =
        bind_columns(header.names, scaler_columns(), options.source, line_of(bytes, header.begin));
    const Job job{bytes, columns};
    std::vector<ChunkOfRows> chunks = guess_chunks(job, header.end, options.chunk_bytes, progress);
    std::size_t expected = header.end;
    for (std::size_t index = 0; index < chunks.size(); ++index) {
        const std::size_t end =
            std::min(bytes.size(), header.end + (index + 1) * options.chunk_bytes);
        ChunkOfRows& chunk = chunks[index];
        if (chunk.begin != expected || chunk.fault)
            chunk = read_chunk(job, {expected, end, bytes.size()}, progress);
        if (chunk.fault)
            fail(*chunk.fault, bytes, options);
        expected = chunk.end;
    }
    ENSURE(expected == bytes.size());

    const bool any = std::any_of(chunks.begin(), chunks.end(),
                                 [](const ChunkOfRows& chunk) { return chunk.rows > 0; });
    if (!any)
        throw base::Error::at(options.source, line_of(bytes, header.begin),
                              "has a header but no rows; expected at least one row");
    Table table = join_chunks(chunks, columns, progress);
    table.source = options.source;
    table.fingerprint = fingerprint_of_columns(table);
    progress.checkpoint(1.0);
    return table;
}

Table parse_csv(std::string bytes, const std::string& source, base::Progress& progress) {
    return parse_in_chunks(bytes, {source}, progress);
}

Table read_csv(const std::string& path, base::Progress& progress) {
    const base::Buffer<char> bytes = base::read_large_file(path, progress);
    return parse_in_chunks({bytes.data(), bytes.size()}, {path}, progress);
}

} // namespace cohortscope::data
