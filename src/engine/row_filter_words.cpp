#include "engine/row_filter_words.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/format.h"
#include "data/cell_text.h"
#include "data/number_text.h"
#include "engine/row_filter.h"

namespace cohortscope::engine {

namespace filter_words {

namespace {

using std::string_view;

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether `word` stands at `at`, whatever its case.
bool stands_at(string_view text, std::size_t at, string_view word) {
    return base::lower(text.substr(at, word.size())) == word;
}

// Whether `word` stands there between blanks, or between a blank and the end.
bool word_at(string_view text, std::size_t at, string_view word) {
    const std::size_t end = at + word.size();
    return stands_at(text, at, word) && (at == 0 || is_blank(text[at - 1])) &&
           (end == text.size() || is_blank(text[end]));
}

struct SignWord {
    string_view text;
    Sign sign;
    bool word;
};
// Longer ones before those that they begin with.
constexpr std::array kSigns = {
    SignWord{"contains", Sign::contains, true},
    SignWord{"between", Sign::between, true},
    SignWord{"is", Sign::is, true},
    SignWord{"<=", Sign::less_equal, false},
    SignWord{"≤", Sign::less_equal, false},
    SignWord{">=", Sign::greater_equal, false},
    SignWord{"≥", Sign::greater_equal, false},
    SignWord{"<", Sign::less, false},
    SignWord{">", Sign::greater, false},
    SignWord{"=", Sign::is, false},
};

} // namespace

std::vector<string_view> split(string_view text) {
    std::vector<string_view> terms;
    std::size_t begin = 0;
    bool quoted = false, between = false;
    const auto end_term = [&](std::size_t end, std::size_t next) {
        const string_view term = data::trimmed(text.substr(begin, end - begin));
        if (!term.empty())
            terms.push_back(term);
        begin = next;
        between = false;
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        const bool in_number =
            at > 0 && at + 1 < text.size() && is_digit(text[at - 1]) && is_digit(text[at + 1]);
        if (text[at] == ',' && !in_number) {
            end_term(at, at + 1);
        } else if (word_at(text, at, "between")) {
            between = true;
        } else if (at > begin && word_at(text, at, "and")) {
            if (!between)
                end_term(at, at + 3);
            between = false;
        }
    }
    end_term(text.size(), text.size());
    return terms;
}

Parts parts_of(string_view term) {
    bool quoted = false;
    for (std::size_t at = 0; at < term.size(); ++at) {
        if (term[at] == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        for (const SignWord& sign : kSigns) {
            const bool here =
                sign.word ? at > 0 && word_at(term, at, sign.text) : stands_at(term, at, sign.text);
            if (here)
                return {data::trimmed(term.substr(0, at)),
                        data::trimmed(term.substr(at + sign.text.size())), sign.sign,
                        term.substr(at, sign.text.size())};
        }
    }
    return {term, {}, Sign::none, {}};
}

string_view unquoted(string_view text) {
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
        return text.substr(1, text.size() - 2);
    return text;
}

std::size_t find_word(string_view text, string_view word) {
    std::size_t at = 0;
    while (at < text.size() && !word_at(text, at, word))
        ++at;
    return at;
}

} // namespace filter_words

std::optional<double> filter_number(std::string_view text, const schema::ColumnSpec* spec) {
    struct Unit {
        std::string_view name;
        double factor;
    };
    constexpr std::array kUnits = {
        Unit{"l", 1e5},   Unit{"lakh", 1e5}, Unit{"lakhs", 1e5}, Unit{"lac", 1e5},
        Unit{"lpa", 1e5}, Unit{"cr", 1e7},   Unit{"crore", 1e7}, Unit{"crores", 1e7},
        Unit{"k", 1e3},   Unit{"m", 1e6},    Unit{"mn", 1e6},    Unit{"million", 1e6},
        Unit{"%", 1.0},
    };
    text = data::trimmed(text);
    const std::size_t last = text.find_last_of("0123456789");
    if (last == std::string_view::npos)
        return std::nullopt;
    const std::string unit = base::lower(data::trimmed(text.substr(last + 1)));
    double factor = 1.0;
    const bool own =
        spec != nullptr && (unit == base::lower(spec->unit) || unit == base::lower(spec->currency));
    if (!unit.empty() && !own) {
        const auto known = std::ranges::find(kUnits, std::string_view(unit), &Unit::name);
        if (known == kUnits.end())
            return std::nullopt;
        factor = known->factor;
    }
    const auto read =
        data::read_number(text.substr(0, last + 1), {data::NumberMeaning::amount, false});
    if (!read || !std::isfinite(read->value * factor))
        return std::nullopt;
    return read->value * factor;
}

} // namespace cohortscope::engine
