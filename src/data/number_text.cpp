#include "data/number_text.h"

#include <array>

#include <utf8proc.h>

#include "base/format.h"
#include "data/cell_text.h"
#include "data/csv/csv_number.h"
#include "data/date_text.h"

namespace cohortscope::data {

namespace {

constexpr std::size_t kLongestNumber = 400; // bytes; more digits than any double has

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Decimal digits of a script follow each other from zero on, ten by ten.
char digit_of(std::int32_t code) {
    int before = 0;
    while (before < 50 && utf8proc_category(code - before - 1) == UTF8PROC_CATEGORY_ND)
        ++before;
    return static_cast<char>('0' + before % 10);
}

Unit currency_of(std::int32_t code) {
    constexpr std::int32_t kIndianSign = 0x20b9;
    constexpr std::int32_t kOldIndianSign = 0x20a8;
    if (code == kIndianSign || code == kOldIndianSign)
        return Unit::inr;
    return code == '$' ? Unit::dollars : Unit::currency;
}

// A character beyond ASCII as the ASCII one that means the same in a number; 0 drops it, '?' is in
// no number.
char plain_of(std::int32_t code) {
    constexpr std::int32_t kFullWidth = 0xfee0; // from the full-width form to ASCII
    switch (code) {
    case 0x2212: // minus, and what is taken for it
    case 0x2013:
    case 0xfe63:
        return '-';
    case 0x066a:
        return '%';
    case 0x066b:
        return '.';
    case 0x066c:
        return ',';
    case 0x2019:
        return '\'';
    default:
        break;
    }
    if (code > kFullWidth + ' ' && code < kFullWidth + 0x7f)
        return static_cast<char>(code - kFullWidth);
    switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_ND:
        return digit_of(code);
    case UTF8PROC_CATEGORY_ZS:
        return ' ';
    case UTF8PROC_CATEGORY_CF:
        return 0;
    default:
        return '?';
    }
}

// The text in lower-case ASCII without its currency sign, which must stand at an end.
struct PlainText {
    std::string text;
    Unit unit = Unit::none;
    bool sound = true;
};

void add_character(PlainText& plain, std::int32_t code, bool& closed) {
    if (utf8proc_category(code) == UTF8PROC_CATEGORY_SC) {
        const bool behind = plain.text.find_first_of("0123456789") != std::string::npos;
        plain.sound = plain.sound && plain.unit == Unit::none;
        plain.unit = currency_of(code);
        closed = closed || behind;
        return;
    }
    const char c = code < 0x80 ? static_cast<char>(code) : plain_of(code);
    plain.sound = plain.sound && c != '?' && !(closed && is_digit(c));
    if (c != 0)
        plain.text += c;
}

PlainText plain_text(std::string_view text) {
    PlainText plain;
    bool closed = false; // no digit may follow
    while (!text.empty() && plain.sound) {
        std::int32_t code = 0;
        const auto bytes = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                            static_cast<utf8proc_ssize_t>(text.size()), &code);
        if (bytes <= 0)
            return {{}, Unit::none, false};
        add_character(plain, code, closed);
        text.remove_prefix(static_cast<std::size_t>(bytes));
    }
    plain.text = base::lower(plain.text);
    return plain;
}

void trim_blanks(std::string_view& text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
}

bool take_prefix(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word))
        return false;
    text.remove_prefix(word.size());
    trim_blanks(text);
    return true;
}

bool take_suffix(std::string_view& text, std::string_view word) {
    if (!text.ends_with(word) || text.size() == word.size())
        return false;
    text.remove_suffix(word.size());
    trim_blanks(text);
    return true;
}

struct UnitWord {
    std::string_view word;
    Unit unit;
};

constexpr std::array<UnitWord, 4> kPrefixes = {
    {{"rs.", Unit::inr}, {"rs", Unit::inr}, {"inr", Unit::inr}, {"usd", Unit::dollars}}};
constexpr std::array<UnitWord, 4> kSuffixes = {
    {{"%", Unit::percent}, {"/-", Unit::inr}, {"inr", Unit::inr}, {"usd", Unit::dollars}}};
constexpr std::array<UnitWord, 9> kMultiples = {{{"lpa", Unit::lakh},
                                                 {"lakhs", Unit::lakh},
                                                 {"lakh", Unit::lakh},
                                                 {"lacs", Unit::lakh},
                                                 {"lac", Unit::lakh},
                                                 {"crores", Unit::crore},
                                                 {"crore", Unit::crore},
                                                 {"cr.", Unit::crore},
                                                 {"cr", Unit::crore}}};

// Takes the words beside the digits; false where two of them disagree.
bool take_units(std::string_view& text, const NumberForm& form, Unit& unit) {
    const auto set = [&](Unit found) {
        const bool agrees = unit == Unit::none || unit == found;
        unit = found;
        return agrees;
    };
    if (form.meaning == NumberMeaning::amount)
        for (const UnitWord& multiple : kMultiples)
            if (take_suffix(text, multiple.word)) {
                const bool is_indian = unit == Unit::none || unit == Unit::inr;
                unit = multiple.unit;
                for (const UnitWord& prefix : kPrefixes)
                    if (take_prefix(text, prefix.word))
                        return is_indian && prefix.unit == Unit::inr;
                return is_indian;
            }
    for (const UnitWord& prefix : kPrefixes)
        if (take_prefix(text, prefix.word) && !set(prefix.unit))
            return false;
    for (const UnitWord& suffix : kSuffixes)
        if (take_suffix(text, suffix.word) && !set(suffix.unit))
            return false;
    return true;
}

// Whether the digits between the separators of groups are as many as they should be: threes, or an
// Indian three behind twos.
bool are_groups(std::string_view whole, char separator) {
    const std::size_t last = whole.rfind(separator);
    const std::size_t first = whole.find(separator);
    if (first == 0 || first > 3 || whole.size() - last != 4)
        return false;
    bool threes = true;
    bool twos = first <= 2;
    for (std::size_t at = first; at != last;) {
        const std::size_t next = whole.find(separator, at + 1);
        threes = threes && next - at == 4;
        twos = twos && next - at == 3;
        at = next;
    }
    return threes || twos;
}

// The digits without the separators of groups and with a decimal point; nothing where they are
// not grouped as numbers are.
std::optional<std::string> ungrouped(std::string_view text, bool decimal_comma) {
    const char point = decimal_comma ? ',' : '.';
    const std::size_t at = std::min(text.find(point), text.size());
    const std::string_view whole = text.substr(0, at);
    std::string digits;
    const std::size_t separator = whole.find_first_not_of("0123456789");
    if (separator == std::string_view::npos || whole[separator] == 'e') {
        digits = whole;
    } else {
        const char c = whole[separator];
        const bool groups = c == (decimal_comma ? '.' : ',') || c == ' ' || c == '\'';
        if (!groups || !are_groups(whole, c))
            return std::nullopt;
        for (const char digit : whole)
            if (is_digit(digit))
                digits += digit;
            else if (digit != c)
                return std::nullopt;
    }
    if (at == text.size())
        return digits;
    return digits + "." + std::string(text.substr(at + 1));
}

std::optional<double> signed_value(std::string_view text, const NumberForm& form, Unit& unit) {
    bool negative = false;
    if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
        negative = true;
        text = text.substr(1, text.size() - 2);
        trim_blanks(text);
    }
    const auto take_sign = [&] {
        if (text.empty() || (text.front() != '-' && text.front() != '+'))
            return false;
        negative = text.front() == '-';
        text.remove_prefix(1);
        trim_blanks(text);
        return true;
    };
    const bool has_sign = negative || take_sign();
    if (!take_units(text, form, unit))
        return std::nullopt;
    if (!has_sign)
        take_sign(); // "₹ -5"
    if (text.empty() || !(is_digit(text.front()) || text.front() == '.' || text.front() == ','))
        return std::nullopt;
    const std::optional<std::string> digits = ungrouped(text, form.decimal_comma);
    if (!digits)
        return std::nullopt;
    const char* power = unit == Unit::lakh ? "e5" : unit == Unit::crore ? "e7" : "";
    const std::optional<double> size = parse_number(*digits + power);
    return size && negative && *size != 0.0 ? -*size : size;
}

} // namespace

std::optional<NumberReading> read_number(std::string_view text, const NumberForm& form) {
    text = trimmed(text);
    if (text.empty() || text.size() > kLongestNumber)
        return std::nullopt;
    if (form.meaning == NumberMeaning::year)
        if (const std::optional<int> year = year_of_date(text))
            return NumberReading{static_cast<double>(*year), Unit::date};
    const PlainText plain = plain_text(text);
    if (!plain.sound)
        return std::nullopt;
    std::string_view rest = plain.text;
    trim_blanks(rest);
    if (form.meaning == NumberMeaning::plain && plain.unit == Unit::none &&
        (rest == "true" || rest == "false"))
        return NumberReading{rest == "true" ? 1.0 : 0.0, Unit::truth};
    Unit unit = plain.unit;
    const std::optional<double> value = signed_value(rest, form, unit);
    if (!value)
        return std::nullopt;
    return NumberReading{*value, unit};
}

} // namespace cohortscope::data
