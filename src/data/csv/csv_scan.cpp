#include "data/csv/csv_scan.h"

#include <bit>
#include <cstdint>
#include <cstring>

namespace cohortscope::data {

namespace {

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

// After the line ending at `at`, or the bytes' size if there is none.
std::size_t after_line_end(std::string_view bytes, std::size_t at) {
    if (at >= bytes.size())
        return bytes.size();
    const bool pair = bytes[at] == '\r' && at + 1 < bytes.size() && bytes[at + 1] == '\n';
    return at + (pair ? 2 : 1);
}

// First comma or line ending at or after `at`, or the bytes' size.
std::size_t find_comma(std::string_view bytes, std::size_t at) {
    const auto separates = [](char c) { return c == ',' || is_line_end(c); };
    if constexpr (std::endian::native == std::endian::little) {
        constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
        for (; at + 8 <= bytes.size(); at += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data() + at, sizeof word);
            // A high bit for each byte up to ','; a borrow may mark a few others, never miss one.
            std::uint64_t low = (word - kOnes * (',' + 1)) & ~word & (kOnes << 7);
            for (; low != 0; low &= low - 1) {
                const auto i = static_cast<std::size_t>(std::countr_zero(low)) / 8;
                if (separates(bytes[at + i]))
                    return at + i;
            }
        }
    }
    while (at < bytes.size() && !separates(bytes[at]))
        ++at;
    return at;
}

// The same for any other separator.
std::size_t find_separator(std::string_view bytes, std::size_t at, char separator) {
    const auto separates = [&](char c) { return c == separator || is_line_end(c); };
    if constexpr (std::endian::native == std::endian::little) {
        constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
        constexpr std::uint64_t kHighs = kOnes << 7;
        const std::uint64_t wanted = kOnes * static_cast<unsigned char>(separator);
        for (; at + 8 <= bytes.size(); at += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data() + at, sizeof word);
            const std::uint64_t other = word ^ wanted;
            std::uint64_t marks =
                (((word - kOnes * ('\r' + 1)) & ~word) | ((other - kOnes) & ~other)) & kHighs;
            for (; marks != 0; marks &= marks - 1) {
                const auto i = static_cast<std::size_t>(std::countr_zero(marks)) / 8;
                if (separates(bytes[at + i]))
                    return at + i;
            }
        }
    }
    while (at < bytes.size() && !separates(bytes[at]))
        ++at;
    return at;
}

} // namespace

std::string separator_name(char separator) {
    switch (separator) {
    case ',':
        return "comma";
    case ';':
        return "semicolon";
    case '\t':
        return "tab";
    case '|':
        return "vertical bar";
    default:
        return std::string("\"") + separator + "\"";
    }
}

std::size_t skip_blank_lines(std::string_view bytes, std::size_t at) {
    for (;;) {
        std::size_t end = at;
        while (end < bytes.size() && (bytes[end] == ' ' || bytes[end] == '\t'))
            ++end;
        if (end < bytes.size() && !is_line_end(bytes[end]))
            return at;
        at = after_line_end(bytes, end);
        if (at == bytes.size())
            return at;
    }
}

std::size_t guess_record(std::string_view bytes, std::size_t at) {
    if (at > 0)
        --at;
    while (at < bytes.size() && !is_line_end(bytes[at]))
        ++at;
    return skip_blank_lines(bytes, after_line_end(bytes, at));
}

Field Scanner::plain_field() {
    const std::size_t begin = at_;
    at_ = separator_ == ',' ? find_comma(bytes_, at_) : find_separator(bytes_, at_, separator_);
    return {bytes_.substr(begin, at_ - begin), false};
}

Field Scanner::quoted_field() {
    const std::size_t begin = at_ + 1;
    bool escaped = false;
    for (std::size_t from = begin;;) {
        const std::size_t quote = bytes_.find('"', from);
        if (quote == std::string_view::npos)
            throw Fault{at_, "this quoted field never ends; expected a closing quote"};
        at_ = quote + 1;
        if (at_ == bytes_.size() || bytes_[at_] == separator_ || is_line_end(bytes_[at_]))
            return {bytes_.substr(begin, quote - begin), escaped};
        if (bytes_[at_] != '"')
            throw Fault{at_, "text after a closing quote; expected a " +
                                 separator_name(separator_) +
                                 " or the line's end (a quote inside a quoted field is doubled)"};
        escaped = true;
        from = at_ + 1;
        at_ = begin - 1;
    }
}

std::size_t Scanner::next(std::span<Field> fields) {
    for (std::size_t count = 0;;) {
        const bool quoted = at_ < bytes_.size() && bytes_[at_] == '"';
        const Field field = quoted ? quoted_field() : plain_field();
        if (count < fields.size())
            fields[count] = field;
        ++count;
        if (at_ == bytes_.size() || bytes_[at_] != separator_) {
            at_ = skip_blank_lines(bytes_, after_line_end(bytes_, at_));
            return count;
        }
        ++at_;
    }
}

std::string unescaped(const Field& field) {
    std::string text;
    for (std::size_t at = 0; at < field.text.size(); ++at) {
        text.push_back(field.text[at]);
        if (field.escaped && field.text[at] == '"')
            ++at;
    }
    return text;
}

} // namespace cohortscope::data
