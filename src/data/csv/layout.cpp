#include "data/csv/layout.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/error.h"
#include "base/format.h"
#include "base/whole.h"
#include "data/bind_columns.h"
#include "data/cell_text.h"
#include "data/csv/csv_number.h"
#include "data/csv/csv_scan.h"
#include "data/csv/number_names.h"
#include "data/match_header.h"
#include "data/number_text.h"

namespace cohortscope::data {

namespace {

constexpr std::array<char, 4> kSeparators = {',', ';', '\t', '|'};
constexpr std::size_t kMostColumns = 100'000;
constexpr std::size_t kMostRecordsAbove = 60;    // of the header
constexpr std::size_t kMostBytesAbove = 1 << 16; // the same
constexpr std::size_t kShownName = 20;           // letters of it
constexpr std::size_t kSampledRows = 20;         // to see what their ends are

std::vector<Field> read_record(Scanner& scanner) {
    std::vector<Field> fields(Scanner(scanner).next({}));
    scanner.next(fields);
    return fields;
}

bool is_empty(const Field& field) { return trimmed(field.text).empty(); }

// A record that may be the header, and how well it fits.
struct Candidate {
    char separator = ',';
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t fields = 0;
    HeaderMatch match;
};

bool is_better(const Candidate& a, const Candidate& b) {
    if (a.match.enough != b.match.enough)
        return a.match.enough;
    return a.match.found > b.match.found;
}

// The best header under one separator. Lines that are no records are passed over.
Candidate best_header(std::string_view text, std::size_t begin, char separator,
                      std::span<const TableHints> sets) {
    std::optional<Candidate> best;
    const std::string_view looked_at = text.substr(0, begin + kMostBytesAbove);
    std::size_t at = skip_blank_lines(text, begin);
    for (std::size_t i = 0; i < kMostRecordsAbove && at < looked_at.size(); ++i) {
        Candidate next{separator, at, 0, 0, {}};
        try {
            Scanner scanner(i == 0 ? text : looked_at, at, separator);
            next.fields = Scanner(scanner).next({});
            if (next.fields <= kMostColumns) {
                std::vector<std::string> names;
                for (const Field& field : read_record(scanner))
                    names.push_back(unescaped(field));
                next.match = match_header(names, sets);
                next.end = scanner.position();
            }
        } catch (const Fault&) {
            next.end = guess_record(text, at + 1);
        }
        if (!best || is_better(next, *best))
            best = next;
        if (best->match.enough)
            break;
        at = next.end > at ? next.end : looked_at.size();
    }
    return best.value_or(Candidate{separator, begin, text.size(), 0, {}});
}

Candidate find_header(std::string_view text, std::size_t begin, std::span<const TableHints> sets) {
    Candidate best = best_header(text, begin, kSeparators.front(), sets);
    for (const char separator : kSeparators) {
        if (best.match.enough)
            break;
        const Candidate next = best_header(text, begin, separator, sets);
        const bool more_cells = next.match.found == 0 && next.begin == best.begin &&
                                best.match.found == 0 && next.fields > best.fields;
        if (is_better(next, best) || more_cells)
            best = next;
    }
    return best;
}

// A line "sep=;" in front tells a spreadsheet the separator.
struct Told {
    char separator = 0;
    std::size_t end = 0;
};

Told told_separator(std::string_view text) {
    const std::size_t begin = skip_blank_lines(text, 0);
    std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    std::string line = base::lower(text.substr(begin, std::min<std::size_t>(end - begin, 10)));
    std::erase(line, '"');
    if (line.size() < 5 || !line.starts_with("sep="))
        return {};
    return {line[4], guess_record(text, end)};
}

// The header of a table whose columns are not known, under one separator.
struct FirstHeader {
    Candidate header;
    bool sure = false; // the record below it has about as many cells
};

bool is_better(const FirstHeader& a, const FirstHeader& b) {
    return a.sure != b.sure ? a.sure : a.header.fields > b.header.fields;
}

// A line of one cell, perhaps with empty ones behind it, as a sheet has above its table.
bool is_title(std::span<const Field> fields) {
    return std::ranges::all_of(fields.subspan(1), is_empty);
}

// The first record of several cells, if the one below it has about as many and only titles stand
// above it; else the first record.
FirstHeader first_header(std::string_view text, std::size_t begin, char separator) {
    Candidate first{separator, skip_blank_lines(text, begin), 0, 0, {}};
    Scanner scanner(text, begin, separator);
    try {
        Candidate next = first;
        std::vector<Field> fields = read_record(scanner);
        first.fields = next.fields = fields.size();
        // Rows may be as long as the header.
        const std::string_view looked_at = text.substr(
            0, scanner.position() + 4 * (scanner.position() - first.begin) + kMostBytesAbove);
        scanner = Scanner(looked_at, scanner.position(), separator);
        for (std::size_t i = 1; i < kMostRecordsAbove && is_title(fields); ++i) {
            if (scanner.position() == looked_at.size())
                return {first};
            next.begin = scanner.position();
            fields = read_record(scanner);
            next.fields = fields.size();
        }
        if (is_title(fields) || scanner.position() == looked_at.size())
            return {first};
        const std::size_t below = scanner.next({});
        const bool about_as_many =
            below > 1 && below <= next.fields + 1 && below + 1 >= next.fields;
        return about_as_many ? FirstHeader{next, true} : FirstHeader{first};
    } catch (const Fault&) { // the reader will say what is wrong
        return {first};
    }
}

Candidate find_first_header(std::string_view text, const Told& told) {
    FirstHeader best;
    if (told.separator != 0)
        best = first_header(text, told.end, told.separator);
    if (best.header.fields > 1)
        return best.header;
    best = first_header(text, told.end, kSeparators.front());
    for (const char separator : kSeparators)
        if (FirstHeader next = first_header(text, told.end, separator); is_better(next, best))
            best = std::move(next);
    return best.header;
}

std::vector<std::vector<Field>> sampled_rows(std::string_view text, const Layout& layout) {
    std::vector<std::vector<Field>> rows;
    const std::string_view looked_at = text.substr(0, layout.data_begin + kMostBytesAbove);
    Scanner scanner(looked_at, layout.data_begin, layout.separator);
    try {
        while (rows.size() < kSampledRows && scanner.position() < looked_at.size()) {
            std::vector<Field> fields = read_record(scanner);
            if (scanner.position() == looked_at.size() && looked_at.size() < text.size())
                break; // perhaps cut
            if (!std::all_of(fields.begin(), fields.end(), is_empty))
                rows.push_back(std::move(fields));
        }
    } catch (const Fault&) { // the rows before tell enough; the reader will say what is wrong
    }
    return rows;
}

// How many cells under the numeric columns are numbers, if the cells stand so much to the right.
std::size_t numbers_under(const std::vector<std::vector<Field>>& rows,
                          std::span<const ColumnBinding> columns, std::size_t shift) {
    std::size_t count = 0;
    for (const std::vector<Field>& row : rows)
        for (std::size_t c = 0; c < columns.size() && c + shift < row.size(); ++c)
            if (columns[c].required && columns[c].kind == ColumnKind::numeric)
                count += read_number(row[c + shift].text, {columns[c].meaning, false}) ? 1 : 0;
    return count;
}

// Whether the numbers of the wanted columns stand one cell to the right of their names; where none
// is wanted, whether the first cells all differ, as names of rows do.
bool fits_shifted(const std::vector<std::vector<Field>>& rows, std::span<const std::string> names,
                  const TableHints& hints) {
    if (hints.columns.empty()) {
        std::set<std::string_view> first;
        for (const std::vector<Field>& row : rows)
            first.insert(row.front().text);
        return first.size() == rows.size();
    }
    try {
        const std::vector<ColumnBinding> columns = bind_columns(names, hints, {});
        return numbers_under(rows, columns, 1) > numbers_under(rows, columns, 0);
    } catch (const base::Error&) { // whoever binds the columns in earnest says why
        return false;
    }
}

void look_at_ends(std::string_view text, const TableHints& hints, Layout& layout) {
    const auto rows = sampled_rows(text, layout);
    const std::size_t size = layout.names.size();
    const auto all = [&](const auto& holds) {
        return !rows.empty() && std::all_of(rows.begin(), rows.end(), holds);
    };
    if (size > 1 && trimmed(layout.names.back()).empty() &&
        all([&](const auto& row) { return row.size() == size - 1; })) {
        layout.names.pop_back();
        layout.notices.push_back("the header ends with a " + separator_name(layout.separator) +
                                 " too many: its last, empty name is left out");
    } else if (all([&](const auto& row) {
                   return row.size() == size + 1 && is_empty(row.back());
               })) {
        layout.ends = Ends::separator;
        layout.notices.push_back("every row ends with a " + separator_name(layout.separator) +
                                 " too many: the empty cell behind it is left out");
    } else if (all([&](const auto& row) { return row.size() == size + 1; })) {
        if (!fits_shifted(rows, layout.names, hints))
            return;
        layout.ends = Ends::row_names;
        layout.notices.push_back("the header has one name less than the rows have cells: the first "
                                 "cell of each row is taken for its name and left out");
    }
}

// Says so where numbers in the header are taken for names: they might have been values.
void look_at_names(std::string_view text, Layout& layout) {
    if (!looks_like_data(layout.names))
        return;
    std::vector<RowOfCells> rows;
    for (const std::vector<Field>& fields : sampled_rows(text, layout)) {
        rows.emplace_back();
        const std::size_t first = layout.ends == Ends::row_names ? 1 : 0;
        for (std::size_t c = first; c < fields.size(); ++c)
            rows.back().push_back(fields[c].text);
    }
    layout.has_number_names = numbers_are_names(layout.names, rows);
    if (!layout.has_number_names)
        return;
    std::vector<std::string> numbers;
    for (const std::string& name : layout.names)
        if (parse_number(name))
            numbers.push_back(name);
    layout.notices.push_back("the first line has numbers, which are taken for names of columns: " +
                             base::listed(numbers, kShownName));
}

// What stands above the header, its first line shown.
std::string skipped(std::string_view above) {
    std::size_t lines = 0;
    std::string first;
    for (std::size_t at = skip_blank_lines(above, 0); at < above.size();
         at = guess_record(above, at + 1), ++lines)
        if (lines == 0)
            first = above.substr(at, above.find_first_of("\r\n", at) - at);
    const bool one = lines == 1;
    return std::to_string(lines) + (one ? " line" : " lines") + " above the header " +
           (one ? "was" : "were") + " skipped: " + quoted(trimmed(first)) + (one ? "" : ", …");
}

// The header that holds columns wanted. Where none does, the first record is what the error will
// name.
Candidate wanted_header(std::string_view text, const Told& told, std::span<const TableHints> sets) {
    Candidate header = told.separator != 0 ? best_header(text, told.end, told.separator, sets)
                                           : find_header(text, 0, sets);
    if (told.separator != 0 && header.match.found == 0)
        header = find_header(text, told.end, sets);
    if (header.match.found == 0)
        header.begin = skip_blank_lines(text, told.end);
    return header;
}

} // namespace

Layout find_layout(std::string_view text, std::span<const TableHints> sets, bool any_table) {
    const Told told = told_separator(text);
    Candidate header = wanted_header(text, told, sets);
    const bool is_other = any_table && !header.match.enough && !header.match.near;
    if (is_other)
        header = find_first_header(text, told);
    Layout layout;
    layout.separator = header.separator;
    Scanner scanner(text, header.begin, header.separator);
    layout.header_begin = scanner.position();
    const std::size_t count = Scanner(scanner).next({});
    if (count > kMostColumns)
        throw Fault{layout.header_begin, "the header has " + std::to_string(count) +
                                             " columns; expected at most " +
                                             std::to_string(kMostColumns)};
    for (const Field& field : read_record(scanner))
        layout.names.push_back(unescaped(field));
    layout.data_begin = scanner.position();
    const std::string_view above =
        text.substr(told.end, layout.header_begin - std::min(told.end, layout.header_begin));
    if (skip_blank_lines(above, 0) < above.size())
        layout.notices.push_back(skipped(above));
    if (is_other) {
        look_at_ends(text, {}, layout);
        look_at_names(text, layout);
    } else if (header.match.enough) {
        look_at_ends(text, sets[header.match.set], layout);
    }
    return layout;
}

} // namespace cohortscope::data
