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

[[noreturn]] void fail(const Handling& handling, const PartStream& part) {
    if (handling.thrown)
        std::rethrow_exception(handling.thrown);
    const std::string what = handling.has_document_type
                                 ? "has a document type, which is not read"
                                 : std::string("is not well-formed XML (") +
                                       XML_ErrorString(XML_GetErrorCode(handling.parser)) + ")";
    throw base::Error::in(part.source(), "the part " + part.name() + " of the workbook " + what +
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

void read_xml(PartStream part, const XmlEvents& events, base::Progress& progress) {
    const Parser parser(XML_ParserCreate(nullptr));
    if (!parser)
        throw std::bad_alloc();
    Handling handling{events, parser.get(), nullptr, false};
    XML_SetUserData(parser.get(), &handling);
    XML_SetElementHandler(parser.get(), on_start, events.end ? on_end : nullptr);
    XML_SetCharacterDataHandler(parser.get(), events.text ? on_text : nullptr);
    XML_SetStartDoctypeDeclHandler(parser.get(), on_document_type);
    for (bool last = false; !last;) {
        const std::string_view piece = part.next();
        last = piece.empty();
        if (XML_Parse(parser.get(), piece.data(), static_cast<int>(piece.size()), last) !=
            XML_STATUS_OK)
            fail(handling, part);
        if (!last && events.enough && events.enough()) {
            while (events.check_rest && !part.next().empty())
                progress.checkpoint();
            return;
        }
        progress.checkpoint(
            std::min(1.0, static_cast<double>(part.done()) / static_cast<double>(part.size() + 1)));
    }
}

} // namespace cohortscope::data
