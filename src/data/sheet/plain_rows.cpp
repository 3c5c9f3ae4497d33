#include "data/sheet/plain_rows.h"

#include <algorithm>
#include <array>

namespace cohortscope::data {

namespace {

struct Entity {
    std::string_view name;
    char character;
};
constexpr std::array<Entity, 5> kEntities = {
    {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool begins_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ':' || c == '_';
}
bool is_name(char c) { return begins_name(c) || (c >= '0' && c <= '9') || c == '.' || c == '-'; }

// Walks the XML; every step says whether what it expects stands there.
struct Cursor {
    std::string_view xml;
    std::size_t at = 0;

    bool takes(std::string_view text) {
        if (xml.compare(at, text.size(), text) != 0)
            return false;
        at += text.size();
        return true;
    }
    void skip_blanks() {
        while (at < xml.size() && is_blank(xml[at]))
            ++at;
    }
    char next() const { return at < xml.size() ? xml[at] : '\0'; }
};

constexpr std::size_t kMostAttributes = 16;

enum class TagEnd { open, closed, wrong };

// Empty where none stands there.
std::string_view take_name(Cursor& cursor) {
    const std::size_t begin = cursor.at;
    if (begins_name(cursor.next()))
        while (is_name(cursor.next()))
            ++cursor.at;
    return cursor.xml.substr(begin, cursor.at - begin);
}

// The attributes behind an element's name, to the end of its tag.
template <class Work> TagEnd take_attributes(Cursor& cursor, const Work& work) {
    std::array<std::string_view, kMostAttributes> names; // none may stand there twice
    for (std::size_t count = 0;;) {
        if (cursor.takes(">"))
            return TagEnd::open;
        if (cursor.takes("/>"))
            return TagEnd::closed;
        if (!is_blank(cursor.next()))
            return TagEnd::wrong;
        cursor.skip_blanks();
        if (cursor.next() == '>' || cursor.next() == '/')
            continue;
        const std::string_view name = take_name(cursor);
        const auto end = names.begin() + static_cast<std::ptrdiff_t>(count);
        if (name.empty() || count == kMostAttributes || std::find(names.begin(), end, name) != end)
            return TagEnd::wrong;
        names[count++] = name;
        if (!cursor.takes("=\""))
            return TagEnd::wrong;
        const std::size_t value = cursor.at;
        for (char c = cursor.next(); c != '"'; c = cursor.next()) {
            if (c < ' ' || c == '<' || c == '&' || c == '\x7f') // also what is beyond ASCII
                return TagEnd::wrong;
            ++cursor.at;
        }
        work(name, cursor.xml.substr(value, cursor.at - value));
        ++cursor.at;
    }
}

bool is_entity(std::string_view text) {
    for (const Entity& entity : kEntities)
        if (text.starts_with(entity.name))
            return true;
    return false;
}

// Text to the next tag; nothing that XML would change or refuse.
bool take_text(Cursor& cursor, std::string_view& text, bool& has_entities) {
    const std::size_t begin = cursor.at;
    for (; cursor.at < cursor.xml.size(); ++cursor.at) {
        const char c = cursor.xml[cursor.at];
        if (c == '<') {
            text = cursor.xml.substr(begin, cursor.at - begin);
            return true;
        }
        if (c == '&') {
            if (!is_entity(cursor.xml.substr(cursor.at)))
                return false;
            has_entities = true;
        } else if ((c < ' ' && c != '\n' && c != '\t') || c == ']' || c == '\x7f') {
            return false;
        }
    }
    return false;
}

constexpr auto kNoAttribute = [](std::string_view, std::string_view) {};

bool take_formula(Cursor& cursor, PlainCell& cell) {
    cell.has_formula = true;
    switch (take_attributes(cursor, kNoAttribute)) {
    case TagEnd::closed:
        return true;
    case TagEnd::wrong:
        return false;
    case TagEnd::open:
        break;
    }
    std::string_view formula;
    bool has_entities = false;
    return take_text(cursor, formula, has_entities) && cursor.takes("</f>");
}

bool take_content(Cursor& cursor, PlainCell& cell) {
    cursor.skip_blanks();
    if (cursor.takes("<f") && !take_formula(cursor, cell))
        return false;
    cursor.skip_blanks();
    if (cursor.takes("<v>")) {
        if (!take_text(cursor, cell.value, cell.has_entities) || !cursor.takes("</v>"))
            return false;
    } else if (cursor.takes("<is><t")) {
        if (take_attributes(cursor, kNoAttribute) != TagEnd::open ||
            !take_text(cursor, cell.value, cell.has_entities) || !cursor.takes("</t></is>"))
            return false;
    } else if (!cursor.takes("<v/>") && !cell.has_formula) {
        return false;
    }
    cursor.skip_blanks();
    return cursor.takes("</c>");
}

bool take_cell(Cursor& cursor, PlainCell& cell) {
    if (!cursor.takes("<c"))
        return false;
    const TagEnd end = take_attributes(cursor, [&](std::string_view name, std::string_view value) {
        if (name == "r")
            cell.name = value;
        else if (name == "t")
            cell.type = value;
        else if (name == "s")
            cell.style = value;
    });
    return end == TagEnd::closed || (end == TagEnd::open && take_content(cursor, cell));
}

bool take_row(Cursor& cursor, PlainRow& row) {
    cursor.skip_blanks();
    if (!cursor.takes("<row"))
        return false;
    const TagEnd end = take_attributes(cursor, [&](std::string_view name, std::string_view value) {
        if (name == "r")
            row.number = value;
    });
    if (end != TagEnd::open)
        return end == TagEnd::closed;
    for (cursor.skip_blanks(); !cursor.takes("</row>"); cursor.skip_blanks())
        if (!take_cell(cursor, row.cells.emplace_back()))
            return false;
    return true;
}

// What cannot be read yet, or not at all.
PlainScan unread(std::string_view xml, std::string_view begin, std::string_view end) {
    const std::size_t first = std::min(xml.find_first_not_of(" \t\r\n"), xml.size());
    const bool may_be_one = begin.starts_with(xml.substr(first).substr(0, begin.size()));
    return may_be_one && xml.find(end) == xml.npos ? PlainScan::partial : PlainScan::other;
}

} // namespace

PlainScan scan_plain_row(std::string_view xml, PlainRow& row) {
    row.number = {};
    row.cells.clear();
    Cursor cursor{xml};
    if (!take_row(cursor, row))
        return unread(xml, "<row", "</row>");
    row.size = cursor.at;
    return PlainScan::element;
}

PlainScan scan_plain_text(std::string_view xml, PlainText& text) {
    text.has_entities = false;
    Cursor cursor{xml};
    cursor.skip_blanks();
    if (!cursor.takes("<si><t") || take_attributes(cursor, kNoAttribute) != TagEnd::open ||
        !take_text(cursor, text.text, text.has_entities) || !cursor.takes("</t></si>"))
        return unread(xml, "<si>", "</si>");
    text.size = cursor.at;
    return PlainScan::element;
}

std::string without_entities(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const auto found =
            std::find_if(kEntities.begin(), kEntities.end(), [&](const Entity& entity) {
                return text.substr(at).starts_with(entity.name);
            });
        result += found == kEntities.end() ? text[at] : found->character;
        at += found == kEntities.end() ? 1 : found->name.size();
    }
    return result;
}

} // namespace cohortscope::data
