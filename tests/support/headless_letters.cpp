#include "support/headless_letters.h"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "ui/look.h"

namespace cohortscope::tests {

namespace {

std::string described(const Letter& letter) {
    std::string text = letter.code < 128 ? std::string(1, static_cast<char>(letter.code))
                                         : "U+" + std::to_string(letter.code);
    return text + " at " + std::to_string(letter.box.left) + ", " + std::to_string(letter.box.top);
}

float overlap(float a_low, float a_high, float b_low, float b_high) {
    return std::max(0.0f, std::min(a_high, b_high) - std::max(a_low, b_low));
}

bool collide(const Letter& a, const Letter& b) {
    const float area = overlap(a.box.left, a.box.right, b.box.left, b.box.right) *
                       overlap(a.box.top, a.box.bottom, b.box.top, b.box.bottom);
    const float smaller = std::min(a.box.width() * a.box.height(), b.box.width() * b.box.height());
    return area > 0.35f * smaller;
}

// Halos have the ground's colour.
bool visible(const Letter& letter) {
    const plot::Tokens& t = plot::tokens(plot::Theme::dark);
    const bool halo = letter.colour == ui::packed(t.panel) || letter.colour == ui::packed(t.window);
    return !halo && letter.box.top >= letter.clip.top - 1 &&
           letter.box.bottom <= letter.clip.bottom + 1;
}

int letters_on_letters(const std::vector<Letter>& letters) {
    int collisions = 0;
    for (std::size_t i = 0; i < letters.size(); ++i)
        for (std::size_t j = i + 1; j < letters.size(); ++j) {
            if (visible(letters[i]) && visible(letters[j]) && collide(letters[i], letters[j])) {
                ++collisions;
                if (collisions < 10)
                    MESSAGE("over another: " << described(letters[i]) << " and "
                                             << described(letters[j]));
            }
        }
    return collisions;
}

} // namespace

int letters_cut(const std::vector<Letter>& letters) {
    int cut = 0;
    for (const Letter& letter : letters) {
        const bool hidden =
            letter.box.bottom <= letter.clip.top || letter.box.top >= letter.clip.bottom;
        if (hidden)
            continue;
        if (letter.box.left < letter.clip.left - 0.5f ||
            letter.box.right > letter.clip.right + 0.5f) {
            ++cut;
            MESSAGE("cut: " << described(letter));
        }
    }
    return cut;
}

void check_layout(const HeadlessUi& ui) {
    const std::vector<Letter> letters = ui.letters();
    CHECK(letters.size() > 300);
    CHECK(letters_cut(letters) == 0);
    CHECK(letters_on_letters(letters) == 0);
    for (const Letter& letter : letters)
        CHECK_MESSAGE(letter.code != 0xfffd, "a character the font lacks");
}

} // namespace cohortscope::tests
