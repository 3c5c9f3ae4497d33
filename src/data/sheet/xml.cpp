#include "data/sheet/xml.h"

#include <algorithm>
#include <exception>
#include <expat.h>
#include <memory>

#include "base/error.h"

namespace cohortscope::data {

namespace {

struct FreeParser {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using Parser = std::unique_ptr<XML_ParserStruct, FreeParser>;

// expat is C: an exception may not pass through it, so it is kept and thrown again behind it.
struct Handling {
    const XmlEvents& events;
    const PartStream& part;
    XML_Parser parser = nullptr;
    std::exception_ptr thrown;
    bool has_document_type = false;
};

template <class Work> void guarded(void* data, const Work& work) {
    Handling& handling = *static_cast<Handling*>(data);
    if (handling.thrown)
        return;
    try {
        work(handling.events);
    } catch (...) {
        handling.thrown = std::current_exception();
        XML_StopParser(handling.parser, XML_FALSE);
    }
}

void XMLCALL on_start(void* data, const char* name, const char** attributes) {
    guarded(data, [&](const XmlEvents& events) {
        events.start(local_name(name), XmlAttributes(attributes));
    });
}

void XMLCALL on_end(void* data, const char* name) {
    guarded(data, [&](const XmlEvents& events) { events.end(local_name(name)); });
}

void XMLCALL on_text(void* data, const char* text, int size) {
    guarded(data, [&](const XmlEvents& events) {
        events.text({text, static_cast<std::size_t>(size)});
    });
}

void XMLCALL on_document_type(void* data, const char*, const char*, const char*, int) {
    Handling& handling = *static_cast<Handling*>(data);
    handling.has_document_type = true;
    XML_StopParser(handling.parser, XML_FALSE);
}

[[noreturn]] void fail(const Handling& handling) {
    if (handling.thrown)
        std::rethrow_exception(handling.thrown);
    const std::string what = handling.has_document_type
                                 ? "has a document type, which is not read"
                                 : std::string("is not well-formed XML (") +
                                       XML_ErrorString(XML_GetErrorCode(handling.parser)) + ")";
    throw base::Error::in(handling.part.source(), "the part " + handling.part.name() +
                                                      " of the workbook " + what +
                                                      "; save the workbook anew");
}

} // namespace

std::string_view local_name(std::string_view name) {
    return name.substr(name.rfind(':') + 1); // npos + 1 is 0
}

std::string_view XmlAttributes::operator[](std::string_view name) const {
    for (const char** pair = pairs_; *pair; pair += 2)
        if (local_name(*pair) == name)
            return pair[1];
    return {};
}

std::string_view XmlAttributes::prefixed(std::string_view name) const {
    for (const char** pair = pairs_; *pair; pair += 2)
        if (local_name(*pair) == name && name != *pair)
            return pair[1];
    return {};
}

struct XmlParser::State {
    Handling handling;
    Parser parser;
};

XmlParser::XmlParser(const XmlEvents& events, const PartStream& part)
    : state_(
          new State{{events, part, nullptr, nullptr, false}, Parser(XML_ParserCreate(nullptr))}) {
    XML_Parser parser = state_->parser.get();
    if (!parser)
        throw std::bad_alloc();
    state_->handling.parser = parser;
    XML_SetUserData(parser, &state_->handling);
    XML_SetElementHandler(parser, on_start, events.end ? on_end : nullptr);
    XML_SetCharacterDataHandler(parser, events.text ? on_text : nullptr);
    XML_SetStartDoctypeDeclHandler(parser, on_document_type);
}

XmlParser::~XmlParser() = default;

void XmlParser::feed(std::string_view piece, bool last) {
    const int size = static_cast<int>(piece.size());
    if (XML_Parse(state_->parser.get(), piece.data(), size, last) != XML_STATUS_OK)
        fail(state_->handling);
}

double fraction_of(const PartStream& part) {
    return std::min(1.0, static_cast<double>(part.done()) / static_cast<double>(part.size() + 1));
}

void read_xml(PartStream part, const XmlEvents& events, base::Progress& progress) {
    XmlParser parser(events, part);
    for (bool last = false; !last;) {
        const std::string_view piece = part.next();
        last = piece.empty();
        parser.feed(piece, last);
        if (!last && events.enough && events.enough()) {
            while (events.check_rest && !part.next().empty())
                progress.checkpoint();
            return;
        }
        progress.checkpoint(fraction_of(part));
    }
}

} // namespace cohortscope::data
