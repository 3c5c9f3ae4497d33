#include "features/rows/sorted_names.h"

#include <algorithm>
#include <deque>
#include <string>

#include "base/parallel.h"
#include "base/radix.h"
#include "features/rows/clean_text.h"

namespace cohortscope::features {

namespace {

constexpr std::size_t kNamesPerChunk = 2048;

// The names in one block of bytes, each at the place of its original; those that are not ASCII may
// become longer and stand apart, a list for each chunk.
struct Names {
    std::string bytes;
    std::vector<std::deque<std::string>> others;
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
    names.others.resize(base::chunk_count(dictionary.size(), kNamesPerChunk));
    char* const bytes = names.bytes.data();
    base::for_each_chunk(dictionary.size(), kNamesPerChunk, [&](const base::Chunk& chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
            char* const at = bytes + begins[i];
            if (const auto length = clean_ascii(dictionary.at(i), at))
                names.views[i] = {at, *length};
            else
                names.views[i] =
                    names.others[chunk.index].emplace_back(clean_text(dictionary.at(i)));
        }
    });
    return names;
}

// The first bytes of a name as a number that sorts like them.
std::uint64_t prefix_of(std::string_view name) {
    std::uint64_t prefix = 0;
    for (std::size_t i = 0; i < 8; ++i)
        prefix = prefix << 8 | (i < name.size() ? static_cast<unsigned char>(name[i]) : 0);
    return prefix;
}

// How many first bytes all the names that are not empty share.
std::size_t shared_length(const std::vector<std::string_view>& names) {
    const auto first = std::find_if(names.begin(), names.end(),
                                    [](std::string_view name) { return !name.empty(); });
    if (first == names.end())
        return 0;
    std::size_t length = first->size();
    for (const std::string_view name : names) {
        if (name.empty())
            continue;
        std::size_t same = 0;
        while (same < std::min(length, name.size()) && name[same] == (*first)[same])
            ++same;
        length = same;
    }
    return length;
}

// Indices of the names that are not empty in byte order, equal names by index: sorted by the
// first bytes in which any differ as numbers, then the few that share those by comparing.
std::vector<std::uint32_t> sorted_indices(const std::vector<std::string_view>& names) {
    const int index_bits = std::max(base::bits_for(names.size()), 1);
    const std::uint64_t index_mask = (std::uint64_t{1} << index_bits) - 1;
    const std::size_t skipped = shared_length(names);
    std::vector<std::uint64_t> items;
    items.reserve(names.size());
    for (std::size_t i = 0; i < names.size(); ++i)
        if (!names[i].empty())
            items.push_back((prefix_of(names[i].substr(skipped)) & ~index_mask) | i);
    base::radix_sort(items, index_bits, 64 - index_bits);
    std::vector<std::uint32_t> indices;
    indices.reserve(items.size());
    for (const std::uint64_t item : items)
        indices.push_back(static_cast<std::uint32_t>(item & index_mask));
    for (std::size_t begin = 0; begin < items.size();) {
        std::size_t end = begin + 1;
        while (end < items.size() && (items[begin] ^ items[end]) <= index_mask)
            ++end;
        if (end - begin > 1)
            std::stable_sort(indices.begin() + static_cast<std::ptrdiff_t>(begin),
                             indices.begin() + static_cast<std::ptrdiff_t>(end),
                             [&](std::uint32_t a, std::uint32_t b) { return names[a] < names[b]; });
        begin = end;
    }
    return indices;
}

} // namespace

SortedNames sort_names(const data::Dictionary& dictionary, NameForm form) {
    const Names names = names_of(dictionary, form);
    SortedNames result;
    result.code_of.resize(names.views.size(), data::kMissingCode);
    std::vector<std::string_view> sorted;
    for (const std::uint32_t index : sorted_indices(names.views)) {
        const std::string_view name = names.views[index];
        if (sorted.empty() || name != sorted.back())
            sorted.push_back(name);
        result.code_of[index] = static_cast<std::int32_t>(sorted.size() - 1);
    }
    result.names = std::make_shared<const data::Dictionary>(data::Dictionary::of(sorted));
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
