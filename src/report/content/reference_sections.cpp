#include "report/content/sections.h"

#include "engine/settings_difference.h"
#include "plot/terms.h"

namespace cohortscope::report {

namespace {

std::string sentence_case(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

std::string statistics_of(const plot::TermWords& words) {
    return std::string(words.plain) +
           (words.statistics.empty() ? "" : " (" + std::string(words.statistics) + ")");
}

} // namespace

PageDefinitions definitions() {
    PageDefinitions definitions;
    for (const plot::TermWords& words : plot::terms())
        if (words.term != plot::Term::preview && words.term != plot::Term::better_optimum &&
            words.term != plot::Term::duration)
            definitions.entries.push_back(
                {sentence_case(statistics_of(words)), sentence_case(std::string(words.help))});
    return definitions;
}

PageSection settings_section(const engine::Settings& settings) {
    PageSection section{"settings", "Settings", {}};
    engine::Settings defaults;
    defaults.schema = settings.schema;
    const std::vector<std::string> changed = engine::settings_difference(defaults, settings);
    section.blocks.push_back(PageParagraph{changed.empty() ? "Every knob stands at its default."
                                                           : "Changed from the defaults:"});
    section.blocks.push_back(PageList{changed});
    return section;
}

} // namespace cohortscope::report
