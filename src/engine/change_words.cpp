// What changed, in words.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/format.h"
#include "engine/changes.h"

namespace cohortscope::engine {

namespace {

constexpr std::size_t kNamed = 2;    // other groups a sentence names
constexpr double kNamedFrom = 0.01;  // of the group's rows: fewer are "elsewhere"
constexpr double kWorthANote = 0.02; // of the common rows

std::string count_words(std::size_t rows) { return base::grouped(static_cast<long long>(rows)); }

struct Part {
    std::string where;
    std::size_t rows = 0;
};

// "9 % to seniors, 8 % elsewhere": the largest parts by name, the others together.
std::string parts_words(std::vector<Part> parts, std::size_t all, const std::string& others) {
    std::ranges::stable_sort(parts, std::ranges::greater(), &Part::rows);
    std::string words;
    std::size_t rest = 0, named = 0;
    const auto add = [&](std::size_t rows, const std::string& where) {
        words += (words.empty() ? "" : ", ") + share_words(rows, all) + " " + where;
    };
    for (const Part& part : parts) {
        const bool names =
            named == 0 || (named < kNamed &&
                           static_cast<double>(part.rows) >= kNamedFrom * static_cast<double>(all));
        if (part.rows > 0 && names) {
            add(part.rows, part.where);
            ++named;
        } else {
            rest += part.rows;
        }
    }
    if (rest > 0)
        add(rest, others);
    return words;
}

// "58 applicants were left out before (duplicates, 3 without pay)". verbs: of one and of many.
std::string unused_words(const std::vector<UnusedRows>& rows, const Changes& changes,
                         const std::array<const char*, 2>& verbs) {
    std::size_t all = 0;
    for (const UnusedRows& some : rows)
        all += some.rows;
    std::string reasons;
    for (const UnusedRows& some : rows) {
        if (some.why.empty())
            continue;
        reasons += (reasons.empty() ? "" : ", ") +
                   (rows.size() > 1 ? count_words(some.rows) + " " : std::string()) + some.why;
    }
    return counted_rows(changes, all) + " " + verbs[all == 1 ? 0 : 1] +
           (reasons.empty() ? std::string() : " (" + reasons + ")");
}

// "seniors, 19 years" and "seniors, 18 years" are the same people.
bool differ_in_short(const std::string& name, const std::string& other) {
    return name.substr(0, name.find(',')) != other.substr(0, other.find(','));
}

} // namespace

std::string share_words(std::size_t rows, std::size_t all) {
    const double share = all == 0 ? 0.0 : static_cast<double>(rows) / static_cast<double>(all);
    const double percent = std::round(share * 100.0);
    if (rows > 0 && percent == 0.0)
        return "<1 %";
    if (rows < all && percent == 100.0)
        return ">99 %";
    return base::fixed(percent, 0) + " %";
}

std::string counted_rows(const Changes& changes, std::size_t rows) {
    return count_words(rows) + (rows == 1 ? " of the " : " ") + changes.noun;
}

std::string headline(const Changes& changes) {
    if (changes.common == 0)
        return "The two results have no " + changes.noun + " in common";
    const std::string all = count_words(changes.common) + " " + changes.noun;
    if (changes.moved == 0)
        return "None of " + all + " changed group";
    return count_words(changes.moved) + " of " + all + " changed group, " +
           share_words(changes.moved, changes.common);
}

std::string sentence_of_earlier(const Changes& changes, int group) {
    const ChangedGroup& earlier = changes.before[static_cast<std::size_t>(group)];
    const std::size_t all = changes.flows.from(group);
    std::vector<Part> parts;
    for (int to = 0; to < changes.flows.after_k; ++to)
        if (to != earlier.same)
            parts.push_back({"to " + changes.after[static_cast<std::size_t>(to)].name,
                             changes.flows.rows(group, to)});
    const std::size_t left_out = changes.flows.rows(group, kNotUsed);
    const std::string moved = parts_words(parts, all, "elsewhere");
    std::string words = earlier.name;
    if (earlier.same >= 0) {
        const std::string& now = changes.after[static_cast<std::size_t>(earlier.same)].name;
        words += (differ_in_short(now, earlier.name) ? " (now " + now + ")" : "") + ": " +
                 share_words(changes.flows.rows(group, earlier.same), all) + " stayed" +
                 (moved.empty() ? "" : ", " + moved);
    } else {
        words += ": gone" + (moved.empty() ? "" : "; " + moved);
    }
    return words + (left_out > 0 ? ", " + share_words(left_out, all) + " left out" : "");
}

std::string sentence_of_later(const Changes& changes, int group) {
    const ChangedGroup& later = changes.after[static_cast<std::size_t>(group)];
    if (later.same >= 0)
        return {};
    std::vector<Part> parts;
    for (int from = 0; from < changes.flows.before_k; ++from)
        parts.push_back({"from " + changes.before[static_cast<std::size_t>(from)].name,
                         changes.flows.rows(from, group)});
    const std::size_t all = changes.flows.to(group);
    const std::string came = parts_words(parts, all, "from elsewhere");
    const std::size_t joined = changes.flows.rows(kNotUsed, group);
    return later.name + " (new): " + came +
           (joined > 0 ? (came.empty() ? "" : ", ") + share_words(joined, all) + " left out before"
                       : "");
}

std::vector<std::string> unused_sentences(const Changes& changes) {
    std::vector<std::string> sentences;
    if (!changes.left_out.empty())
        sentences.push_back(
            unused_words(changes.left_out, changes, {"is left out now", "are left out now"}));
    if (!changes.joined.empty())
        sentences.push_back(
            unused_words(changes.joined, changes, {"was left out before", "were left out before"}));
    return sentences;
}

std::string matching_note(const Changes& changes) {
    const std::size_t kept = changes.common - changes.moved;
    const auto more = static_cast<double>(changes.most_kept - std::min(kept, changes.most_kept));
    if (more <= kWorthANote * static_cast<double>(changes.common))
        return {};
    return "Groups are the same where their colour is. Matched by their " + changes.noun +
           " alone, " + share_words(changes.common - changes.most_kept, changes.common) +
           " would have moved.";
}

} // namespace cohortscope::engine
