#include "app/session_text.h"

#include <algorithm>
#include <array>

#include "base/file.h"
#include "base/format.h"
#include "report/paint/carried_session.h"

namespace cohortscope::app {

namespace {

constexpr std::array<std::string_view, 5> kEndings = {".json", ".png", ".svg", ".html", ".pdf"};

} // namespace

std::optional<std::string> session_text(std::string_view bytes) {
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && bytes[first] == '{')
        return std::string(bytes);
    return report::carried_session(bytes);
}

std::string session_text_of_file(const std::string& path) {
    std::string bytes = base::read_file(path);
    std::optional<std::string> text = session_text(bytes);
    return text ? std::move(*text) : std::move(bytes);
}

bool may_hold_session(const std::string& path) {
    const std::string name = base::lower(path);
    return std::ranges::any_of(kEndings,
                               [&](std::string_view each) { return name.ends_with(each); });
}

} // namespace cohortscope::app
