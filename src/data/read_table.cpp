#include "data/read_table.h"

#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "data/csv/csv_parse.h"
#include "data/file_kind.h"
#include "data/gzip.h"
#include "data/match_header.h"
#include "data/sheet/sheet_choice.h"
#include "data/sheet/workbook.h"

namespace cohortscope::data {

namespace {

// Of the progress; the rest is parsing the text.
constexpr double kShareOfUnpacking = 0.5;

std::string_view view(const base::Buffer<char>& bytes) { return {bytes.data(), bytes.size()}; }

ParseOptions options_for(const std::string& source, const ReadOptions& wanted) {
    return {source,  kChunkBytes,  wanted.strict,   wanted.columns,
            nullptr, wanted.hints, wanted.any_table};
}

Table parse_workbook(base::Buffer<char> bytes, const WorkbookOptions& options,
                     const ReadOptions& wanted, base::Progress& progress) {
    const WorkbookTable workbook = read_workbook(view(bytes), options, progress);
    base::Buffer<char>().swap(bytes); // its text is all that is needed
    progress.enter_part(kShareOfWorkbook, 1.0);
    const std::string sheet = sheet_place(options.source, workbook.sheet);
    ParseOptions parse = options_for(sheet, wanted);
    parse.place = [&](std::size_t offset) {
        return sheet + ", cell " + cell_name(place_in_sheet(workbook.text, offset));
    };
    Table table = parse_in_chunks(workbook.text.csv, parse, progress);
    table.source = options.source;
    table.notices.insert(table.notices.begin(), workbook.notices.begin(), workbook.notices.end());
    return table;
}

} // namespace

Table read_table(const std::string& path, const ReadOptions& options, base::Progress& progress) {
    if (path == "-")
        return parse_table(base::read_large_file(path, progress), "standard input", options,
                           progress);
    return parse_table(base::read_large_file(path, progress), path, options, progress);
}

Table parse_table(base::Buffer<char> bytes, const std::string& source, const ReadOptions& options,
                  base::Progress& progress) {
    Recognised kind = recognise(view(bytes));
    if (kind.content == Content::gzip) {
        progress.enter_part(0.0, kShareOfUnpacking);
        bytes = gunzip(view(bytes), source, progress);
        progress.enter_part(kShareOfUnpacking, 1.0);
        kind = recognise(view(bytes));
    }
    switch (kind.content) {
    case Content::text:
        if (!options.sheet.empty())
            throw base::Error::in(source, "is no workbook and has no sheets; leave --sheet out");
        return parse_in_chunks(view(bytes), options_for(source, options), progress);
    case Content::gzip:
        throw base::Error::in(source, "is packed twice; unpack it with 'gzip -d'");
    case Content::xlsx:
    case Content::ods:
        return parse_workbook(std::move(bytes),
                              {kind.content,
                               source,
                               options.sheet,
                               [&](std::span<const std::string> cells) {
                                   return match_header(cells, options.hints).enough;
                               },
                               {}},
                              options, progress);
    case Content::other:
        break;
    }
    throw base::Error::in(source, kind.refusal);
}

} // namespace cohortscope::data
