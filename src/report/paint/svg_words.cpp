#include "report/paint/svg_words.h"

#include <cstdio>
#include <utility>

#include "plot/text/letters.h"
#include "report/paint/png_words.h"

namespace cohortscope::report {

namespace {

constexpr std::string_view kOpening = "<cohortscope:session";
constexpr std::string_view kClosing = "</cohortscope:session>";

constexpr std::pair<std::string_view, char> kEntities[] = {
    {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};

// XML 1.0, 2.2.
bool is_xml(char32_t code) {
    return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code < 0xd800) ||
           (code >= 0xe000 && code < 0xfffe) || (code >= 0x10000 && code <= 0x10ffff);
}

std::string json_escape(char32_t code) {
    char text[8];
    std::snprintf(text, sizeof text, "\\u%04x", static_cast<unsigned>(code & 0xffff));
    return text;
}

std::string escaped(char32_t code) {
    for (const auto& [known, character] : kEntities)
        if (code == static_cast<char32_t>(character))
            return std::string("&").append(known).append(";");
    if (code == '\r') // as it is, it would be read as the end of a line
        return "&#13;";
    if (code >= 0xd800 && code < 0xe000)
        return plot::utf8(0xfffd);
    return is_xml(code) ? plot::utf8(code) : json_escape(code);
}

// What "&…;" stands for, from behind the '&' on; nothing for what is no such thing.
std::optional<std::string> entity(std::string_view name) {
    for (const auto& [known, character] : kEntities)
        if (name == known)
            return std::string(1, character);
    if (name.size() < 2 || name.front() != '#')
        return std::nullopt;
    const bool hexadecimal = name[1] == 'x';
    name.remove_prefix(hexadecimal ? 2 : 1);
    if (name.empty() || name.size() > 8)
        return std::nullopt;
    char32_t code = 0;
    for (const char c : name) {
        const std::size_t digit = std::string_view("0123456789abcdef")
                                      .find(static_cast<char>(c >= 'A' && c <= 'F' ? c + 32 : c));
        if (digit >= (hexadecimal ? 16u : 10u))
            return std::nullopt;
        code = code * (hexadecimal ? 16 : 10) + static_cast<char32_t>(digit);
    }
    if (!is_xml(code))
        return std::nullopt;
    return plot::utf8(code);
}

std::optional<std::string> unescaped(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t plain = text.find('&');
        out += text.substr(0, plain);
        if (plain == std::string_view::npos)
            break;
        text.remove_prefix(plain + 1);
        const std::size_t end = text.substr(0, 12).find(';');
        if (end == std::string_view::npos)
            return std::nullopt;
        const std::optional<std::string> meant = entity(text.substr(0, end));
        if (!meant)
            return std::nullopt;
        out += *meant;
        text.remove_prefix(end + 1);
    }
    return out;
}

} // namespace

std::string xml_escaped(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const plot::Character next = plot::first_character(text);
        out += escaped(next.code);
        text.remove_prefix(next.bytes);
    }
    return out;
}

std::string svg_metadata(const std::string& session) {
    if (session.empty())
        return {};
    return "<metadata>" + std::string(kOpening) + " xmlns:cohortscope=\"urn:cohortscope\">" +
           xml_escaped(session) + std::string(kClosing) + "</metadata>\n";
}

std::optional<std::string> session_of_svg(std::string_view svg, std::size_t most) {
    const std::size_t opening = svg.find(kOpening);
    if (opening == std::string_view::npos)
        return std::nullopt;
    const std::size_t begin = svg.find('>', opening);
    const std::size_t end = svg.find(kClosing, opening);
    // Escaped, a character takes six bytes at most.
    if (begin == std::string_view::npos || end == std::string_view::npos || begin > end ||
        (end - begin) / 6 > most)
        return std::nullopt;
    std::optional<std::string> text = unescaped(svg.substr(begin + 1, end - begin - 1));
    if (text && text->size() > most)
        return std::nullopt;
    return text;
}

} // namespace cohortscope::report
