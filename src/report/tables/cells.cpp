#include "report/tables/cells.h"

namespace cohortscope::report {

void name_hidden(Sheet& sheet) {
    for (std::vector<Cell>& row : sheet.rows) {
        std::string names;
        for (std::size_t c = 0; c < row.size(); ++c)
            if (std::holds_alternative<Suppressed>(row[c]))
                names += (names.empty() ? "small cells: " : " ") + sheet.columns[c].name;
        row.emplace_back(std::move(names));
    }
    sheet.columns.push_back({.name = "not_given", .label = "not given"});
}

} // namespace cohortscope::report
