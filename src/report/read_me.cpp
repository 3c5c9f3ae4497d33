#include "report/read_me.h"

#include <algorithm>

#include "base/printable.h"

namespace cohortscope::report {

namespace {

constexpr std::size_t kColumn = 34; // where the words begin
constexpr std::size_t kWidth = 100; // of a line

// Words in lines of kWidth, the first behind `head`.
std::string wrapped(const std::string& head, const std::string& words,
                    std::size_t indent = kColumn) {
    std::string text, line = head;
    std::size_t begin = 0;
    while (begin < words.size()) {
        const std::size_t end = std::min(words.find(' ', begin), words.size());
        if (line.size() + 1 + end - begin > kWidth && line.size() > indent) {
            text += line + "\n";
            line = std::string(indent, ' ');
        }
        if (line.size() > indent)
            line += ' ';
        line.append(words, begin, end - begin);
        begin = end + 1;
    }
    return text + line + "\n";
}

// Two blanks at least between the name and what follows, as folder_owned.cpp reads it.
std::string entry(const ReportFile& file) {
    std::string head = "  ";
    head += file.file.path;
    std::string text;
    if (head.size() + 2 > kColumn) {
        text = head + "\n";
        head.clear();
    }
    head.resize(kColumn, ' ');
    text += wrapped(head, file.holds);
    if (!file.tells.empty())
        text += wrapped(std::string(kColumn, ' '), file.tells);
    return text;
}

} // namespace

std::string read_me_text(const std::vector<std::string>& facts, std::span<const ReportFile> files,
                         const std::string& rule) {
    std::string text = kReadMeTitle;
    text += "\n\n";
    for (const std::string& fact : facts)
        text += base::printable(fact) + "\n";
    text +=
        "\nOpen index.html in a browser; it needs no network. Each file, what it holds, and what "
        "it gives\naway of single rows:\n\n";
    for (const ReportFile& file : files)
        text += entry(file);
    text += entry({{kReadMe, ""}, "This text.", ""});
    return text + "\n" + wrapped("", rule, 0);
}

} // namespace cohortscope::report
