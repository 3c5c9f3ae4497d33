#include "report/content/sections.h"

#include <algorithm>

#include "plot/effects.h"
#include "plot/labels.h"

namespace cohortscope::report {

namespace {

std::string part_words(plot::EffectPart part) {
    std::string words(plot::name_of(part));
    if (!words.empty() && words.front() >= 'a' && words.front() <= 'z')
        words.front() = static_cast<char>(words.front() - 'a' + 'A');
    return words;
}

} // namespace

PageSection repairs_section(const engine::Result& result) {
    PageSection section{"repairs", "Repairs", {}};
    section.blocks.push_back(PageParagraph{"Before the groups were made, the table was cleaned "
                                           "step by step. Nothing was sampled: every "
                                           "row that is not named here counts in every number."});
    const std::vector<plot::Effect> effects = plot::effects_of(result);
    PageList list;
    std::vector<plot::EffectPart> told;
    for (const plot::Effect& effect : effects) {
        if (std::ranges::find(told, effect.part) != told.end())
            continue;
        const std::string sentence = plot::sentence_of(effects, effect.part);
        if (sentence.empty())
            continue;
        if (!told.empty() && plot::name_of(told.back()) == plot::name_of(effect.part))
            list.lines.back() += ", " + sentence; // the outliers' two ends
        else
            list.lines.push_back(part_words(effect.part) + ": " + sentence);
        told.push_back(effect.part);
    }
    section.blocks.push_back(list);
    if (const auto& notices = result.prepared.table->notices; !notices.empty()) {
        section.blocks.push_back(PageHeading{"Said while the file was read"});
        section.blocks.push_back(PageList{{notices.begin(), notices.end()}});
    }
    return section;
}

} // namespace cohortscope::report
