// Pictures that carry settings.
#include "fuzz/target.h"
#include "report/paint/cairo_painter.h"
#include "report/paint/carried_session.h"
#include "report/paint/svg_painter.h"

namespace cohortscope::fuzz {

namespace {

void look(const std::string& bytes) { report::carried_session(bytes); }

} // namespace

Target carried_target() {
    report::Page page;
    page.picture.scene.width = 4;
    page.picture.scene.height = 4;
    const report::CairoMeasure measure;
    std::vector<std::string> seeds;
    for (const char* session : {"{\"k\": 5}", "{\"k\": \"<&日本)(\"}"}) {
        const report::FileWords words{"title", "description", session, "2026-11-27"};
        seeds.push_back(report::png_bytes(page, measure, words));
        seeds.push_back(report::svg_bytes(page, measure, words));
        seeds.push_back(report::pdf_bytes({&page, 1}, measure, words));
    }
    return {"carried",
            std::move(seeds),
            {"cohortscope_session", "/Keywords", "(", ")", "\\", "<FEFF", ">", "&amp;", "&#x", ";",
             "<cohortscope:session", "</cohortscope:session>", "iTXt", "zTXt", "%PDF-",
             std::string(4, '\0')},
            look};
}

} // namespace cohortscope::fuzz
