#include "schema/json_lines.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace cohortscope::schema {

JsonLines::JsonLines(std::string_view json) : json_(json) {
    lines_[""] = 1;
    value("", 0);
}

std::size_t JsonLines::line_of(std::string_view where) const {
    for (std::string_view part = where;;) {
        const auto found = lines_.find(part);
        if (found != lines_.end() || part.empty())
            return found == lines_.end() ? 1 : found->second;
        const std::size_t cut = part.find_last_of(".[");
        part = cut == std::string_view::npos ? std::string_view() : part.substr(0, cut);
    }
}

void JsonLines::blanks() {
    for (; next() == ' ' || next() == '\t' || next() == '\r' || next() == '\n'; ++at_)
        line_ += next() == '\n' ? 1 : 0;
}

// The text that begins here, without its quotes.
std::string JsonLines::text() {
    const std::size_t begin = at_;
    for (++at_; at_ < json_.size() && next() != '"'; ++at_)
        at_ += next() == '\\' ? 1 : 0;
    ++at_;
    const auto parsed = nlohmann::json::parse(json_.substr(begin, at_ - begin), nullptr, false);
    return parsed.is_string() ? parsed.get<std::string>() : std::string();
}

void JsonLines::object(const std::string& where, int depth) {
    for (++at_; at_ < json_.size();) {
        blanks();
        if (next() != '"') { // a comma or the end
            if (json_[at_++] == '}')
                return;
            continue;
        }
        const std::size_t line = line_;
        const std::string key = text();
        const std::string place = where.empty() ? key : where + "." + key;
        if (!lines_.emplace(place, line).second && repeated_.empty()) {
            repeated_ = place;
            lines_[place] = line; // the second is the one to look at
        }
        blanks();
        ++at_; // the colon
        value(place, depth + 1);
    }
}

void JsonLines::list(const std::string& where, int depth) {
    std::size_t index = 0;
    for (++at_; at_ < json_.size();) {
        blanks();
        if (next() == ']') {
            ++at_;
            return;
        }
        if (next() == ',') {
            ++at_;
            continue;
        }
        const std::string place = where + "[" + std::to_string(index++) + "]";
        lines_.emplace(place, line_);
        value(place, depth + 1);
    }
}

void JsonLines::value(const std::string& where, int depth) {
    blanks();
    if (depth > kDeepestLine)
        at_ = json_.size();
    else if (next() == '{')
        object(where, depth);
    else if (next() == '[')
        list(where, depth);
    else if (next() == '"')
        text();
    else
        at_ = std::min(json_.find_first_of(",]} \t\r\n", at_), json_.size());
}

std::size_t line_at(std::string_view text, std::size_t byte) {
    const std::string_view before = text.substr(0, std::min(byte, text.size()));
    return 1 + static_cast<std::size_t>(std::ranges::count(before, '\n'));
}

} // namespace cohortscope::schema
