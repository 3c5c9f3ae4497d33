#include "data/zip_names.h"

#include <algorithm>
#include <cstdint>

#include "base/format.h"

namespace cohortscope::data {

using namespace std::string_view_literals;

namespace {

// Sizes and offsets of APPNOTE.TXT 6.3.10, 4.3.12 and 4.3.16.
constexpr std::size_t kEndRecord = 22;
constexpr std::size_t kLongestComment = 65535;
constexpr std::size_t kEntry = 46;
constexpr std::size_t kMostNames = 10'000;
constexpr std::uint32_t kIn64 = 0xffffffff; // the number stands in the record of ZIP64

std::uint32_t little(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = size; i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

// Where the list begins; nothing where there is no end record. The list ends where the end records
// begin, which holds in ZIP64 too and where other bytes stand before the archive.
std::optional<std::size_t> begin_of_list(std::string_view bytes) {
    if (bytes.size() < kEndRecord)
        return std::nullopt;
    const std::size_t end = bytes.rfind("PK\x05\x06"sv, bytes.size() - kEndRecord);
    if (end == bytes.npos || bytes.size() - end > kEndRecord + kLongestComment)
        return std::nullopt;
    const std::uint32_t size = little(bytes, end + 12, 4);
    const std::uint32_t begin = little(bytes, end + 16, 4);
    if (size == kIn64 || begin == kIn64)
        return bytes.find("PK\x01\x02"sv);
    if (size > end)
        return std::nullopt;
    return bytes.substr(end - size).starts_with("PK\x01\x02"sv) ? end - size : std::size_t{begin};
}

} // namespace

std::string plain_part_name(std::string_view name) {
    std::string plain = base::lower(name);
    std::replace(plain.begin(), plain.end(), '\\', '/');
    plain.erase(0, std::min(plain.find_first_not_of('/'), plain.size()));
    return plain;
}

bool ZipNames::holds(std::string_view name) const {
    return std::find(plain.begin(), plain.end(), name) != plain.end();
}

bool ZipNames::holds_below(std::string_view folder) const {
    return std::any_of(plain.begin(), plain.end(),
                       [&](const std::string& name) { return name.starts_with(folder); });
}

std::optional<ZipNames> zip_names(std::string_view bytes) {
    const std::optional<std::size_t> begin = begin_of_list(bytes);
    if (!begin || *begin > bytes.size())
        return std::nullopt;
    ZipNames names;
    std::string_view rest = bytes.substr(*begin);
    while (rest.starts_with("PK\x01\x02"sv) && names.plain.size() < kMostNames) {
        if (rest.size() < kEntry)
            return std::nullopt;
        const std::size_t name_size = little(rest, 28, 2);
        const std::size_t size = kEntry + name_size + little(rest, 30, 2) + little(rest, 32, 2);
        if (size > rest.size())
            return std::nullopt;
        const std::string_view name = rest.substr(kEntry, name_size);
        if (names.first.empty() && !name.ends_with('/'))
            names.first = name;
        names.plain.push_back(plain_part_name(name));
        rest.remove_prefix(size);
    }
    return names;
}

} // namespace cohortscope::data
