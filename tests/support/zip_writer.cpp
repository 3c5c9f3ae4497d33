#include "support/zip_writer.h"

#include <cstdint>

namespace cohortscope::tests {

namespace {

void add(std::string& bytes, std::uint32_t value, int size) {
    for (int i = 0; i < size; ++i)
        bytes += i < 4 ? static_cast<char>(value >> (8 * i)) : '\0';
}

std::uint32_t check_sum(const std::string& bytes) { // CRC-32 of ISO 3309
    std::uint32_t sum = ~0u;
    for (const char c : bytes) {
        sum ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            sum = sum >> 1 ^ (sum & 1 ? 0xedb88320u : 0u);
    }
    return ~sum;
}

// What the header in front of an entry and its line in the list share.
void add_facts(std::string& bytes, const ZipEntry& entry) {
    const auto size = static_cast<std::uint32_t>(entry.bytes.size());
    add(bytes, 20, 2);   // version needed
    add(bytes, 0, 4);    // flags; stored
    add(bytes, 0x21, 4); // time and date
    add(bytes, check_sum(entry.bytes), 4);
    add(bytes, size, 4);
    add(bytes, size, 4);
    add(bytes, static_cast<std::uint32_t>(entry.name.size()), 2);
    add(bytes, 0, 2); // extra fields
}

} // namespace

std::string stored_zip(const std::vector<ZipEntry>& entries) {
    std::string bytes;
    std::string list;
    for (const ZipEntry& entry : entries) {
        const auto begin = static_cast<std::uint32_t>(bytes.size());
        bytes += "PK\x03\x04";
        add_facts(bytes, entry);
        bytes += entry.name + entry.bytes;
        list += "PK\x01\x02";
        add(list, 20, 2); // version made by
        add_facts(list, entry);
        add(list, 0, 4); // comment; disk
        add(list, 0, 6); // attributes
        add(list, begin, 4);
        list += entry.name;
    }
    const auto count = static_cast<std::uint32_t>(entries.size());
    const auto begin = static_cast<std::uint32_t>(bytes.size());
    bytes += list + "PK\x05\x06";
    add(bytes, 0, 4);
    add(bytes, count, 2);
    add(bytes, count, 2);
    add(bytes, static_cast<std::uint32_t>(list.size()), 4);
    add(bytes, begin, 4);
    add(bytes, 0, 2);
    return bytes;
}

} // namespace cohortscope::tests
