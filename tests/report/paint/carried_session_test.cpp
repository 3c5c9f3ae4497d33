// Settings travel in PNG, SVG and PDF, and are found again; hostile bytes hold none.
#include <doctest/doctest.h>
#include <zlib.h>

#include "report/paint/cairo_painter.h"
#include "report/paint/carried_session.h"
#include "report/paint/png_words.h"
#include "report/paint/svg_painter.h"

using namespace cohortscope;

namespace {

report::Page small_page() {
    report::Page page;
    page.picture.scene.width = 20;
    page.picture.scene.height = 10;
    return page;
}

std::vector<std::string> files_with(const std::string& session) {
    const report::CairoMeasure measure;
    const report::FileWords words{"A title", "What it shows", session, "2026-11-27"};
    const report::Page pages[] = {small_page()};
    return {report::png_bytes(pages[0], measure, words),
            report::svg_bytes(pages[0], measure, words), report::pdf_bytes(pages, measure, words)};
}

std::string big_endian(std::size_t value) {
    return {static_cast<char>(value >> 24), static_cast<char>(value >> 16),
            static_cast<char>(value >> 8), static_cast<char>(value)};
}

// A PNG of one packed chunk of text, whose sum nobody looks at.
std::string packed_png(const std::string& text) {
    uLongf size = compressBound(text.size());
    std::string packed(size, '\0');
    compress(reinterpret_cast<Bytef*>(packed.data()), &size,
             reinterpret_cast<const Bytef*>(text.data()), text.size());
    packed.resize(size);
    const std::string content = std::string("cohortscope_session") + std::string(2, '\0') + packed;
    return "\x89PNG\r\n\x1a\n" + big_endian(content.size()) + "zTXt" + content + "sums";
}

} // namespace

TEST_CASE("every format carries the settings, whatever they say") {
    for (const std::string session :
         {"{}", "{\"a\": [1, 2.5]}", "{\n  \"name\": \"é < > & \\\" ' ) ( \\\\ 日本 😀\"\r\n}\t",
          "/Keywords (x) </cohortscope:session>"})
        for (const std::string& bytes : files_with(session))
            CHECK(report::carried_session(bytes) == session);
    for (const std::string& bytes : files_with(""))
        CHECK(!report::carried_session(bytes));
}

TEST_CASE("settings are found in chunks that others packed, within bounds") {
    CHECK(report::carried_session(packed_png("{\"k\": 5}")) == "{\"k\": 5}");
    CHECK(!report::carried_session(packed_png(std::string(report::kLongestSession + 1, ' '))));
}

TEST_CASE("a file that is cut or is none carries nothing, or what it carried") {
    for (const std::string& bytes : files_with("{\"k\": 5}"))
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            const auto found = report::carried_session(std::string_view(bytes).substr(0, size));
            CHECK((!found || *found == "{\"k\": 5}"));
        }
    for (const char* bytes :
         {"", "x", "%PDF-/Keywords", "%PDF-/Keywords <FEFF", "\x89PNG", "<cohortscope:session",
          "<cohortscope:session>&#x110000;", "<cohortscope:session>&bad;</cohortscope:session>"})
        CHECK(!report::carried_session(bytes));
}

TEST_CASE("the words of a PNG are chunks of text, and its resolution is said") {
    const report::FileWords words{"A title", "What it shows", "", "2026-11-27"};
    const std::string png = report::png_bytes(small_page(), report::CairoMeasure(), words, 300);
    CHECK(report::text_of_png(png, "Title", 100) == "A title");
    CHECK(report::text_of_png(png, "Description", 100) == "What it shows");
    CHECK(report::text_of_png(png, "Creation Time", 100) == "2026-11-27");
    CHECK(!report::text_of_png(png, "Description", 5));
    CHECK(png.find("pHYs" + big_endian(11811) + big_endian(11811) + '\x01') != std::string::npos);
}
