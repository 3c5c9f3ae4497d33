#include "report/page/html_text.h"

#include "base/printable.h"

namespace cohortscope::report {

namespace {

std::string escaped(const std::string& text) {
    std::string html;
    html.reserve(text.size() + text.size() / 8);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        switch (c) {
        case ' ': // a number and its sign stay together
            html += i + 1 < text.size() && text[i + 1] == '%' ? "&nbsp;" : " ";
            break;
        case '&':
            html += "&amp;";
            break;
        case '<':
            html += "&lt;";
            break;
        case '>':
            html += "&gt;";
            break;
        case '"':
            html += "&quot;";
            break;
        case '\'':
            html += "&#39;";
            break;
        default:
            html += c;
        }
    }
    return html;
}

std::string percent_encoded(std::string_view bytes, std::string_view reserved) {
    constexpr char kDigits[] = "0123456789ABCDEF";
    std::string address;
    address.reserve(bytes.size() + bytes.size() / 4);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20 && byte < 0x7f && reserved.find(c) == std::string_view::npos) {
            address += c;
            continue;
        }
        address += '%';
        address += kDigits[byte >> 4];
        address += kDigits[byte & 15];
    }
    return address;
}

} // namespace

std::string html_text(std::string_view text) { return escaped(base::printable(text)); }

std::string html_lines(std::string_view text) { return escaped(base::printable_lines(text)); }

std::string svg_address(std::string_view svg) {
    return "data:image/svg+xml," + percent_encoded(svg, "%#<>\"'&\\^`{|}");
}

std::string path_address(std::string_view path) {
    return percent_encoded(path, "%#<>\"'&\\^`{|}?:");
}

} // namespace cohortscope::report
