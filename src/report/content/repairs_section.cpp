#include "report/content/sections.h"

#include "base/format.h"
#include "plot/clusters/group_words.h"
#include "plot/effects.h"
#include "plot/labels.h"

namespace cohortscope::report {

namespace {

// "52,554 roles filled in", a line for each step that did anything, and what became of outliers.
std::vector<std::string> repairs_made(const engine::Result& result) {
    const std::vector<plot::Effect> effects = plot::effects_of(result);
    std::vector<std::string> lines;
    for (const plot::Effect& effect : effects) {
        const auto* count = std::get_if<std::size_t>(&effect.value);
        if (count != nullptr && !effect.line.empty() && *count > 0)
            lines.push_back(base::grouped(static_cast<long long>(*count)) + " " + effect.line);
    }
    const std::string outliers =
        plot::sentence_of(effects, plot::EffectPart::low_outliers) +
        plot::after_comma(plot::sentence_of(effects, plot::EffectPart::high_outliers));
    if (!outliers.empty())
        lines.push_back("outliers: " + outliers);
    return lines;
}

} // namespace

PageSection repairs_section(const engine::Result& result) {
    PageSection section{"repairs", "Repairs", {}};
    section.blocks.push_back(PageParagraph{"Before the groups were made, the table was cleaned "
                                           "step by step. Nothing was sampled: every "
                                           "row that is not named here counts in every number."});
    const std::vector<std::string> made = repairs_made(result);
    if (made.empty())
        section.blocks.push_back(PageParagraph{"Nothing had to be repaired."});
    section.blocks.push_back(PageList{made});
    if (const auto& notices = result.prepared.table->notices; !notices.empty()) {
        section.blocks.push_back(PageHeading{"Said while the file was read"});
        section.blocks.push_back(PageList{{notices.begin(), notices.end()}});
    }
    return section;
}

} // namespace cohortscope::report
