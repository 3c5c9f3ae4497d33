#include "data/doubts.h"

#include <algorithm>
#include <array>

#include "base/format.h"
#include "data/cell_text.h"
#include "data/schema.h"

namespace cohortscope::data {

namespace {

constexpr double kLeastPay = 1000.0; // rupees a year; less is probably lakh
constexpr std::array<std::string_view, 6> kTotals = {"total",     "totals", "grand total",
                                                     "sub total", "sum",    "overall"};

bool is_total(std::string_view text) {
    std::string name = base::lower(trimmed(text));
    while (name.ends_with(':'))
        name.pop_back();
    return std::ranges::find(kTotals, name) != kTotals.end();
}

void look_for_total(const Table& table, std::vector<std::string>& doubts) {
    for (const TextColumn& column : table.text) {
        const std::int32_t code = column.codes.empty() ? kMissingCode : column.codes.back();
        if (code < 0 || !is_total(column.dictionary[code]))
            continue;
        doubts.push_back("the last row looks like a total (" + column.name + " is " +
                         quoted(column.dictionary[code]) + "): it is read as a row");
        return;
    }
}

// Whether most of the positive numbers are below a limit.
bool mostly_below(const NumericColumn& column, double limit) {
    std::size_t below = 0;
    std::size_t positive = 0;
    for (const double value : column.values) {
        positive += value > 0.0 ? 1 : 0;
        below += value > 0.0 && value < limit ? 1 : 0;
    }
    return 2 * below > positive;
}

} // namespace

std::vector<std::string> doubts_about(const Table& table) {
    std::vector<std::string> doubts;
    look_for_total(table, doubts);
    for (const ColumnSpec& spec : scaler_columns()) {
        const NumericColumn* column = table.find_numeric(spec.name);
        if (column != nullptr && spec.meaning == NumberMeaning::pay &&
            mostly_below(*column, kLeastPay))
            doubts.push_back("most of column " + column->name +
                             " is below 1,000: is it in lakh? It is read as it stands");
    }
    return doubts;
}

} // namespace cohortscope::data
