#include "data/sheet/xlsx_parts.h"

#include <charconv>
#include <map>
#include <optional>

#include "data/sheet/plain_rows.h"
#include "data/sheet/xml.h"

namespace cohortscope::data {

namespace {

struct Relation {
    std::string type; // the last word of its address
    std::string part;
};
using Relations = std::map<std::string, Relation, std::less<>>; // by id

std::string_view folder_of(std::string_view part) { return part.substr(0, part.rfind('/') + 1); }

Relations relations_of(const Archive& archive, std::string_view part, base::Progress& progress) {
    const std::string_view folder = folder_of(part);
    const std::string name =
        std::string(folder) + "_rels/" + std::string(part.substr(folder.size())) + ".rels";
    Relations relations;
    if (!archive.holds(name))
        return relations;
    XmlEvents events;
    events.start = [&](std::string_view element, const XmlAttributes& attributes) {
        const std::string_view type = attributes["Type"];
        if (element == "Relationship" && attributes["TargetMode"] != "External")
            relations[std::string(attributes["Id"])] = {
                std::string(type.substr(type.rfind('/') + 1)),
                resolved_part(part, attributes["Target"])};
    };
    read_xml(archive.open(name), events, progress);
    return relations;
}

std::string part_of_type(const Archive& archive, const Relations& relations, std::string_view type,
                         std::string_view usual) {
    for (const auto& [id, relation] : relations)
        if (relation.type == type && archive.holds(relation.part))
            return relation.part;
    return archive.holds(usual) ? std::string(usual) : std::string();
}

bool is_true(std::string_view value) { return value == "1" || value == "true" || value == "on"; }

void add_sheet(const XmlAttributes& attributes, const Relations& relations, XlsxBook& book) {
    const auto relation = relations.find(attributes.prefixed("id"));
    std::string part = "xl/worksheets/sheet" + std::to_string(book.sheets.size() + 1) + ".xml";
    if (relation != relations.end() && relation->second.type != "worksheet")
        return; // a chart or a dialogue
    if (relation != relations.end())
        part = relation->second.part;
    book.sheets.push_back({std::string(attributes["name"]), std::move(part),
                           !attributes["state"].empty() && attributes["state"] != "visible"});
}

int number_of(std::string_view text) {
    int value = -1;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

// The character that an escape at the begin of `text` stands for.
std::optional<unsigned> escaped_character(std::string_view text) {
    if (text.size() < 7 || !text.starts_with("_x") || text[6] != '_')
        return std::nullopt;
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, value, 16);
    return error == std::errc() && end == text.data() + 6 ? std::optional(value) : std::nullopt;
}

void append_utf8(std::string& text, unsigned character) {
    if (character >= 0xd800 && character < 0xe000)
        character = 0xfffd; // half a pair says nothing alone
    if (character < 0x80) {
        text += static_cast<char>(character);
    } else if (character < 0x800) {
        text += static_cast<char>(0xc0 | character >> 6);
        text += static_cast<char>(0x80 | (character & 0x3f));
    } else {
        text += static_cast<char>(0xe0 | character >> 12);
        text += static_cast<char>(0x80 | (character >> 6 & 0x3f));
        text += static_cast<char>(0x80 | (character & 0x3f));
    }
}

} // namespace

std::string_view SharedStrings::operator[](std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends[index - 1];
    return std::string_view(bytes).substr(begin, ends[index] - begin);
}

std::string resolved_part(std::string_view from, std::string_view target) {
    if (target.starts_with('/'))
        return std::string(target.substr(1));
    std::string folder(folder_of(from));
    for (;;) {
        if (target.starts_with("./")) {
            target.remove_prefix(2);
        } else if (target.starts_with("../")) {
            target.remove_prefix(3);
            folder.resize(folder.empty() ? 0
                                         : folder_of(folder.substr(0, folder.size() - 1)).size());
        } else {
            return folder + std::string(target);
        }
    }
}

std::string without_escapes(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = escaped_character(text.substr(at));
        if (!character) {
            result += text[at++];
            continue;
        }
        if (*character != 0) // no text has it
            append_utf8(result, *character);
        at += 7;
    }
    return result;
}

XlsxBook read_book(const Archive& archive, base::Progress& progress) {
    std::string part = part_of_type(archive, relations_of(archive, "", progress), "officeDocument",
                                    "xl/workbook.xml");
    if (part.empty())
        part = "xl/workbook.xml"; // so that the error names it
    const Relations relations = relations_of(archive, part, progress);
    XlsxBook book;
    XmlEvents events;
    events.start = [&](std::string_view element, const XmlAttributes& attributes) {
        if (element == "workbookPr")
            book.from_1904 = is_true(attributes["date1904"]);
        else if (element == "sheet")
            add_sheet(attributes, relations, book);
    };
    read_xml(archive.open(part), events, progress);
    book.styles_part = part_of_type(archive, relations, "styles", "xl/styles.xml");
    book.strings_part = part_of_type(archive, relations, "sharedStrings", "xl/sharedStrings.xml");
    return book;
}

SharedStrings read_shared_strings(const Archive& archive, const XlsxBook& book,
                                  base::Progress& progress) {
    SharedStrings strings;
    if (book.strings_part.empty())
        return strings;
    PartStream part = archive.open(book.strings_part);
    strings.bytes.reserve(part.size() / 2); // the rest is tags
    const auto add = [&](std::string_view text) {
        strings.bytes += text.find("_x") == text.npos ? text : without_escapes(text);
        strings.ends.push_back(strings.bytes.size());
    };
    bool in_list = false;
    bool in_item = false;
    bool in_text = false;
    int phonetic = 0; // how a name is read aloud stands beside it, and is no part of it
    std::string text;
    XmlEvents events;
    events.start = [&](std::string_view element, const XmlAttributes&) {
        in_list = in_list || element == "sst";
        in_item = in_item || element == "si";
        in_text = element == "t" && phonetic == 0;
        phonetic += element == "rPh";
    };
    events.text = [&](std::string_view piece) {
        if (in_text)
            text += piece;
    };
    events.end = [&](std::string_view element) {
        in_text = false;
        phonetic -= element == "rPh";
        if (element != "si")
            return;
        in_item = false;
        add(text);
        text.clear();
    };
    XmlParser parser(events, part);
    PlainText plain;
    PlainFeeder feeder(parser, {.begin = "<sst>",
                                .end = "</si>",
                                .is_between = [&] { return in_list && !in_item; },
                                .take =
                                    [&](std::string_view xml, std::size_t& size) {
                                        const PlainScan found = scan_plain_text(xml, plain);
                                        if (found == PlainScan::element && plain.has_entities)
                                            add(without_entities(plain.text));
                                        else if (found == PlainScan::element)
                                            add(plain.text);
                                        size = plain.size;
                                        return found;
                                    }});
    for (bool last = false; !last;) {
        const std::string_view piece = part.next();
        last = piece.empty();
        feeder.add(piece, last);
        progress.checkpoint(fraction_of(part));
    }
    return strings;
}

std::vector<NumberFormat> read_formats(const Archive& archive, const XlsxBook& book,
                                       base::Progress& progress) {
    std::vector<NumberFormat> formats;
    if (book.styles_part.empty())
        return formats;
    std::map<int, NumberFormat> custom;
    bool in_cells = false;
    XmlEvents events;
    events.start = [&](std::string_view element, const XmlAttributes& attributes) {
        in_cells = in_cells || element == "cellXfs";
        if (element == "numFmt")
            custom[number_of(attributes["numFmtId"])] = format_of_code(attributes["formatCode"]);
        if (element != "xf" || !in_cells)
            return;
        const int id = number_of(attributes["numFmtId"]);
        const auto found = custom.find(id);
        formats.push_back(found == custom.end() ? builtin_format(id) : found->second);
    };
    events.end = [&](std::string_view element) { in_cells = in_cells && element != "cellXfs"; };
    read_xml(archive.open(book.styles_part), events, progress);
    return formats;
}

} // namespace cohortscope::data
