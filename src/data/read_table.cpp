#include "data/read_table.h"

#include <string_view>

#include "base/error.h"
#include "base/file.h"
#include "data/csv_parse.h"
#include "data/file_kind.h"
#include "data/gzip.h"

namespace cohortscope::data {

namespace {

constexpr double kShareOfUnpacking = 0.5; // of the progress

std::string_view view(const base::Buffer<char>& bytes) { return {bytes.data(), bytes.size()}; }

} // namespace

Table read_table(const std::string& path, base::Progress& progress) {
    if (path == "-")
        return parse_table(base::read_large_file("/dev/stdin"), "standard input", progress);
    return parse_table(base::read_large_file(path), path, progress);
}

Table parse_table(base::Buffer<char> bytes, const std::string& source, base::Progress& progress) {
    Recognised kind = recognise(view(bytes));
    if (kind.content == Content::gzip) {
        progress.enter_part(0.0, kShareOfUnpacking);
        bytes = gunzip(view(bytes), source, progress);
        progress.enter_part(kShareOfUnpacking, 1.0);
        kind = recognise(view(bytes));
    }
    switch (kind.content) {
    case Content::text:
        return parse_in_chunks(view(bytes), {source}, progress);
    case Content::gzip:
        throw base::Error::in(source, "is packed twice; unpack it with 'gzip -d'");
    case Content::xlsx:
    case Content::ods:
        throw base::Error::in(source, "is a workbook; save its table as CSV and open that");
    case Content::other:
        break;
    }
    throw base::Error::in(source, kind.refusal);
}

} // namespace cohortscope::data
