#include "report/paint/pdf_words.h"

#include <cctype>
#include <cstdint>

#include "plot/text/letters.h"
#include "report/paint/png_words.h"

namespace cohortscope::report {

namespace {

int digit_of(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool is_pdf_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

// <FEFF…> (PDF 1.4, 3.2.3), from behind the '<' on.
std::optional<std::string> hexadecimal(std::string_view text, std::size_t most) {
    std::string bytes;
    int high = -1;
    for (const char c : text) {
        if (c == '>') {
            if (high >= 0)
                bytes += static_cast<char>(high * 16);
            return bytes;
        }
        const int digit = digit_of(c);
        if (digit < 0 && !is_pdf_space(c))
            return std::nullopt;
        if (digit < 0)
            continue;
        if (high >= 0)
            bytes += static_cast<char>(high * 16 + digit);
        high = high < 0 ? digit : -1;
        if (bytes.size() > most)
            return std::nullopt;
    }
    return std::nullopt;
}

// What a backslash and what follows stand for; `text` then begins behind it.
std::string escaped_byte(std::string_view& text) {
    const char c = text.front();
    text.remove_prefix(1);
    if (c >= '0' && c <= '7') {
        int value = c - '0';
        for (int i = 0; i < 2 && !text.empty() && text.front() >= '0' && text.front() <= '7'; ++i) {
            value = value * 8 + (text.front() - '0');
            text.remove_prefix(1);
        }
        return {static_cast<char>(value & 0xff)};
    }
    if (c == '\r' && !text.empty() && text.front() == '\n')
        text.remove_prefix(1);
    if (c == '\n' || c == '\r')
        return {}; // the line goes on
    static constexpr std::string_view kFrom = "nrtbf", kTo = "\n\r\t\b\f";
    const std::size_t at = kFrom.find(c);
    return {at == std::string_view::npos ? c : kTo[at]};
}

// (…), from behind the '(' on.
std::optional<std::string> literal(std::string_view text, std::size_t most) {
    std::string bytes;
    for (int depth = 1; !text.empty() && bytes.size() <= most;) {
        const char c = text.front();
        text.remove_prefix(1);
        if (c == '\\') {
            if (text.empty())
                return std::nullopt;
            bytes += escaped_byte(text);
            continue;
        }
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth == 0)
            return bytes;
        bytes += c;
    }
    return std::nullopt;
}

// UTF-16 with its mark becomes UTF-8; other bytes stay.
std::string as_utf8(const std::string& bytes) {
    if (!bytes.starts_with("\xfe\xff"))
        return bytes;
    const auto unit = [&](std::size_t at) {
        return static_cast<char32_t>(static_cast<unsigned char>(bytes[at]) << 8 |
                                     static_cast<unsigned char>(bytes[at + 1]));
    };
    std::string text;
    for (std::size_t at = 2; at + 1 < bytes.size(); at += 2) {
        char32_t code = unit(at);
        const bool high = code >= 0xd800 && code < 0xdc00;
        if (high && at + 3 < bytes.size() && unit(at + 2) >= 0xdc00 && unit(at + 2) < 0xe000) {
            code = 0x10000 + ((code - 0xd800) << 10) + (unit(at + 2) - 0xdc00);
            at += 2;
        } else if (code >= 0xd800 && code < 0xe000) {
            code = 0xfffd;
        }
        text += plot::utf8(code);
    }
    return text;
}

std::optional<std::string> string_at(std::string_view text, std::size_t most) {
    while (!text.empty() && is_pdf_space(text.front()))
        text.remove_prefix(1);
    if (text.starts_with('<'))
        return hexadecimal(text.substr(1), 2 * most + 64);
    if (text.starts_with('('))
        return literal(text.substr(1), 2 * most + 64);
    return std::nullopt;
}

} // namespace

std::string pdf_keywords(const std::string& session) {
    return session.empty() ? std::string() : std::string(kSessionKeyword) + " " + session;
}

std::optional<std::string> session_of_pdf(std::string_view pdf, std::size_t most) {
    static constexpr std::string_view kName = "/Keywords";
    const std::string start = pdf_keywords(" ").substr(0, kSessionKeyword.size() + 1);
    // The last one counts, as what is added to a PDF stands behind; only so many are looked at.
    std::size_t end = std::string_view::npos;
    for (int i = 0; i < 16; ++i) {
        const std::size_t at = pdf.rfind(kName, end);
        if (at == std::string_view::npos)
            return std::nullopt;
        const std::optional<std::string> found = string_at(pdf.substr(at + kName.size()), most);
        if (found) {
            std::string text = as_utf8(*found);
            if (text.starts_with(start) && text.size() - start.size() <= most)
                return text.substr(start.size());
        }
        if (at == 0)
            return std::nullopt;
        end = at - 1;
    }
    return std::nullopt;
}

} // namespace cohortscope::report
