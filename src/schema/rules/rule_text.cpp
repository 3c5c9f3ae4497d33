#include "schema/rules/rule_text.h"

#include <algorithm>

namespace cohortscope::schema {

namespace {

std::string braced(const std::string& text) { return std::string(1, '{').append(text).append("}"); }

std::string known_facts() {
    std::string text;
    for (const std::string_view name : kFactNames)
        text += (text.empty() ? "" : ", ") + std::string(name);
    return text;
}

std::vector<std::string> alternatives(std::string_view text) {
    std::vector<std::string> list;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('|', begin), text.size());
        if (end > begin)
            list.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return list;
}

// What stands between braces: "FACT", "FACT COLUMN" or "FACT COLUMN=NAME".
Subject subject_of(std::string_view text, std::string& fault) {
    Subject subject;
    const std::size_t blank = std::min(text.find(' '), text.size());
    const auto fact = std::ranges::find(kFactNames, text.substr(0, blank));
    if (fact == kFactNames.end()) {
        fault = "a fact behind {, one of " + known_facts();
        return subject;
    }
    subject.fact = static_cast<Fact>(fact - kFactNames.begin());
    std::string_view rest = text.substr(std::min(blank + 1, text.size()));
    if (needs_name(subject.fact)) {
        const std::size_t equals = rest.rfind('=');
        subject.name = equals == std::string_view::npos ? "" : std::string(rest.substr(equals + 1));
        rest = rest.substr(0, std::min(equals, rest.size()));
    }
    subject.of = alternatives(rest);
    if (needs_name(subject.fact) && (subject.of.empty() || subject.name.empty()))
        fault = braced(std::string(*fact) + " COLUMN=NAME");
    else if (needs_column(subject.fact) && subject.of.empty())
        fault = braced(std::string(*fact) + " COLUMN");
    else if (!needs_column(subject.fact) && !subject.of.empty())
        fault = braced(std::string(*fact)) + " alone";
    return subject;
}

} // namespace

RuleText rule_text(std::string_view text, std::string& fault) {
    RuleText made;
    for (std::size_t at = 0; at < text.size() && fault.empty();) {
        const std::size_t brace = std::min(text.find_first_of("{}", at), text.size());
        made.pieces.back() += text.substr(at, brace - at);
        at = brace;
        if (at == text.size())
            break;
        const std::size_t end = text.find_first_of("{}", at + 1);
        if (text[at] == '}' || end == std::string_view::npos || text[end] == '{') {
            fault = "a text whose braces come in pairs";
            break;
        }
        made.subjects.push_back(subject_of(text.substr(at + 1, end - at - 1), fault));
        made.pieces.emplace_back();
        at = end + 1;
    }
    return made;
}

std::string text_of(const Subject& subject) {
    std::string text(kFactNames[static_cast<std::size_t>(subject.fact)]);
    for (std::size_t i = 0; i < subject.of.size(); ++i)
        text += (i == 0 ? " " : "|") + subject.of[i];
    return subject.name.empty() ? text : text + "=" + subject.name;
}

std::string text_of(const RuleText& text) {
    std::string made = text.pieces.front();
    for (std::size_t i = 0; i < text.subjects.size(); ++i)
        made.append(braced(text_of(text.subjects[i]))).append(text.pieces[i + 1]);
    return made;
}

} // namespace cohortscope::schema
