#include "app/session_text.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <span>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "report/paint/carried_session.h"

namespace cohortscope::app {

namespace {

constexpr std::array<std::string_view, 5> kEndings = {".json", ".png", ".svg", ".html", ".pdf"};

constexpr std::array<std::string_view, 7> kTableEndings = {".csv",  ".tsv", ".txt", ".gz",
                                                           ".xlsx", ".ods", ".zip"};
constexpr std::size_t kBeginning = 1024; // bytes; an SVG's root may stand behind comments

bool ends_like(const std::string& path, std::span<const std::string_view> endings) {
    const std::string name = base::lower(path);
    return std::ranges::any_of(endings,
                               [&](std::string_view each) { return name.ends_with(each); });
}

bool is_figure(std::string_view bytes) {
    const std::string_view begins = bytes.substr(0, kBeginning);
    if (begins.starts_with("\x89PNG") || begins.starts_with("%PDF-"))
        return true;
    const std::size_t first = begins.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    return first != std::string_view::npos && begins[first] == '<' &&
           begins.find("<svg") != std::string_view::npos;
}

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
    const bool is_page = base::lower(path).ends_with(".html");
    if (!text && (is_page || is_figure(bytes)))
        throw base::Error::in(path, std::string(is_page ? "the page" : "the picture") +
                                        " carries no session; those that this program saves do");
    return text ? std::move(*text) : std::move(bytes);
}

bool may_hold_session(const std::string& path) { return ends_like(path, kEndings); }

bool names_table(const std::string& path) { return ends_like(path, kTableEndings); }

bool begins_like_figure(const std::string& path) {
    std::error_code unknown;
    if (!std::filesystem::is_regular_file(path, unknown))
        return false;
    std::ifstream file(path, std::ios::binary);
    std::string bytes(kBeginning, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
    return is_figure(bytes);
}

} // namespace cohortscope::app
