#include "features/sorted_names.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/parallel.h"

namespace cohortscope::features {

namespace {

constexpr std::size_t kNamesPerChunk = 2048;

// What S1 makes of a byte: 0 drops it.
constexpr std::array<char, 256> kept_characters() {
    std::array<char, 256> kept{};
    for (int c = 'a'; c <= 'z'; ++c)
        kept[static_cast<std::size_t>(c)] = kept[static_cast<std::size_t>(c - 'a' + 'A')] =
            static_cast<char>(c);
    for (int c = '0'; c <= '9'; ++c)
        kept[static_cast<std::size_t>(c)] = static_cast<char>(c);
    kept[' '] = ' ';
    return kept;
}

// Writes the cleaned text, never longer than `text`, and returns its length.
std::size_t clean_into(std::string_view text, char* out) {
    static constexpr std::array<char, 256> kKept = kept_characters();
    std::size_t length = 0;
    for (const char character : text) {
        const char kept = kKept[static_cast<unsigned char>(character)];
        const bool space_again = kept == ' ' && (length == 0 || out[length - 1] == ' ');
        if (kept != 0 && !space_again)
            out[length++] = kept;
    }
    return length > 0 && out[length - 1] == ' ' ? length - 1 : length;
}

// The names in one block of bytes, each at the place of its original.
struct Names {
    std::string bytes;
    std::vector<std::string_view> views;
};

Names names_of(const data::Dictionary& dictionary, NameForm form) {
    Names names;
    names.views.resize(dictionary.size());
    if (form == NameForm::as_read) {
        for (std::size_t i = 0; i < dictionary.size(); ++i)
            names.views[i] = dictionary.at(i);
        return names;
    }
    std::vector<std::size_t> begins(dictionary.size());
    std::size_t total = 0;
    for (std::size_t i = 0; i < dictionary.size(); ++i) {
        begins[i] = total;
        total += dictionary.at(i).size();
    }
    names.bytes.resize(total);
    char* const bytes = names.bytes.data();
    base::for_each_chunk(dictionary.size(), kNamesPerChunk, [&](const base::Chunk& chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
            char* const at = bytes + begins[i];
            names.views[i] = {at, clean_into(dictionary.at(i), at)};
        }
    });
    return names;
}

// A name with its first eight bytes as a number that sorts like them.
struct Entry {
    std::uint64_t prefix = 0;
    std::uint32_t index = 0;
};

std::uint64_t prefix_of(std::string_view name) {
    std::uint64_t prefix = 0;
    for (std::size_t i = 0; i < 8; ++i)
        prefix = prefix << 8 | (i < name.size() ? static_cast<unsigned char>(name[i]) : 0);
    return prefix;
}

// Indices of the names that are not empty in byte order: bucketed by the first byte, then each
// bucket sorted as a task of its own.
std::vector<Entry> sorted_entries(const std::vector<std::string_view>& names) {
    std::array<std::size_t, 257> ends{};
    for (const std::string_view name : names)
        if (!name.empty())
            ++ends[static_cast<unsigned char>(name.front()) + 1u];
    for (std::size_t bucket = 1; bucket < ends.size(); ++bucket)
        ends[bucket] += ends[bucket - 1];
    std::vector<Entry> entries(ends.back());
    std::array<std::size_t, 257> place = ends;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (!names[i].empty())
            entries[place[static_cast<unsigned char>(names[i].front())]++] = {
                prefix_of(names[i]), static_cast<std::uint32_t>(i)};
    const auto earlier = [&](const Entry& a, const Entry& b) {
        if (a.prefix != b.prefix)
            return a.prefix < b.prefix;
        const int order = names[a.index].compare(names[b.index]);
        return order != 0 ? order < 0 : a.index < b.index;
    };
    base::for_each_task(256, [&](std::size_t bucket) {
        std::sort(entries.begin() + static_cast<std::ptrdiff_t>(ends[bucket]),
                  entries.begin() + static_cast<std::ptrdiff_t>(ends[bucket + 1]), earlier);
    });
    return entries;
}

} // namespace

std::string clean_text(std::string_view text) {
    std::string cleaned(text.size(), '\0');
    cleaned.resize(clean_into(text, cleaned.data()));
    return cleaned;
}

SortedNames sort_names(const data::Dictionary& dictionary, NameForm form) {
    const Names names = names_of(dictionary, form);
    SortedNames result;
    result.code_of.resize(names.views.size(), data::kMissingCode);
    auto sorted = std::make_shared<data::Dictionary>();
    std::string_view last;
    std::int32_t code = data::kMissingCode;
    for (const Entry& entry : sorted_entries(names.views)) {
        const std::string_view name = names.views[entry.index];
        if (code == data::kMissingCode || name != last)
            code = sorted->append(name);
        last = name;
        result.code_of[entry.index] = code;
    }
    result.names = std::move(sorted);
    return result;
}

base::Fingerprint fingerprint_of_text(const SortedText& text) {
    return base::Hasher().add(text.names->fingerprint()).add(text.codes.fingerprint()).finish();
}

std::int32_t find_name(const data::Dictionary& names, std::string_view name) {
    std::size_t low = 0;
    std::size_t high = names.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (names.at(middle) < name)
            low = middle + 1;
        else
            high = middle;
    }
    return low < names.size() && names.at(low) == name ? static_cast<std::int32_t>(low)
                                                       : data::kMissingCode;
}

} // namespace cohortscope::features
