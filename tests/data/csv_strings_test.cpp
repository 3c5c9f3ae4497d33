#include "data/csv/csv_strings.h"

#include <map>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "base/parallel.h"
#include "base/random.h"

using namespace cohortscope;
using namespace cohortscope::data;

namespace {

// Strings of several chunks: some in many of them, some alone, as hashes or names would be.
std::vector<std::string> random_texts(std::size_t count) {
    base::Random random(3);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < count; ++i)
        texts.push_back(i % 3 == 0 ? "name " + std::to_string(random.below(500))
                                   : std::string(random.below(40), 'x') +
                                         std::to_string(random.below(4 * count)));
    return texts;
}

std::vector<StringIndex> indexed(const std::vector<std::string>& texts, std::size_t per_chunk) {
    std::vector<StringIndex> chunks((texts.size() + per_chunk - 1) / per_chunk);
    for (std::size_t i = 0; i < texts.size(); ++i)
        chunks[i / per_chunk].code_of(texts[i]);
    return chunks;
}

MergedStrings merged(const std::vector<StringIndex>& chunks) {
    std::vector<const StringIndex*> pointers;
    for (const StringIndex& chunk : chunks)
        pointers.push_back(&chunk);
    return merge_strings(pointers);
}

} // namespace

TEST_CASE("merged strings are coded in the order in which a reader of the file first sees them") {
    // Few strings, and so many that they are merged in more parts.
    for (const std::size_t count : {std::size_t{50}, std::size_t{400'000}}) {
        const std::vector<std::string> texts = random_texts(count);
        const std::vector<StringIndex> chunks = indexed(texts, 7'001);
        const MergedStrings found = merged(chunks);
        std::map<std::string_view, std::int32_t> codes;
        std::size_t wrong = 0;
        for (std::size_t chunk = 0; chunk < chunks.size(); ++chunk)
            for (std::size_t i = 0; i < chunks[chunk].entries().size(); ++i) {
                const std::string_view text = chunks[chunk].entries()[i].text;
                const auto next = static_cast<std::int32_t>(codes.size());
                const std::int32_t code = codes.try_emplace(text, next).first->second;
                wrong += found.codes[chunk][i] != code ? 1 : 0;
                wrong += found.texts[static_cast<std::size_t>(code)] != text ? 1 : 0;
            }
        CHECK(wrong == 0);
        CHECK(found.texts.size() == codes.size());
        const base::ThreadLimit one(1);
        CHECK(merged(chunks).codes == found.codes);
    }
}

TEST_CASE("no chunk and chunks without strings merge to nothing") {
    CHECK(merge_strings({}).texts.empty());
    const std::vector<StringIndex> chunks(2);
    CHECK(merged(chunks).texts.empty());
    CHECK(merged(chunks).codes.size() == 2);
}

TEST_CASE("names that a hash without a secret could not tell apart have hashes of their own") {
    // Of a rotation and a product in lanes of two words: this pair of bits cancels, whatever the
    // rest.
    constexpr int kPairs = 12;
    StringIndex index;
    std::set<std::uint64_t> hashes;
    for (unsigned number = 0; number < 1U << kPairs; ++number) {
        std::string name(32 * kPairs + 16, 'n');
        for (std::size_t pair = 0; pair < kPairs; ++pair)
            if ((number >> pair & 1U) != 0) {
                name[32 * pair + 4] = static_cast<char>(name[32 * pair + 4] ^ 0x04);
                name[32 * pair + 16 + 7] = static_cast<char>(name[32 * pair + 16 + 7] ^ 0x80);
            }
        index.code_of_escaped(name);
    }
    for (const StringIndex::Entry& entry : index.entries())
        hashes.insert(entry.hash);
    CHECK(index.entries().size() == 1U << kPairs);
    CHECK(hashes.size() == 1U << kPairs);
}
