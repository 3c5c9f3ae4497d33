#include "report/figure_caption.h"

#include "base/format.h"
#include "base/printable.h"
#include "engine/settings_difference.h"

namespace cohortscope::report {

namespace {

std::string file_name(const std::string& path) {
    return base::printable(path.substr(path.rfind('/') + 1)); // npos + 1 is 0
}

// "200 of 210 rows"
std::string counts(const engine::Result& result) {
    const std::size_t all = result.prepared.table->rows;
    const std::string used = base::grouped(static_cast<long long>(result.rows()));
    if (all == result.rows())
        return used + " rows";
    return used + " of " + base::grouped(static_cast<long long>(all)) + " rows";
}

std::string settings_words(const engine::Settings& settings) {
    engine::Settings usual;
    usual.schema = settings.schema;
    std::string words = engine::study_subject(engine::Study::scores, settings);
    for (const engine::SettingChange& change : engine::changed_settings(usual, settings)) {
        const bool said = change.now.starts_with("k ") || change.words.find("Ward") == 0;
        const std::string& now = change.now.empty() ? change.words : change.now;
        if (!said)
            words += ", " + now;
    }
    return words;
}

} // namespace

std::string figure_caption(const plot::Figure& figure, const plot::FigureInput& input,
                           const std::string& date) {
    std::string text = figure.words != nullptr ? figure.words(input) : std::string();
    text += text.empty() ? "" : " ";
    text += file_name(input.result.prepared.table->source) + ": " + counts(input.result) + "; " +
            settings_words(input.result.settings);
    if (!date.empty())
        text += "; " + base::printable(date);
    return text + ".";
}

} // namespace cohortscope::report
