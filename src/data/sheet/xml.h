// Reads XML as a stream of elements and text, by their names without prefixes.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/progress.h"
#include "data/sheet/archive.h"

namespace cohortscope::data {

// "x:row" is "row": every writer picks prefixes of its own.
std::string_view local_name(std::string_view name);

// The attributes of one element while its start is handled.
class XmlAttributes {
  public:
    explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
    // By local name; nothing where there is none.
    std::string_view operator[](std::string_view name) const;
    // Only if it has a prefix: "r:id" beside "id".
    std::string_view prefixed(std::string_view name) const;
    // work(name with prefix, value) for each.
    template <class Work> void for_each(const Work& work) const {
        for (const char** pair = pairs_; *pair; pair += 2)
            work(std::string_view(pair[0]), std::string_view(pair[1]));
    }
    // work(name, value) for each whose name is one letter: the short way for millions of cells.
    template <class Work> void for_each_letter(const Work& work) const {
        for (const char** pair = pairs_; *pair; pair += 2)
            if (pair[0][0] != '\0' && pair[0][1] == '\0')
                work(pair[0][0], std::string_view(pair[1]));
    }

  private:
    const char** pairs_; // name, value, …, null
};

// `start` is needed, the others where they are wanted.
struct XmlEvents {
    std::function<void(std::string_view name, const XmlAttributes&)> start;
    std::function<void(std::string_view name)> end;
    std::function<void(std::string_view text)> text; // in pieces
    std::function<bool()> enough;                    // asked between pieces of the part
    bool check_rest = true; // unpack what is behind `enough` all the same, for its check sum
};

// A parser that is fed piece by piece. What the events throw passes through. A document type is
// refused: entities could grow without end or name other files.
class XmlParser {
  public:
    // Both outlive the parser; `part` is named by errors.
    XmlParser(const XmlEvents& events, const PartStream& part);
    ~XmlParser();
    XmlParser(const XmlParser&) = delete;
    XmlParser& operator=(const XmlParser&) = delete;

    // Throws base::Error naming the part for XML that is not well-formed.
    void feed(std::string_view piece, bool last);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// Parses a part to its end, or until there is enough. Reports progress from 0 to 1.
void read_xml(PartStream part, const XmlEvents& events, base::Progress& progress);

// How far a part is unpacked, from 0 to 1.
double fraction_of(const PartStream& part);

} // namespace cohortscope::data
