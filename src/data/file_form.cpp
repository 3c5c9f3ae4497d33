#include "data/file_form.h"

#include <algorithm>
#include <cstdint>
#include <set>

#include "base/error.h"
#include "data/csv/csv_header.h"
#include "data/csv/csv_scan.h"
#include "data/decode.h"
#include "data/file_kind.h"
#include "data/gzip.h"
#include "data/match_header.h"
#include "data/sheet/workbook.h"

namespace cohortscope::data {

namespace {

bool is_blank(const Field& field) {
    return field.text.find_first_not_of(" \t") == std::string_view::npos;
}

// Line ends in front of `offset`; LF, CRLF and CR are one each.
std::size_t lines_above(std::string_view text, std::size_t offset) {
    std::size_t lines = 0;
    for (std::size_t at = 0; at < offset; ++at)
        lines += text[at] == '\n' || (text[at] == '\r' && text.substr(at + 1, 1) != "\n") ? 1 : 0;
    return lines;
}

// UTF-16 without a mark, or Windows-1252, where the text had to be written anew.
std::string encoding_of(std::string_view bytes, const Decoded& decoded) {
    if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff"))
        return "utf-16";
    if (!decoded.notices.empty())
        return "cp1252";
    if (!decoded.owned.empty())
        return bytes.size() > 1 && bytes[1] == '\0' ? "utf-16-le" : "utf-16-be";
    return bytes.starts_with("\xef\xbb\xbf") ? "utf-8-sig" : "utf-8";
}

void set_columns(const Header& header, std::span<const std::uint32_t> sheet_columns,
                 FileForm& form) {
    const std::size_t shift = header.layout.ends == Ends::row_names ? 1 : 0;
    std::vector<Field> names(header.layout.names.size());
    Scanner scanner(form.text, header.layout.header_begin, header.layout.separator);
    scanner.next(names);
    std::set<std::string> different;
    form.plain_header = header.layout.ends == Ends::same;
    for (std::size_t c = 0; c < header.columns.size(); ++c) {
        const bool named = c >= shift && c - shift < names.size();
        const std::string text = named ? unescaped(names[c - shift]) : std::string();
        const ColumnBinding& column = header.columns[c];
        form.columns.push_back({text, column.ignored ? std::string() : column.name,
                                sheet_columns.empty() ? c : sheet_columns[c]});
        const bool sound = text.find_first_of("\"\n\r\t") == std::string::npos &&
                           !text.starts_with(' ') && !text.ends_with(' ');
        form.plain_header = form.plain_header && sound && different.insert(text).second;
    }
}

// The text of the file; of a workbook also the sheet's column of each of its fields.
struct FileText {
    std::string utf8;
    std::vector<std::uint32_t> sheet_columns;
};

FileText text_of(base::Buffer<char> bytes, const std::string& source, const ReadOptions& options,
                 FileForm& form) {
    base::Progress progress;
    Recognised kind = recognise({bytes.data(), bytes.size()});
    if (kind.content == Content::gzip) {
        form.packed = true;
        bytes = gunzip({bytes.data(), bytes.size()}, source, progress);
        kind = recognise({bytes.data(), bytes.size()});
    }
    const std::string_view view(bytes.data(), bytes.size());
    if (kind.content == Content::xlsx || kind.content == Content::ods) {
        const HeaderTest is_wanted = [&](std::span<const std::string> cells) {
            return match_header(cells, options.hints).enough;
        };
        WorkbookTable workbook =
            read_workbook(view, {kind.content, source, options.sheet, is_wanted, {}}, progress);
        form.sheet = workbook.sheet;
        form.encoding.clear();
        return {std::move(workbook.text.csv), std::move(workbook.text.columns)};
    }
    if (kind.content != Content::text)
        throw base::Error::in(source, kind.refusal);
    const Decoded decoded = decode(view, source);
    form.encoding = encoding_of(view, decoded);
    const std::string_view all = decoded.owned.empty() ? view : std::string_view(decoded.owned);
    form.ends_early = decoded.text.data() + decoded.text.size() != all.data() + all.size();
    return {std::string(decoded.text), {}};
}

} // namespace

FileForm form_of(base::Buffer<char> bytes, const std::string& source, const ReadOptions& options) {
    FileForm form;
    FileText text = text_of(std::move(bytes), source, options, form);
    form.text = std::move(text.utf8);
    ParseOptions parse{source};
    parse.columns = options.columns;
    parse.hints = options.hints;
    parse.any_table = options.any_table;
    const Header header = read_header(form.text, parse);
    form.separator = header.layout.separator;
    form.rows_begin = header.layout.data_begin;
    form.lines_above_header = lines_above(form.text, header.layout.header_begin);
    set_columns(header, text.sheet_columns, form);
    std::vector<Field> fields(form.columns.size());
    for (Scanner scanner(form.text, form.rows_begin, form.separator);
         scanner.position() < form.text.size() && !form.blank_records;) {
        scanner.next(fields);
        form.blank_records = std::ranges::all_of(fields, is_blank);
    }
    return form;
}

void visit_cells(const FileForm& form, const CellVisitor& visit) {
    std::vector<Field> fields(form.columns.size());
    std::size_t row = 0;
    std::string text;
    for (Scanner scanner(form.text, form.rows_begin, form.separator);
         scanner.position() < form.text.size();) {
        std::ranges::fill(fields, Field());
        scanner.next(fields);
        if (std::ranges::all_of(fields, is_blank))
            continue;
        for (std::size_t c = 0; c < fields.size(); ++c) {
            if (fields[c].escaped)
                text = unescaped(fields[c]);
            visit(row, c, fields[c].escaped ? std::string_view(text) : fields[c].text);
        }
        ++row;
    }
}

} // namespace cohortscope::data
