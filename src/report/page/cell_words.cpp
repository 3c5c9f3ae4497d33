#include "report/page/cell_words.h"

#include <cmath>

#include "base/format.h"
#include "plot/labels.h"

namespace cohortscope::report {

namespace {

constexpr const char* kUndefined = "–";
constexpr const char* kSuppressed = "not given";
constexpr double kMostWhole = 9e15; // a double holds every whole number below

bool in_lakh(const SheetColumn& column) {
    return column.kind == CellKind::money && column.unit == "₹";
}

std::string with_minus(std::string number) {
    if (number.starts_with('-'))
        number.replace(0, 1, plot::kMinus);
    return number;
}

// "1,204.50": fixed decimals, whole digits in groups.
std::string grouped_real(double value, int decimals) {
    if (std::fabs(value) >= kMostWhole)
        return plot::significant(value);
    const std::string text = base::fixed(std::fabs(value), decimals);
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::string number =
        base::grouped(std::stoll(text.substr(0, point))) + text.substr(point);
    const bool zero = number.find_first_not_of("0.,") == std::string::npos;
    return (value < 0 && !zero ? plot::kMinus : "") + number;
}

struct Words {
    const SheetColumn& column;

    std::string operator()(std::monostate) const { return kUndefined; }
    std::string operator()(Suppressed) const { return kSuppressed; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(long long value) const {
        return in_lakh(column) ? base::indian_money(static_cast<double>(value))
                               : with_minus(base::grouped(value));
    }
    std::string operator()(double value) const {
        if (!std::isfinite(value))
            return kUndefined;
        if (column.kind == CellKind::share)
            return plot::percent(value);
        if (in_lakh(column))
            return base::indian_money(value);
        return grouped_real(value, column.kind == CellKind::whole ? 0 : column.decimals);
    }
};

} // namespace

std::string cell_words(const Cell& cell, const SheetColumn& column) {
    return std::visit(Words{column}, cell);
}

std::string cell_in_full(const Cell& cell, const SheetColumn& column) {
    if (!in_lakh(column))
        return {};
    double value = NAN;
    if (const auto* whole = std::get_if<long long>(&cell))
        value = static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&cell))
        value = *real;
    return std::fabs(value) < kMostWhole ? "₹" + base::indian(std::llround(value)) : std::string();
}

std::string unit_at_head(const SheetColumn& column) {
    return column.kind == CellKind::share || in_lakh(column) ? std::string() : column.unit;
}

std::string cell_order(const Cell& cell) {
    if (const auto* whole = std::get_if<long long>(&cell))
        return std::to_string(*whole);
    const auto* real = std::get_if<double>(&cell);
    return real != nullptr && std::isfinite(*real) ? base::shortest(*real) : std::string();
}

bool is_number(const SheetColumn& column) { return column.kind != CellKind::text; }

} // namespace cohortscope::report
