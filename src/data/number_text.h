// Numbers as people write them in tables: grouped, signed, with a currency or a percent sign, in
// the digits of any script, with a decimal comma, as true and false, or as the year of a date.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "data/hints.h"

namespace cohortscope::data {

// What stands beside the digits. A column has one; a cell with another is odd.
enum class Unit : std::uint8_t {
    none,
    percent,
    inr, // the Indian currency
    dollars,
    currency,
    lakh,
    crore,
    truth,
    date
};

struct NumberForm {
    NumberMeaning meaning = NumberMeaning::plain;
    bool decimal_comma = false; // 1.234,5 rather than 1,234.5
};

struct NumberReading {
    double value = 0.0;
    Unit unit = Unit::none;
};

// The number that is the whole of `text`, or nothing. Understood: what parse_number understands
// (with a decimal comma if asked for); blanks and invisible characters around it; groups of three,
// or of the Indian system; "12 %"; a currency sign in front or behind; "(5)" for −5; decimal digits
// and minus signs of any script. As an amount also "2.9 LPA", lakh and crore, multiplied; as a year
// also a date, of which its year counts; as a plain number also true and false.
std::optional<NumberReading> read_number(std::string_view text, const NumberForm& form);

} // namespace cohortscope::data
