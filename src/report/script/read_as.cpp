#include "report/script/read_as.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/format.h"
#include "data/csv/csv_number.h"
#include "data/missing.h"
#include "report/script/python_text.h"

namespace cohortscope::report {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// What pandas.to_numeric makes of a text; infinite also of words that mean it.
double as_pandas(std::string_view text) {
    constexpr std::array<std::string_view, 2> kInfinite = {"inf", "infinity"};
    const std::string lower = base::lower(text);
    const std::size_t sign = lower.find_first_not_of(" +-");
    if (sign != std::string::npos &&
        std::ranges::find(kInfinite, std::string_view(lower).substr(sign)) != kInfinite.end())
        return std::numeric_limits<double>::infinity();
    return data::parse_number(text).value_or(kNone);
}

// The text without `what`.
std::string without(std::string_view text, std::string_view what) {
    std::string rest;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t found = std::min(text.find(what, at), text.size());
        rest += text.substr(at, found - at);
        at = found + what.size();
    }
    return rest;
}

// The same behind number() of assets/script/number.py.
double as_number(std::string text, bool signs, bool decimal_comma) {
    constexpr std::array<std::string_view, 11> kSigns = {
        " ", "\u00a0", "\u2009", "\u202f", "'", "\u2019", "\u20b9", "$", "\u20ac", "\u00a3", "%"};
    if (signs) {
        for (const std::string_view sign : kSigns)
            text = without(text, sign);
        text = without(text, decimal_comma ? "." : ",");
    }
    if (decimal_comma)
        std::ranges::replace(text, ',', '.');
    return as_pandas(text);
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

// The texts of a column of numbers with what each of them means.
using Numbers = std::map<std::string, double, std::less<>>;

// The way to read that leaves the fewest texts to be listed.
void choose_form(const Numbers& texts, ReadAs& reading) {
    std::size_t fewest = texts.size() + 1;
    for (const bool decimal_comma : {false, true})
        for (const bool signs : {false, true}) {
            std::map<std::string, std::string> others;
            for (const auto& [text, value] : texts)
                if (!same(as_number(text, signs, decimal_comma), value))
                    others.emplace(text, python_number(value));
            if (others.size() >= fewest)
                continue;
            fewest = others.size();
            if (fewest == 0 && !signs && !decimal_comma)
                return;
            reading.signs = signs;
            reading.decimal_comma = decimal_comma;
            reading.as = std::move(others);
        }
}

bool is_date(std::string_view text) {
    constexpr std::string_view kForm = "0000-00-00";
    return text.size() == kForm.size() && std::ranges::equal(text, kForm, [](char c, char form) {
               return form == '-' ? c == '-' : c >= '0' && c <= '9';
           });
}

// A cell of a workbook as pandas writes it.
std::string as_in_sheets(std::string_view text) {
    if (text == "TRUE" || text == "FALSE")
        return text == "TRUE" ? "True" : "False";
    return std::string(text) + (is_date(text) ? " 00:00:00" : "");
}

class Reader {
  public:
    Reader(const data::FileForm& form, std::span<const ColumnToRead> columns)
        : form_(form), columns_(columns), readings_(columns.size()), numbers_(columns.size()) {
        of_place_.resize(form.columns.size());
        for (std::size_t i = 0; i < columns.size(); ++i)
            for (std::size_t place = 0; place < form.columns.size(); ++place)
                if (form.columns[place].name == columns[i].name && !readings_[i].there) {
                    readings_[i].there = true;
                    readings_[i].column = place;
                    of_place_[place].push_back(i);
                }
    }

    std::vector<ReadAs> made() {
        data::visit_cells(form_, [this](std::size_t row, std::size_t place, std::string_view text) {
            if (of_place_[place].empty() || data::is_missing(text))
                return;
            const std::string cell = form_.sheet.empty() ? std::string(text) : as_in_sheets(text);
            for (const std::size_t i : of_place_[place])
                look_at(i, row, cell);
        });
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (columns_[i].numbers != nullptr)
                choose_form(numbers_[i], readings_[i]);
        return std::move(readings_);
    }

  private:
    void look_at(std::size_t i, std::size_t row, const std::string& text) {
        const ColumnToRead& column = columns_[i];
        if (column.numbers != nullptr) {
            if (row < column.numbers->size() && numbers_[i].find(text) == numbers_[i].end())
                numbers_[i].emplace(text, (*column.numbers)[row]);
            return;
        }
        if (row >= column.names->codes.size())
            return;
        const std::int32_t code = column.names->codes[row];
        if (code == data::kMissingCode)
            return;
        const std::string_view name = column.names->dictionary[code];
        if (column.has_levels || name != text)
            readings_[i].as.emplace(text, python_literal(name));
    }

    const data::FileForm& form_;
    std::span<const ColumnToRead> columns_;
    std::vector<ReadAs> readings_;
    std::vector<Numbers> numbers_;
    std::vector<std::vector<std::size_t>> of_place_; // columns to read, by place in the file
};

} // namespace

std::vector<ReadAs> reading_of(const data::FileForm& form, std::span<const ColumnToRead> columns) {
    return Reader(form, columns).made();
}

} // namespace cohortscope::report
