#include "analysis/naming/naming_phrase.h"

#include <algorithm>

#include "base/format.h"

namespace cohortscope::analysis {

namespace {

// From the fullest words to the fewest, each with the length that it may have.
enum class Brevity { full, no_place, brief_tails, brief };
struct Form {
    Brevity brevity;
    std::size_t room;
};
constexpr Form kForms[] = {{Brevity::full, kNameAim},
                           {Brevity::no_place, kNameAim + 4},
                           {Brevity::brief_tails, kNameAim + 4},
                           {Brevity::brief, kLongestName}};

const Said* find_head(const std::vector<Said>& said) {
    const auto who =
        std::find_if(said.begin(), said.end(), [](const Said& each) { return is_who(each.claim); });
    if (who != said.end())
        return &*who;
    const auto people = std::find_if(said.begin(), said.end(),
                                     [](const Said& each) { return each.claim.words.people; });
    return people != said.end() ? &*people : nullptr;
}

std::string text_of(const Claim& claim, Brevity brevity) {
    const Words& words = claim.words;
    const bool brief = brevity == Brevity::brief ||
                       (brevity == Brevity::brief_tails && !is_who(claim)) ||
                       (brevity == Brevity::no_place && !words.place.empty());
    return brief && !words.brief.empty() ? words.brief : words.text;
}

void add_piece(std::string& text, const std::string& piece) {
    if (!piece.empty())
        text += (text.empty() ? "" : ", ") + piece;
}

std::string put_together(const std::vector<Said>& said, Brevity brevity) {
    const Said* head = find_head(said);
    const Said *adjective = nullptr, *place = nullptr;
    // "senior 93 % backend engineers" is no English.
    const bool takes_adjective = head != nullptr && is_who(head->claim) && head->claim.share == 1.0;
    for (const Said& each : said) {
        if (takes_adjective && !adjective && !each.claim.words.adjective.empty())
            adjective = &each;
        if (head && !place && !each.claim.words.place.empty() && brevity == Brevity::full)
            place = &each;
    }
    std::string text;
    if (head) {
        text = (adjective ? adjective->claim.words.adjective + " " : "") +
               text_of(head->claim, brevity) + (place ? " " + place->claim.words.place : "");
        add_piece(text, head->measure);
    }
    for (const Said& each : said) {
        if (&each == head || &each == adjective || &each == place)
            continue;
        add_piece(text, text_of(each.claim, brevity));
        add_piece(text, each.measure);
    }
    return text;
}

} // namespace

std::size_t length_of(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80; // the first byte of a character
    }));
}

std::string full_phrase(const std::vector<Said>& said) { return put_together(said, Brevity::full); }

std::string phrase_of(const std::vector<Said>& said) {
    std::string phrase;
    for (const Form& form : kForms) {
        phrase = put_together(said, form.brevity);
        if (length_of(phrase) <= form.room)
            return phrase;
    }
    return base::shortened(phrase, kLongestName);
}

bool fits(const std::vector<Said>& said) {
    return length_of(put_together(said, Brevity::brief)) <= kLongestName;
}

} // namespace cohortscope::analysis
