#include "report/paint/carried_session.h"

#include "report/paint/pdf_words.h"
#include "report/paint/png_words.h"
#include "report/paint/svg_words.h"

namespace cohortscope::report {

std::optional<std::string> carried_session(std::string_view bytes) {
    std::optional<std::string> found;
    if (bytes.starts_with("\x89PNG"))
        found = text_of_png(bytes, kSessionKeyword, kLongestSession);
    else if (bytes.starts_with("%PDF-"))
        found = session_of_pdf(bytes, kLongestSession);
    else
        found = session_of_svg(bytes, kLongestSession);
    return found;
}

} // namespace cohortscope::report
