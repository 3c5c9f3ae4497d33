// Distinct strings of a text column: found per chunk by hashing, then merged in file order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/buffer.h"
#include "data/table.h"

namespace cohortscope::data {

// Distinct strings in first-seen order, as views into bytes that outlive it. Open addressing with
// linear probing; the order of codes is that of the calls, never that of the hashes.
class StringIndex {
  public:
    struct Entry {
        std::string_view text;
        std::uint64_t hash = 0;
    };

    // The code of `text`, a new one if it was not seen before; O(its length).
    std::int32_t code_of(std::string_view text);
    // The same for a field whose quotes are doubled; a new text is copied and kept here.
    std::int32_t code_of_escaped(std::string_view text);

    std::span<const Entry> entries() const { return entries_; }
    // Frees what only further calls of code_of would need; room for more entries where `trims`, at
    // the cost of a copy.
    void finish(bool trims = false);

  private:
    struct Slot {
        std::uint32_t tag = 0; // the hash's upper half, to tell most strings apart
        std::int32_t code = -1;
    };
    void grow();

    std::vector<Slot> slots_; // a power of two, or none
    std::vector<Entry> entries_;
    std::forward_list<std::string> unescaped_; // stable places for the views; nothing while empty
    std::string scratch_;
};

// The strings of all chunks as one dictionary, in the order a reader of the file first sees them.
struct MergedStrings {
    base::Buffer<std::string_view> texts;         // by code
    std::vector<std::vector<std::int32_t>> codes; // code of each chunk's entries
};

// Cost O(entries), in parallel over parts of the hashes' range. Throws base::Error beyond 2^31 − 1
// entries.
MergedStrings merge_strings(std::span<const StringIndex* const> chunks);

} // namespace cohortscope::data
