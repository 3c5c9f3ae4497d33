#include "report/script/python_text.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "base/printable.h"

namespace cohortscope::report {

namespace {

constexpr std::string_view kIndent = "    ";

// Characters of UTF-8.
std::size_t width_of(std::string_view text) {
    std::size_t width = 0;
    for (const char c : text)
        width += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
    return width;
}

std::string joined(const std::vector<std::string>& items, std::string_view between) {
    std::string text;
    for (const std::string& item : items)
        text.append(text.empty() ? "" : between).append(item);
    return text;
}

} // namespace

std::string python_literal(std::string_view text) {
    // printable() writes escapes as Python does, but leaves the backslashes that were there.
    std::string plain;
    std::string literal(1, '"');
    const auto flush = [&] {
        literal += base::printable(plain);
        plain.clear();
    };
    for (const char c : text) {
        if (c != '"' && c != '\\') {
            plain += c;
            continue;
        }
        flush();
        literal += '\\';
        literal += c;
    }
    flush();
    return literal + "\"";
}

std::string python_number(double value) {
    if (std::isnan(value))
        return "None";
    if (std::isinf(value))
        return value > 0.0 ? "np.inf" : "-np.inf";
    return base::shortest(value);
}

std::string python_list(const std::string& prefix, char open, const std::vector<std::string>& items,
                        char close) {
    const std::string line = prefix + open + joined(items, ", ") + close;
    if (width_of(line) <= kScriptWidth && line.find('\n') == std::string::npos)
        return line + "\n";
    std::string text = prefix + open + "\n";
    const std::size_t begin = std::min(prefix.find_first_not_of(' '), prefix.size());
    const std::string indent = std::string(begin, ' ') + std::string(kIndent);
    std::string row;
    for (const std::string& item : items) {
        if (!row.empty() && width_of(indent + row + " " + item + ",") > kScriptWidth) {
            text += indent + row + "\n";
            row.clear();
        }
        row += (row.empty() ? "" : " ") + item + ",";
    }
    if (!row.empty())
        text += indent + row + "\n";
    return text + std::string(begin, ' ') + close + "\n";
}

std::string python_line(const std::string& line) {
    const std::size_t equals = line.find(" = ");
    if (width_of(line) <= kScriptWidth || equals == std::string::npos)
        return line + "\n";
    const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
    return line.substr(0, equals + 3) + "(\n" + std::string(begin + 4, ' ') +
           line.substr(equals + 3) + ")\n";
}

std::string python_comment(std::string_view text) {
    const std::string safe = base::printable(text);
    std::string comment;
    std::string line = "#";
    for (std::size_t at = 0; at < safe.size();) {
        const std::size_t end = std::min(safe.find(' ', at), safe.size());
        const std::string word = safe.substr(at, end - at);
        at = end + 1;
        if (line.size() > 1 && width_of(line) + 1 + width_of(word) > kScriptWidth) {
            comment += line + "\n";
            line.resize(1);
        }
        line += " " + word;
    }
    return comment + line + "\n";
}

std::vector<std::string> python_literals(const std::vector<std::string>& texts) {
    std::vector<std::string> literals;
    for (const std::string& text : texts)
        literals.push_back(python_literal(text));
    return literals;
}

} // namespace cohortscope::report
