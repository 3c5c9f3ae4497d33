#include "data/sheet/plain_feeder.h"

#include <algorithm>

namespace cohortscope::data {

namespace {

constexpr std::size_t kLongestElement = 1 << 20; // in plain form

} // namespace

void PlainFeeder::add(std::string_view piece, bool last) {
    buffer_ += piece;
    std::size_t at = 0;
    while (take_plain(at) || feed_to_end_tag(at)) {
    }
    buffer_.erase(0, at);
    if (last)
        pass_on({}, true);
}

void PlainFeeder::pass_on(std::string_view piece, bool last) {
    if (!buffer_.empty())
        parser_.feed(buffer_, false);
    buffer_.clear();
    parser_.feed(piece, last);
}

// True where elements were taken and what follows is for the parser; false to wait for more.
bool PlainFeeder::take_plain(std::size_t& at) {
    while (is_between()) {
        const std::string_view rest = std::string_view(buffer_).substr(at);
        std::size_t size = 0;
        const PlainScan found = elements_.take(rest, size);
        if (found == PlainScan::partial && rest.size() < kLongestElement)
            return false;
        if (found != PlainScan::element) {
            aligned_ = false;
            return true;
        }
        at += size;
    }
    return false;
}

// What stands before the elements, and one that is not plain. False to wait for more.
bool PlainFeeder::feed_to_end_tag(std::size_t& at) {
    if (is_between())
        return false; // take_plain waits
    const std::string_view rest = std::string_view(buffer_).substr(at);
    const std::size_t begin = rest.find(elements_.begin);
    const std::size_t end = rest.find(elements_.end);
    const std::string_view mark = begin < end ? elements_.begin : elements_.end;
    const std::size_t found = std::min(begin, end);
    const std::size_t kept = std::max(elements_.begin.size(), elements_.end.size());
    const std::size_t size =
        found != rest.npos ? found + mark.size() : rest.size() - std::min(rest.size(), kept);
    may_be_plain_ = is_simple(rest.substr(0, size)) && may_be_plain_;
    parser_.feed(rest.substr(0, size), false);
    at += size;
    aligned_ = found != rest.npos && may_be_plain_;
    return found != rest.npos;
}

// Without what may hold the likeness of elements; it may also begin at the end of a part. Every
// encoding that the parser knows, but UTF-16, is as ASCII where an element is plain.
bool PlainFeeder::is_simple(std::string_view part) {
    const bool goes_on = last_fed_ == '<' && (part.starts_with('!') || part.starts_with('?'));
    const std::size_t heading = last_fed_ == '\0' ? part.find("<?xml ") : part.npos;
    last_fed_ = part.empty() ? last_fed_ : part.back();
    const std::size_t instruction = part.find("<?", heading < 4 ? heading + 2 : 0);
    return !goes_on && instruction == part.npos && part.find("<!") == part.npos;
}

} // namespace cohortscope::data
