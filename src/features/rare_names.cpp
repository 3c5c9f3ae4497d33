#include "features/rare_names.h"

#include <algorithm>

#include "base/parallel.h"
#include "features/sorted_names.h"

namespace cohortscope::features {

namespace {

// A name that stays, and the code it has before; kMissingCode for the rare one.
struct KeptName {
    std::string_view name;
    std::size_t old_code = 0;
};

// Rows of each old code; a missing one counts at names.size(), or at the missing name's own code.
std::vector<std::uint32_t> count_codes(const SortedText& text, std::size_t missing) {
    std::vector<std::uint32_t> rows(text.names->size() + 1, 0);
    for (const std::int32_t code : text.codes)
        ++rows[code < 0 ? missing : static_cast<std::size_t>(code)];
    return rows;
}

void insert_in_order(std::vector<KeptName>& kept, const KeptName& added) {
    const auto place =
        std::lower_bound(kept.begin(), kept.end(), added,
                         [](const KeptName& a, const KeptName& b) { return a.name < b.name; });
    kept.insert(place, added);
}

// Every old code that stays, in byte order, and the rare name (old code names.size() + 1) if
// needed.
std::vector<KeptName> kept_names(const SortedText& text, std::span<const std::uint32_t> rows,
                                 const LumpRule& rule, bool any_rare) {
    const std::size_t names = text.names->size();
    std::vector<KeptName> kept;
    for (std::size_t code = 0; code < names; ++code)
        if (rows[code] > 0 && rows[code] >= rule.threshold)
            kept.push_back({text.names->at(code), code});
    if (rows[names] > 0 && rows[names] >= rule.threshold)
        insert_in_order(kept, {rule.missing_name, names});
    if (any_rare)
        insert_in_order(kept, {rule.rare_name, names + 1});
    return kept;
}

struct Renaming {
    std::vector<std::int32_t> new_code; // of each old code, of the missing and the rare name
    std::shared_ptr<const data::Dictionary> names;
};

Renaming renamed(const SortedText& text, std::span<const std::uint32_t> rows, const LumpRule& rule,
                 bool any_rare) {
    const std::size_t names = text.names->size();
    const std::vector<KeptName> kept = kept_names(text, rows, rule, any_rare);
    Renaming renaming;
    renaming.new_code.resize(names + 2, data::kMissingCode);
    if (kept.size() == names && !any_rare && rows[names] == 0) {
        for (std::size_t code = 0; code < names; ++code)
            renaming.new_code[code] = static_cast<std::int32_t>(code);
        renaming.names = text.names;
        return renaming;
    }
    auto dictionary = std::make_shared<data::Dictionary>();
    for (const KeptName& name : kept) {
        const std::size_t last = dictionary->size();
        const bool again = last > 0 && dictionary->at(last - 1) == name.name;
        renaming.new_code[name.old_code] =
            again ? static_cast<std::int32_t>(last - 1) : dictionary->append(name.name);
    }
    for (std::size_t code = 0; code <= names; ++code)
        if (renaming.new_code[code] < 0)
            renaming.new_code[code] = renaming.new_code[names + 1];
    renaming.names = std::move(dictionary);
    return renaming;
}

} // namespace

Lumped lump_rare(const SortedText& text, const LumpRule& rule) {
    const std::size_t names = text.names->size();
    const std::int32_t own = find_name(*text.names, rule.missing_name);
    const std::size_t missing = own < 0 ? names : static_cast<std::size_t>(own);
    const std::vector<std::uint32_t> rows = count_codes(text, missing);
    Lumped lumped;
    for (const std::uint32_t count : rows) {
        const bool rare = count > 0 && count < rule.threshold;
        lumped.names += count > 0 ? 1 : 0;
        lumped.rare_names += rare ? 1 : 0;
        lumped.rare_rows += rare ? count : 0;
    }
    const Renaming renaming = renamed(text, rows, rule, lumped.rare_names > 0);
    lumped.text.names = renaming.names;
    lumped.text.codes.resize(text.codes.size());
    base::for_each_chunk(text.codes.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
            const std::int32_t old = text.codes[row];
            lumped.text.codes[row] =
                renaming.new_code[old < 0 ? missing : static_cast<std::size_t>(old)];
        }
    });
    lumped.name_rows.resize(renaming.names->size(), 0);
    for (std::size_t code = 0; code < rows.size(); ++code)
        if (rows[code] > 0)
            lumped.name_rows[static_cast<std::size_t>(renaming.new_code[code])] += rows[code];
    return lumped;
}

} // namespace cohortscope::features
