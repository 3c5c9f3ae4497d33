#include "features/steps/rare_names.h"

#include <algorithm>
#include <utility>

#include "base/parallel.h"
#include "features/rows/sorted_names.h"

namespace cohortscope::features {

namespace {

// A name that stays, and the code it has before; kMissingCode for the rare one.
struct KeptName {
    std::string_view name;
    std::size_t old_code = 0;
};

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
    // Of each old code, of the missing and the rare name; empty where all codes stay.
    std::vector<std::int32_t> new_code;
    std::shared_ptr<const data::Dictionary> names;
};

Renaming renamed(const SortedText& text, const NameCounts& counts, const LumpRule& rule,
                 bool any_rare) {
    const std::span<const std::uint32_t> rows = counts.rows;
    const std::size_t names = text.names->size();
    const std::vector<KeptName> kept = kept_names(text, rows, rule, any_rare);
    Renaming renaming;
    renaming.new_code.resize(names + 2, data::kMissingCode);
    if (kept.size() == names && !any_rare && !counts.any_missing)
        return {{}, text.names};
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

NameCounts count_names(const SortedText& text, std::string_view missing_name) {
    const std::size_t names = text.names->size();
    const std::int32_t own = find_name(*text.names, missing_name);
    NameCounts counts{std::vector<std::uint32_t>(names + 1, 0),
                      own < 0 ? names : static_cast<std::size_t>(own), false};
    // Each part has a table of its own; they must not cost more than the rows.
    const std::size_t parts = std::clamp<std::size_t>(text.codes.size() / (4 * names + 4), 1, 16);
    const std::size_t rows = text.codes.size() / parts + 1;
    using Counts = std::vector<std::uint32_t>;
    for (const Counts& part :
         base::map_chunks<Counts>(text.codes.size(), rows, [&](const base::Chunk& chunk) {
             Counts count(names + 1, 0);
             for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
                 const std::int32_t code = text.codes[row];
                 ++count[code < 0 ? names : static_cast<std::size_t>(code)];
             }
             return count;
         }))
        for (std::size_t code = 0; code <= names; ++code)
            counts.rows[code] += part[code];
    counts.any_missing = counts.rows[names] > 0;
    if (own >= 0)
        counts.rows[counts.missing] += std::exchange(counts.rows[names], 0);
    return counts;
}

Lumped lump_rare(const SortedText& text, const NameCounts& counts, const LumpRule& rule) {
    Lumped lumped;
    for (const std::uint32_t count : counts.rows) {
        const bool rare = count > 0 && count < rule.threshold;
        lumped.names += count > 0 ? 1 : 0;
        lumped.rare_names += rare ? 1 : 0;
        lumped.rare_rows += rare ? count : 0;
    }
    Renaming renaming = renamed(text, counts, rule, lumped.rare_names > 0);
    lumped.text.names = renaming.names;
    if (renaming.new_code.empty()) {
        lumped.text.codes = text.codes;
        lumped.name_rows.assign(counts.rows.begin(), counts.rows.end() - 1);
        return lumped;
    }
    const std::int32_t* old_codes = text.codes.data();
    const std::int32_t* new_code = renaming.new_code.data();
    lumped.text.codes = Column<std::int32_t>::made(
        text.codes.size(), [&](const base::Chunk& chunk, std::int32_t* codes) {
            for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
                const std::int32_t old = old_codes[row];
                codes[row] = new_code[old < 0 ? counts.missing : static_cast<std::size_t>(old)];
            }
        });
    lumped.name_rows.resize(renaming.names->size(), 0);
    for (std::size_t code = 0; code < counts.rows.size(); ++code)
        if (counts.rows[code] > 0)
            lumped.name_rows[static_cast<std::size_t>(renaming.new_code[code])] +=
                counts.rows[code];
    return lumped;
}

} // namespace cohortscope::features
