#include "plot/text/letters.h"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "plot/text/system_fonts.h"
#include "support/headless_ui.h"

using namespace cohortscope;
using plot::Glyph;

TEST_CASE("characters of UTF-8 are read and written, and what is none is replaced") {
    for (const char32_t code : {U'a', U'é', U'ß', U'Ω', U'न', U'日', U'😀', char32_t{0x10ffff}}) {
        const std::string text = plot::utf8(code);
        const plot::Character read = plot::first_character(text + "x");
        CHECK(read.code == code);
        CHECK(read.bytes == text.size());
    }
    for (const std::string broken : {"\x80", "\xc1\x80", "\xe3\x81", "\xff", "\xe3(\x81"}) {
        CHECK(plot::first_character(broken).code == 0xfffd);
        CHECK(plot::first_character(broken).bytes == 1);
    }
}

TEST_CASE("western text and its signs need nothing; other letters are asked for once") {
    for (const std::string text : {"", "plain", "café ½ ÿ", "₹8 L – “x” … ≥ 2 √"})
        CHECK(plot::is_western(text));
    plot::Letters letters;
    CHECK_FALSE(letters.note("₹8 L – café"));
    CHECK(letters.note("Łódź"));
    CHECK(letters.extended);
    CHECK_FALSE(letters.note("Москва и Αθήνα"));
    CHECK(letters.others.empty());
    CHECK(letters.note("日本日本"));
    CHECK(letters.others.size() == 2);
    CHECK_FALSE(letters.note("本日"));
    std::string all;
    for (char32_t code = 0x4e00; code < 0x4e00 + 3000; ++code)
        all += plot::utf8(code);
    letters.note(all);
    CHECK(letters.others.size() == plot::kMostLetters);
}

TEST_CASE("letters that no font has stand as their code points, so that names stay distinct") {
    const auto none = [](char32_t) { return Glyph::missing; };
    CHECK(plot::with_code_points("a日b", none) == "a[65E5]b");
    CHECK(plot::with_code_points("😀", none) == "[1F600]");
    CHECK(plot::with_code_points("é", none) == "é");
    CHECK(plot::with_code_points("a\u3000b\u200d", none) == "a b");
    CHECK(plot::with_code_points("日", [](char32_t) { return Glyph::coming; }) == "·");
    CHECK(plot::with_code_points("日本", [](char32_t code) {
              return code == U'日' ? Glyph::there : Glyph::missing;
          }) == "日[672C]");
}

TEST_CASE("the system's fonts share the letters, and none is given twice or unasked") {
    const std::u32string asked = U"אبगあ中한\uf8f0";
    std::u32string given;
    for (const plot::SystemFont& font : plot::find_system_fonts(asked)) {
        CHECK_FALSE(font.letters.empty());
        REQUIRE(font.bytes);
        CHECK(font.bytes->size() > 1000);
        given += font.letters;
    }
    std::ranges::sort(given);
    CHECK(std::ranges::adjacent_find(given) == given.end());
    for (const char32_t letter : given)
        CHECK(asked.find(letter) != std::u32string::npos);
    CHECK(plot::find_system_fonts(U"").empty());
}

namespace {

// Two clusters with names of this script; what the window shows of each after its fonts have come.
void name_clusters(tests::HeadlessUi& ui, const std::string& first, const std::string& second) {
    const auto named = std::make_shared<engine::Result>(*ui.live.result);
    named->identity.given_name[0] = first;
    named->identity.given_name[1] = second;
    ++named->serial;
    ui.live.result = named;
    ui.frame();
    ui.rest();
    ui.frame();
}

} // namespace

TEST_CASE("names in any script show their letters, or else different code points, in every face") {
    tests::HeadlessUi ui(1920, 1080, 1);
    ui.live.result = tests::sample_result(4000);
    ui.frames(4);
    for (const auto& [first, second] :
         {std::pair<std::string, std::string>{"удовлетворён", "Αθήνα"},
          {"אבג", "תשר"},
          {"日本", "中国"},
          {"😀", "😂"},
          {"\uf8f0", "\uf8f1"}}) {
        name_clusters(ui, first, second);
        const bool letters = ui.shows(first);
        const bool points =
            ui.shows(plot::with_code_points(first, [](char32_t) { return Glyph::missing; }));
        CHECK_MESSAGE((letters || points), first);
        const std::u32string one = {plot::first_character(first).code};
        if (one[0] < 0x460)
            CHECK(letters);
        else if (one[0] <= 0xffff)
            CHECK(letters == !plot::find_system_fonts(one).empty());
    }
}
