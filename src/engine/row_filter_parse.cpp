#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/format.h"
#include "data/cell_text.h"
#include "engine/row_filter.h"
#include "engine/row_filter_words.h"

namespace cohortscope::engine {

namespace {

using Kind = FilterTerm::Kind;
using filter_words::Parts;
using filter_words::Sign;
using filter_words::unquoted;
using std::string_view;

template <class Range, class Name> std::string listed(const Range& range, const Name& name_of) {
    constexpr std::size_t kMost = 8;
    std::string list;
    std::size_t count = 0;
    for (const auto& each : range) {
        if (count++ == kMost)
            return list + ", …";
        list += (list.empty() ? "" : ", ") + std::string(name_of(each));
    }
    return list;
}

// Everything that terms are read by.
class Parser {
  public:
    Parser(const RowColumns& columns, const Result& result) : columns_(columns), result_(result) {}
    FilterTerm term(string_view text) const;

  private:
    std::size_t column(string_view name) const;
    std::vector<std::size_t> columns_called(string_view name, bool whole) const;
    [[noreturn]] void no_column(string_view name) const;
    FilterTerm without_sign(string_view text) const;
    FilterTerm of_column(const Parts& parts) const;
    FilterTerm of_text(const Parts& parts, std::size_t column) const;
    FilterTerm of_row(const Parts& parts) const;
    FilterTerm of_group(const Parts& parts) const;
    int cluster(string_view name) const;
    void read_range(const Parts& parts, const RowColumn* column, FilterTerm& term) const;
    double number(string_view text, const RowColumn* column) const;

    const RowColumns& columns_;
    const Result& result_;
};

// How a column may be called, as schema::bare_name writes it.
bool is_called(const RowColumn& column, const std::string& bare, bool whole) {
    const auto fits = [&](string_view name) {
        const std::string own = schema::bare_name(name);
        return whole ? own == bare : own.starts_with(bare);
    };
    if (fits(column.name) || fits(column.label))
        return true;
    return whole && column.spec != nullptr &&
           std::ranges::any_of(column.spec->other_names,
                               [&](const auto& name) { return fits(name); });
}

std::vector<std::size_t> Parser::columns_called(string_view name, bool whole) const {
    const std::string bare = schema::bare_name(name);
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < columns_.columns.size() && !bare.empty(); ++i)
        if (is_called(columns_.columns[i], bare, whole))
            found.push_back(i);
    return found;
}

void Parser::no_column(string_view name) const {
    const auto& id = columns_.bound->id;
    const std::string bare = schema::bare_name(name);
    if (columns_.hidden > 0 && id &&
        (bare == schema::bare_name(id->spec->name) || bare == schema::bare_name(id->spec->label)))
        throw base::Error("the column " + data::quoted(name) +
                          " holds ids, which are neither shown nor searched");
    throw base::Error("no column is called " + data::quoted(name) + "; expected " +
                      listed(columns_.columns, [](const RowColumn& c) { return c.label; }) +
                      ", group or row");
}

std::size_t Parser::column(string_view name) const {
    const string_view plain = unquoted(name);
    for (const bool whole : {true, false}) {
        const std::vector<std::size_t> found = columns_called(plain, whole);
        if (found.size() == 1)
            return found.front();
        if (found.size() > 1)
            throw base::Error(
                data::quoted(plain) + " may be " +
                listed(found, [&](std::size_t i) { return columns_.columns[i].name; }) +
                "; expected one of these");
    }
    no_column(plain);
}

double Parser::number(string_view text, const RowColumn* column) const {
    const schema::ColumnSpec* spec = column != nullptr ? column->spec : nullptr;
    if (const auto value = filter_number(text, spec))
        return *value;
    const bool money = spec != nullptr && !spec->currency.empty();
    throw base::Error(
        (text.empty() ? "a number is missing" : data::quoted(text) + " is no number") +
        (money ? "; expected one such as 20 L, 1.2 Cr, 15k or 830000"
               : "; expected one such as 12 or 3.5"));
}

void Parser::read_range(const Parts& parts, const RowColumn* column, FilterTerm& term) const {
    if (parts.sign == Sign::between) {
        const std::size_t at = filter_words::find_word(parts.right, "and");
        if (at == parts.right.size())
            throw base::Error("between has one end; expected between 5 and 20");
        term.low = number(data::trimmed(parts.right.substr(0, at)), column);
        term.high = number(data::trimmed(parts.right.substr(at + 3)), column);
        if (term.low > term.high)
            throw base::Error("nothing lies between " + std::string(parts.right) +
                              "; expected the smaller number first");
        return;
    }
    const double value = number(parts.right, column);
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    if (parts.sign == Sign::is || parts.sign == Sign::greater_equal)
        term.low = value;
    if (parts.sign == Sign::is || parts.sign == Sign::less_equal)
        term.high = value;
    if (parts.sign == Sign::greater)
        term.low = std::nextafter(value, kInfinity);
    if (parts.sign == Sign::less)
        term.high = std::nextafter(value, -kInfinity);
}

FilterTerm Parser::of_row(const Parts& parts) const {
    if (parts.sign == Sign::contains)
        throw base::Error("rows are numbers; expected row 1234 or row > 1000");
    FilterTerm term;
    term.kind = Kind::row;
    read_range(parts, nullptr, term);
    return term;
}

int Parser::cluster(string_view name) const {
    const int k = result_.clustering->k;
    if (const auto number = filter_number(name, nullptr);
        number && *number >= 1 && *number <= k && *number == std::floor(*number))
        return static_cast<int>(*number) - 1;
    const std::string wanted = base::lower(unquoted(name));
    std::vector<std::string> names;
    std::vector<int> having;
    for (int cluster = 0; cluster < k; ++cluster) {
        names.push_back(result_.name(cluster));
        const std::string own = base::lower(names.back());
        if (own == wanted)
            return cluster;
        if (!wanted.empty() && own.find(wanted) != std::string::npos)
            having.push_back(cluster);
    }
    if (having.size() == 1)
        return having.front();
    const std::string found = having.empty() ? "no group is called " : "more than one group has ";
    throw base::Error(found + data::quoted(unquoted(name)) + "; expected 1 to " +
                      std::to_string(k) + " or one of " +
                      listed(names, [](const std::string& each) { return each; }));
}

FilterTerm Parser::of_group(const Parts& parts) const {
    if (parts.sign != Sign::is && parts.sign != Sign::contains)
        throw base::Error("groups have no order; expected group is NAME or group is 2");
    FilterTerm term;
    term.kind = Kind::group;
    term.cluster = cluster(parts.right);
    return term;
}

FilterTerm Parser::of_text(const Parts& parts, std::size_t column) const {
    const std::string& label = columns_.columns[column].label;
    if (parts.sign != Sign::contains && parts.sign != Sign::is)
        throw base::Error(label + " holds text; expected " + label + " contains TEXT or " + label +
                          " is TEXT");
    FilterTerm term;
    term.kind = parts.sign == Sign::is ? Kind::is : Kind::contains;
    term.column = column;
    term.text = base::lower(unquoted(parts.right));
    if (term.text.empty())
        throw base::Error(label + " " + std::string(parts.written) +
                          " what? expected a text behind it");
    return term;
}

FilterTerm Parser::of_column(const Parts& parts) const {
    const std::size_t place = column(parts.left);
    const RowColumn& column = columns_.columns[place];
    FilterTerm term;
    term.column = place;
    if (parts.sign == Sign::is && base::lower(parts.right) == "missing") {
        term.kind = Kind::missing;
        return term;
    }
    const bool compares = parts.sign != Sign::is && parts.sign != Sign::contains;
    if (!column.has_numbers() || (column.has_text() && !compares))
        return of_text(parts, place);
    if (parts.sign == Sign::contains)
        throw base::Error(column.label + " holds numbers; expected " + column.label +
                          " > NUMBER or " + column.label + " between NUMBER and NUMBER");
    term.kind = Kind::number;
    read_range(parts, &column, term);
    return term;
}

FilterTerm Parser::without_sign(string_view text) const {
    const std::size_t blank = text.find(' ');
    const std::string first = base::lower(text.substr(0, blank));
    const string_view rest =
        blank == string_view::npos ? string_view() : data::trimmed(text.substr(blank));
    FilterTerm term;
    if (!rest.empty() && first == "missing") {
        term.kind = Kind::missing;
        term.column = column(rest);
        return term;
    }
    if (!rest.empty() && first == "row")
        return of_row({first, rest, Sign::is, {}});
    if (!rest.empty() && first == "group")
        return of_group({first, rest, Sign::is, {}});
    if (std::ranges::none_of(columns_.columns, [](const auto& c) { return c.has_text(); }))
        throw base::Error("no column holds text to look for " + data::quoted(unquoted(text)) +
                          " in; expected COLUMN > NUMBER");
    term.text = base::lower(unquoted(text));
    return term;
}

FilterTerm Parser::term(string_view text) const {
    const Parts parts = filter_words::parts_of(text);
    if (parts.sign == Sign::none)
        return without_sign(text);
    if (parts.left.empty())
        throw base::Error("nothing stands before " + data::quoted(parts.written) +
                          "; expected a column, such as " +
                          (columns_.columns.empty() ? "row" : columns_.columns.back().label));
    const std::string left = base::lower(parts.left);
    if (left == "group" || left == "cluster")
        return of_group(parts);
    if (left == "row")
        return of_row(parts);
    return of_column(parts);
}

} // namespace

RowFilter parse_row_filter(string_view text, const RowColumns& columns, const Result& result) {
    const Parser parser(columns, result);
    RowFilter filter;
    for (const string_view term : filter_words::split(text))
        filter.terms.push_back(parser.term(term));
    return filter;
}

} // namespace cohortscope::engine
