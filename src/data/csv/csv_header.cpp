#include "data/csv/csv_header.h"

#include <algorithm>

#include "base/error.h"
#include "data/column_names.h"
#include "data/csv/csv_encoding.h"

namespace cohortscope::data {

namespace {

Layout layout_of(std::string_view text, std::span<const TableHints> sets, bool any_table,
                 const ParseOptions& options) {
    if (skip_blank_lines(text, 0) == text.size())
        throw base::Error::at(options.source, 1, "is empty; expected a header line and rows");
    try {
        return find_layout(text, sets, any_table);
    } catch (const Fault& fault) {
        fail_at(fault, text, options);
    }
}

// The hints that may be meant: those that have the columns which were named, where some were.
std::vector<TableHints> sets_meant(const ParseOptions& options) {
    std::vector<TableHints> sets;
    for (const TableHints& hints : options.hints)
        if (std::ranges::all_of(options.columns, [&](const auto& named) {
                return std::ranges::find(hints.columns, named.first, &ColumnSpec::name) !=
                       hints.columns.end();
            }))
            sets.push_back(hints);
    return sets;
}

// The columns of the header, and of what the rows have beside them.
std::vector<ColumnBinding> columns_of(const Layout& layout, const TableHints& hints,
                                      const HeaderPlace& place) {
    std::vector<ColumnBinding> columns = bind_columns(layout.names, hints, place);
    if (layout.ends == Ends::row_names)
        columns.insert(columns.begin(), {"", false, true});
    if (layout.ends == Ends::separator)
        columns.push_back({"", false, true});
    return columns;
}

} // namespace

void fail_at(const Fault& fault, std::string_view text, const ParseOptions& options) {
    if (options.place)
        throw base::Error::in(options.place(fault.offset), fault.message);
    throw base::Error::at(options.source, line_of(text, fault.offset), fault.message);
}

Header read_header(std::string_view text, const ParseOptions& options) {
    const std::vector<TableHints> sets = sets_meant(options);
    const bool any_table = options.any_table && options.columns.empty();
    Header header;
    header.layout = layout_of(text, sets, any_table, options);
    header.place = {options.source, line_of(text, header.layout.header_begin),
                    header.layout.has_number_names};
    rename_columns(header.layout.names, options.columns, options.source, header.place.line);
    header.hints = hints_for(header.layout.names, sets, any_table, header.place);
    header.columns = columns_of(header.layout, header.hints, header.place);
    return header;
}

} // namespace cohortscope::data
