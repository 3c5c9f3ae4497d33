#include "data/csv/csv_strings.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <numeric>
#include <random>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::data {

namespace {

// Strings are merged in parts of the hashes' range, by their upper bits; a part's table of slots
// fits into the cache.
constexpr std::size_t kEntriesPerPart = 1 << 14;
constexpr int kFewestPartBits = 4;
constexpr int kMostPartBits = 10;

std::uint64_t load(const char* at, std::size_t size) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, size);
    return word;
}

// Secret numbers of this process: whoever writes a file cannot know which names share a hash.
// Hashes decide no order, so results do not depend on them.
struct Secrets {
    std::array<std::uint64_t, 4> words;
    Secrets() {
        std::random_device device;
        for (std::uint64_t& word : words)
            word = (std::uint64_t{device()} << 32 | device()) | 1;
    }
};

const Secrets& secrets() {
    static const Secrets made;
    return made;
}

// Both halves of the product of 128 bits (as wyhash folds them,
// https://github.com/wangyi-fudan/wyhash).
std::uint64_t folded(std::uint64_t x, std::uint64_t y) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(x) * y;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

// The last words may overlap those before them.
std::uint64_t hash_text(std::string_view text) {
    const auto& [first_secret, second_secret, start, end] = secrets().words;
    const char* at = text.data();
    const std::size_t size = text.size();
    std::uint64_t hash = start ^ size;
    const auto add = [&, a = first_secret, b = second_secret](std::uint64_t first,
                                                              std::uint64_t second) {
        hash = folded(first ^ a, second ^ hash) ^ std::rotl(hash, 32) * b;
    };
    if (size >= 16) {
        for (std::size_t i = 0; i + 16 < size; i += 16)
            add(load(at + i, 8), load(at + i + 8, 8));
        add(load(at + size - 16, 8), load(at + size - 8, 8));
    } else if (size >= 8) {
        add(load(at, 8), load(at + size - 8, 8));
    } else if (size >= 4) {
        add(load(at, 4), load(at + size - 4, 4));
    } else if (size > 0) {
        add(static_cast<unsigned char>(at[0]) + 256ULL * static_cast<unsigned char>(at[size / 2]),
            static_cast<unsigned char>(at[size - 1]));
    }
    return folded(hash ^ end, hash ^ second_secret);
}

std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

// What merging reads of an entry first, so that most strings are told apart without a look at it.
struct Item {
    std::uint32_t tag;
    std::uint32_t local; // entry number inside its chunk
};

// Every chunk's entries, one chunk after another; `items` lists each chunk's entries by part.
struct FlatEntries {
    int part_bits = kFewestPartBits;
    std::vector<const StringIndex::Entry*> chunks;
    std::vector<std::size_t> begins; // chunks + 1
    base::Buffer<Item> items;
    std::vector<std::vector<std::uint32_t>> bounds; // parts + 1; of the parts in a chunk's items

    std::size_t parts() const { return std::size_t{1} << part_bits; }
    std::size_t part_of(std::uint64_t hash) const {
        return static_cast<std::size_t>(hash >> (64 - part_bits));
    }
};

void sort_into_parts(std::span<const StringIndex::Entry> entries, std::size_t chunk,
                     FlatEntries& flat) {
    std::vector<std::uint32_t>& bounds = flat.bounds[chunk];
    bounds.assign(flat.parts() + 1, 0);
    for (const StringIndex::Entry& entry : entries)
        ++bounds[flat.part_of(entry.hash) + 1];
    for (std::size_t part = 0; part < flat.parts(); ++part)
        bounds[part + 1] += bounds[part];
    std::vector<std::uint32_t> next = bounds;
    for (std::size_t i = 0; i < entries.size(); ++i)
        flat.items[flat.begins[chunk] + next[flat.part_of(entries[i].hash)]++] = {
            tag_of(entries[i].hash), static_cast<std::uint32_t>(i)};
}

FlatEntries flatten(std::span<const StringIndex* const> chunks) {
    FlatEntries flat;
    flat.begins.push_back(0);
    for (const StringIndex* chunk : chunks) {
        flat.chunks.push_back(chunk->entries().data());
        flat.begins.push_back(flat.begins.back() + chunk->entries().size());
    }
    const std::size_t count = flat.begins.back();
    if (count > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
        throw base::Error("a text column has more than 2,147,483,647 different values");
    flat.part_bits = std::clamp(static_cast<int>(std::bit_width(count / kEntriesPerPart)),
                                kFewestPartBits, kMostPartBits);
    flat.items.resize(count);
    flat.bounds.resize(chunks.size());
    base::for_each_task(chunks.size(), [&](std::size_t chunk) {
        sort_into_parts(chunks[chunk]->entries(), chunk, flat);
    });
    return flat;
}

// For the entries of one part of the hashes, in file order: owner = the first entry of equal text.
void find_owners(const FlatEntries& flat, std::size_t part, base::Buffer<std::int32_t>& owner) {
    std::size_t count = 0;
    for (const auto& bounds : flat.bounds)
        count += bounds[part + 1] - bounds[part];
    struct Slot {
        const StringIndex::Entry* entry = nullptr;
        std::uint32_t tag = 0;
        std::int32_t flat = 0;
    };
    std::vector<Slot> slots(std::bit_ceil(2 * count + 1));
    const std::size_t mask = slots.size() - 1;
    for (std::size_t chunk = 0; chunk < flat.chunks.size(); ++chunk) {
        const std::size_t begin = flat.begins[chunk];
        for (std::size_t i = flat.bounds[chunk][part]; i < flat.bounds[chunk][part + 1]; ++i) {
            const Item item = flat.items[begin + i];
            const StringIndex::Entry& entry = flat.chunks[chunk][item.local];
            // The part has used up the tag's upper bits; a product brings the others up.
            std::size_t at = (item.tag * std::uint64_t{0x9e3779b97f4a7c15} >> 20) & mask;
            while (slots[at].entry &&
                   (slots[at].tag != item.tag || slots[at].entry->text != entry.text))
                at = (at + 1) & mask;
            if (!slots[at].entry)
                slots[at] = {&entry, item.tag, static_cast<std::int32_t>(begin + item.local)};
            owner[begin + item.local] = slots[at].flat;
        }
    }
}

// Numbers the owners in file order: where each chunk's new texts begin, and their number at the
// end.
std::vector<std::size_t> first_codes(const FlatEntries& flat,
                                     const base::Buffer<std::int32_t>& owner) {
    std::vector<std::size_t> first(flat.chunks.size() + 1);
    base::for_each_task(flat.chunks.size(), [&](std::size_t chunk) {
        std::size_t count = 0;
        for (std::size_t at = flat.begins[chunk]; at < flat.begins[chunk + 1]; ++at)
            count += static_cast<std::size_t>(owner[at]) == at ? 1 : 0;
        first[chunk + 1] = count;
    });
    std::partial_sum(first.begin(), first.end(), first.begin());
    return first;
}

} // namespace

void StringIndex::grow() {
    slots_.assign(std::max<std::size_t>(16, 2 * slots_.size()), Slot{});
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t code = 0; code < entries_.size(); ++code) {
        const std::uint64_t hash = entries_[code].hash;
        std::size_t at = static_cast<std::size_t>(hash) & mask;
        while (slots_[at].code >= 0)
            at = (at + 1) & mask;
        slots_[at] = {tag_of(hash), static_cast<std::int32_t>(code)};
    }
}

std::int32_t StringIndex::code_of(std::string_view text) {
    if (2 * entries_.size() >= slots_.size())
        grow();
    const std::uint64_t hash = hash_text(text);
    const std::uint32_t tag = tag_of(hash);
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = static_cast<std::size_t>(hash) & mask;
    for (; slots_[at].code >= 0; at = (at + 1) & mask) {
        const Slot slot = slots_[at];
        if (slot.tag == tag && entries_[static_cast<std::size_t>(slot.code)].text == text)
            return slot.code;
    }
    const auto code = static_cast<std::int32_t>(entries_.size());
    slots_[at] = {tag, code};
    entries_.push_back({text, hash});
    return code;
}

std::int32_t StringIndex::code_of_escaped(std::string_view text) {
    scratch_.clear();
    for (std::size_t at = 0; at < text.size(); ++at) {
        scratch_.push_back(text[at]);
        if (text[at] == '"')
            ++at;
    }
    const std::size_t known = entries_.size();
    const std::int32_t code = code_of(scratch_);
    if (entries_.size() > known)
        entries_.back().text = unescaped_.emplace_front(scratch_);
    return code;
}

void StringIndex::finish(bool trims) {
    slots_ = {};
    scratch_ = {};
    if (trims)
        entries_.shrink_to_fit();
}

MergedStrings merge_strings(std::span<const StringIndex* const> chunks) {
    const FlatEntries flat = flatten(chunks);
    base::Buffer<std::int32_t> owner(flat.items.size());
    base::for_each_task(flat.parts(), [&](std::size_t part) { find_owners(flat, part, owner); });

    MergedStrings merged;
    const std::vector<std::size_t> first = first_codes(flat, owner);
    merged.texts.resize(first.back());
    base::Buffer<std::int32_t> code_of_owner(owner.size());
    base::for_each_task(chunks.size(), [&](std::size_t chunk) {
        std::size_t code = first[chunk];
        for (std::size_t at = flat.begins[chunk]; at < flat.begins[chunk + 1]; ++at)
            if (static_cast<std::size_t>(owner[at]) == at) {
                merged.texts[code] = flat.chunks[chunk][at - flat.begins[chunk]].text;
                code_of_owner[at] = static_cast<std::int32_t>(code++);
            }
    });
    merged.codes.resize(chunks.size());
    base::for_each_task(chunks.size(), [&](std::size_t chunk) {
        merged.codes[chunk].reserve(chunks[chunk]->entries().size());
        for (std::size_t at = flat.begins[chunk]; at < flat.begins[chunk + 1]; ++at)
            merged.codes[chunk].push_back(code_of_owner[static_cast<std::size_t>(owner[at])]);
    });
    return merged;
}

} // namespace cohortscope::data
