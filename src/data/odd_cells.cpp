#include "data/odd_cells.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "base/format.h"
#include "data/cell_text.h"
#include "data/csv/csv_encoding.h"
#include "data/csv/csv_number.h"
#include "data/shown_cell.h"

namespace cohortscope::data {

namespace {

constexpr double kMostOdd = 0.05; // of the present cells
constexpr std::size_t kExamples = 3;
constexpr std::size_t kUnits = static_cast<std::size_t>(Unit::date) + 1;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kLargestExact = 9007199254740992.0; // 2^53

// What a message calls a unit.
std::string_view name_of(Unit unit) {
    constexpr std::array<std::string_view, kUnits> kNames = {"numbers",
                                                             "percentages",
                                                             "INR",
                                                             "dollars",
                                                             "a currency",
                                                             "lakh, multiplied by 100,000",
                                                             "crore, multiplied by 10,000,000",
                                                             "true and false, as 1 and 0",
                                                             "dates, of which the year counts"};
    return kNames[static_cast<std::size_t>(unit)];
}

// How many cells have each unit, and which one is the column's.
struct Units {
    std::array<std::size_t, kUnits> counts{};
    std::size_t present = 0;

    void add(Unit unit, std::size_t cells) { counts[static_cast<std::size_t>(unit)] += cells; }
    Unit own() const {
        for (std::size_t unit = 1; unit < kUnits; ++unit)
            if (2 * counts[unit] > present)
                return static_cast<Unit>(unit);
        return Unit::none;
    }
};

// Whether a cell of that unit is a number of the column.
bool belongs(Unit unit, Unit own, NumberMeaning meaning) {
    if (unit == Unit::none || unit == own)
        return true;
    if (meaning == NumberMeaning::year)
        return unit == Unit::date;
    const bool is_indian = own == Unit::none || own == Unit::inr;
    return meaning == NumberMeaning::amount && is_indian &&
           (unit == Unit::inr || unit == Unit::lakh || unit == Unit::crore);
}

// An odd cell to be shown, and where its text stands.
struct Examples {
    std::vector<std::string_view> texts;
    std::size_t count = 0;

    void add(std::string_view text, std::size_t cells = 1) {
        count += cells;
        if (texts.size() < kExamples)
            texts.push_back(text);
    }
};

bool is_inside(std::string_view text, std::string_view bytes) {
    return std::less_equal<>()(bytes.data(), text.data()) &&
           std::less<>()(text.data(), bytes.data() + bytes.size());
}

std::size_t offset_of(std::string_view text, const Place& place) {
    return static_cast<std::size_t>(text.data() - place.bytes.data());
}

// "line 17", or what the reader of a workbook calls the cell.
std::string name_of_place(std::string_view text, const Place& place) {
    if (!place.options.place)
        return "line " + std::to_string(line_of(place.bytes, offset_of(text, place)));
    const std::string name = place.options.place(offset_of(text, place));
    const std::size_t last = name.rfind(", ");
    return last == std::string::npos ? name : name.substr(last + 2);
}

// "line 17: "not disclosed", line 40: "-", …"
std::string listed(const Examples& examples, const Place& place) {
    std::string text;
    for (const std::string_view cell : examples.texts) {
        text += text.empty() ? "" : ", ";
        if (is_inside(cell, place.bytes))
            text += name_of_place(cell, place) + ": ";
        text += shown_cell(cell);
    }
    return text + (examples.count > examples.texts.size() ? ", …" : "");
}

std::string expected(NumberMeaning meaning) {
    if (meaning == NumberMeaning::year)
        return "a year such as 2016, a date";
    return meaning == NumberMeaning::amount ? "a finite number such as 830000 or 8.3e5"
                                            : "a finite number";
}

std::string count_of(std::size_t odd, std::size_t present) {
    return base::grouped(static_cast<long long>(odd)) + " of " +
           base::grouped(static_cast<long long>(present)) + " cells";
}

std::string notice_of_odd(const std::string& column, const Examples& odd, std::size_t present,
                          const Place& place) {
    return "column " + column + ": " + count_of(odd.count, present) +
           (odd.count == 1 ? " is no number and counts as missing ("
                           : " are no numbers and count as missing (") +
           listed(odd, place) + ")";
}

[[noreturn]] void refuse(const ColumnBinding& binding, const Examples& odd, std::size_t present,
                         const Place& place) {
    const std::string_view first = odd.texts.front();
    std::string message = "column " + binding.name + ": " + shown_cell(first) +
                          " is not a number; expected " + expected(binding.meaning) +
                          ", or an empty cell";
    if (!place.options.strict)
        message += "; so are " + count_of(odd.count, present) + ", more than 5 %";
    const std::size_t offset = offset_of(first, place);
    if (place.options.place)
        throw base::Error::in(place.options.place(offset), message);
    throw base::Error::at(place.options.source, line_of(place.bytes, offset), message);
}

void note_unit(const std::string& column, const Units& units, std::vector<std::string>& notices) {
    for (const Unit unit : {Unit::date, Unit::lakh, Unit::crore, Unit::dollars, Unit::currency}) {
        const std::size_t cells = units.counts[static_cast<std::size_t>(unit)];
        if (cells > 0 && (unit == units.own() || unit == Unit::date))
            notices.push_back("column " + column + ": " + count_of(cells, units.present) + " are " +
                              std::string(name_of(unit)));
    }
}

Units units_of(const ColumnParts& column) {
    Units units;
    for (const ColumnPart* part : column.parts) {
        units.present += static_cast<std::size_t>(
            std::count_if(part->numbers.begin(), part->numbers.end(),
                          [](double value) { return !std::isnan(value); }));
        for (const SpecialCell& cell : part->special) {
            units.present += cell.odd ? 1 : 0;
            if (!cell.odd)
                units.add(cell.unit, 1);
        }
    }
    return units;
}

struct ReadText {
    double value = kNaN;
    Unit unit = Unit::none;
    bool odd = true;
};

// The texts as numbers under one kind of decimals, and how many rows are odd.
struct ReadTexts {
    std::vector<ReadText> texts;
    std::size_t odd_rows = 0;
};

ReadTexts read_texts(std::span<const std::string_view> texts, std::span<const std::size_t> rows,
                     bool decimal_comma, std::size_t most_odd) {
    ReadTexts read;
    for (std::size_t code = 0; code < texts.size() && read.odd_rows <= most_odd; ++code) {
        ReadText text;
        if (const auto reading = read_number(texts[code], {NumberMeaning::plain, decimal_comma}))
            text = {reading->value, reading->unit, false};
        read.odd_rows += text.odd ? rows[code] : 0;
        read.texts.push_back(text);
    }
    return read;
}

// Long numbers that name something: digits alone, more of them than a double can hold.
bool are_long_names(std::span<const std::string_view> texts, std::span<const ReadText> read) {
    bool any_long = false;
    for (std::size_t code = 0; code < texts.size(); ++code) {
        const std::string_view text = trimmed(texts[code]);
        if (text.find_first_not_of("0123456789") != std::string_view::npos)
            return false;
        any_long = any_long || read[code].value >= kLargestExact;
    }
    return any_long;
}

} // namespace

void settle_numbers(const ColumnParts& column, const ColumnBinding& binding, const Place& place,
                    std::vector<std::string>& notices) {
    const bool any = std::any_of(column.parts.begin(), column.parts.end(),
                                 [](const ColumnPart* part) { return !part->special.empty(); });
    if (!any)
        return;
    const Units units = units_of(column);
    const Unit own = units.own();
    Examples odd;
    for (ColumnPart* part : column.parts)
        for (const SpecialCell& cell : part->special)
            if (cell.odd || !belongs(cell.unit, own, binding.meaning)) {
                odd.add(cell.text);
                part->numbers[cell.row] = kNaN;
            }
    const double most = kMostOdd * static_cast<double>(units.present);
    if (odd.count > 0 && (place.options.strict || static_cast<double>(odd.count) > most))
        refuse(binding, odd, units.present, place);
    note_unit(binding.name, units, notices);
    if (odd.count > 0)
        notices.push_back(notice_of_odd(binding.name, odd, units.present, place));
}

TextNumbers numbers_of_texts(std::span<const std::string_view> texts,
                             std::span<const std::size_t> rows, const ColumnBinding& binding,
                             const Place& place) {
    Units units;
    for (const std::size_t count : rows)
        units.present += count;
    const auto most = static_cast<std::size_t>(
        place.options.strict ? 0.0 : std::floor(kMostOdd * static_cast<double>(units.present)));
    ReadTexts read = read_texts(texts, rows, false, most);
    if (read.odd_rows > 0)
        if (ReadTexts commas = read_texts(texts, rows, true, most); commas.odd_rows < read.odd_rows)
            read = std::move(commas);
    if (texts.empty() || read.odd_rows > most)
        return {};
    if (are_long_names(texts, read.texts))
        return {{},
                "column " + binding.name +
                    ": its whole numbers are too long to be exact, so it is kept as text; it looks "
                    "like an id"};
    for (std::size_t code = 0; code < texts.size(); ++code)
        if (!read.texts[code].odd)
            units.add(read.texts[code].unit, rows[code]);
    TextNumbers result;
    Examples odd;
    for (std::size_t code = 0; code < texts.size(); ++code) {
        const ReadText& text = read.texts[code];
        const bool fits = !text.odd && belongs(text.unit, units.own(), NumberMeaning::plain);
        result.values.push_back(fits ? text.value : kNaN);
        if (!fits)
            odd.add(texts[code], rows[code]);
    }
    if (odd.count > most)
        return {};
    if (odd.count > 0)
        result.notice = notice_of_odd(binding.name, odd, units.present, place);
    return result;
}

std::string notice_of_words_for_nothing(const ColumnParts& column, const ColumnBinding& binding,
                                        const Place& place) {
    Examples words;
    for (const ColumnPart* part : column.parts) {
        if (part->words_for_nothing > 0 && words.texts.empty())
            words.texts.push_back(part->first_word);
        words.count += part->words_for_nothing;
    }
    if (words.count == 0)
        return "";
    return "column " + binding.name + ": " + count_of(words.count, column.begins.back()) +
           (words.count == 1 ? " is a word for nothing and counts as missing ("
                             : " are words for nothing and count as missing (") +
           listed(words, place) + ")";
}

} // namespace cohortscope::data
