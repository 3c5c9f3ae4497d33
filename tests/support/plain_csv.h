// A reader of CSV that is slow and plain: one character after another. Tests compare the fast one
// with it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cohortscope::testing {

using Records = std::vector<std::vector<std::string>>;

// The records of strict RFC 4180 text with LF, CRLF or CR; blank lines skipped. Nothing where a
// quote never closes or text follows a closing quote.
inline std::optional<Records> read_plain(std::string_view bytes) {
    Records records;
    std::size_t at = 0;
    const auto ends_line = [&](std::size_t i) {
        return i >= bytes.size() || bytes[i] == '\n' || bytes[i] == '\r';
    };
    const auto pass_line_end = [&] {
        at += at + 1 < bytes.size() && bytes[at] == '\r' && bytes[at + 1] == '\n' ? 2 : 1;
    };
    while (at < bytes.size()) {
        std::size_t blank = at;
        while (blank < bytes.size() && (bytes[blank] == ' ' || bytes[blank] == '\t'))
            ++blank;
        if (ends_line(blank)) {
            at = blank;
            pass_line_end();
            continue;
        }
        std::vector<std::string> record;
        for (;;) {
            std::string field;
            if (at < bytes.size() && bytes[at] == '"') {
                for (++at;; ++at) {
                    if (at >= bytes.size())
                        return std::nullopt;
                    if (bytes[at] != '"')
                        field += bytes[at];
                    else if (at + 1 < bytes.size() && bytes[at + 1] == '"')
                        field += bytes[at++];
                    else
                        break;
                }
                ++at;
                if (!ends_line(at) && bytes[at] != ',')
                    return std::nullopt;
            } else {
                while (!ends_line(at) && bytes[at] != ',')
                    field += bytes[at++];
            }
            record.push_back(field);
            if (ends_line(at))
                break;
            ++at;
        }
        records.push_back(record);
        pass_line_end();
    }
    return records;
}

} // namespace cohortscope::testing
