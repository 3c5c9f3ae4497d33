// Hands XML on to a parser, but for elements in a plain form that are read a shorter way.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "data/sheet/xml.h"

namespace cohortscope::data {

enum class PlainScan {
    element, // one was read
    partial, // the XML ends before the element does
    other    // something else, which is for the parser to judge
};

// Elements of one kind that stand one behind the other.
struct PlainElements {
    std::string_view begin;           // the tag behind which the first stands
    std::string_view end;             // the tag that closes each
    std::function<bool()> is_between; // whether the parser's events end before or behind one
    // Reads the element at the begin of the XML, and says how many bytes it took.
    std::function<PlainScan(std::string_view xml, std::size_t& size)> take;
};

// The parser need not see elements that were taken: they are whole, and leave its state as it is.
// In a part with comments, CDATA or instructions, which may hold what looks like elements, it sees
// all that follows them.
class PlainFeeder {
  public:
    PlainFeeder(XmlParser& parser, PlainElements elements)
        : parser_(parser), elements_(std::move(elements)) {}

    void add(std::string_view piece, bool last);
    // The same, for the parser alone from now on.
    void pass_on(std::string_view piece, bool last);

  private:
    bool is_between() const { return aligned_ && elements_.is_between(); }
    bool take_plain(std::size_t& at);
    bool feed_to_end_tag(std::size_t& at);
    bool is_simple(std::string_view part);

    XmlParser& parser_;
    PlainElements elements_;
    std::string buffer_;
    char last_fed_ = '\0';
    bool aligned_ = false; // the parser has handled all that it was given
    bool may_be_plain_ = true;
};

} // namespace cohortscope::data
