#include "engine/flow_story.h"

#include "analysis/contrast/contrast_words.h"
#include "engine/flow_rows.h"
#include "engine/why_moved.h"

namespace cohortscope::engine {

namespace {

constexpr std::size_t kPhrases = 3;

int colour_of(const std::vector<ChangedGroup>& groups, int group) {
    return group < 0 ? group : groups[static_cast<std::size_t>(group)].colour;
}

std::optional<int> group_with(const std::vector<ChangedGroup>& groups, int colour) {
    if (colour < 0)
        return colour;
    for (std::size_t group = 0; group < groups.size(); ++group)
        if (groups[group].colour == colour)
            return static_cast<int>(group);
    return std::nullopt;
}

// Whom the figures of the movers are "instead of".
std::string others_of(const FlowStory& story, const FlowSides& sides) {
    const Changes& changes = *story.changes;
    if (sides.others_stayed)
        return "those who stayed";
    const ChangedGroup& group = story.ends.from == kNotUsed
                                    ? changes.after[static_cast<std::size_t>(story.ends.to)]
                                    : changes.before[static_cast<std::size_t>(story.ends.from)];
    return "the others of " + group.name;
}

} // namespace

FlowEnds colours_of(const Changes& changes, const FlowEnds& groups) {
    return {colour_of(changes.before, groups.from), colour_of(changes.after, groups.to)};
}

std::optional<FlowEnds> groups_of(const Changes& changes, const FlowEnds& colours) {
    const std::optional<int> from = group_with(changes.before, colours.from);
    const std::optional<int> to = group_with(changes.after, colours.to);
    if (!from || !to)
        return std::nullopt;
    return FlowEnds{*from, *to};
}

FlowStory begin_story(const Result& before, const Result& after,
                      const std::shared_ptr<const Changes>& changes, const FlowEnds& ends) {
    FlowStory story;
    story.ends = ends;
    story.changes = changes;
    story.why = why_moved(before, after, ends.from, ends.to).words;
    return story;
}

void end_story(FlowStory& story, const Result& before, const Result& after, RowRanks& ranks,
               const base::Progress* progress) {
    story.complete = true;
    const FlowSides sides = movers_and_stayers(before, after, story.ends.from, story.ends.to);
    if (sides.movers == 0 || sides.others == 0)
        return;
    const analysis::Contrast contrast =
        analysis::contrast(*sides.of, *ranks.of(sides.of), sides.sides, progress);
    const schema::Schema& schema =
        story.ends.from == kNotUsed ? *after.settings.schema : *before.settings.schema;
    std::string phrases;
    for (const std::string& phrase :
         analysis::contrast_phrases(contrast, *sides.of, schema, kPhrases))
        phrases += (phrases.empty() ? "" : "; ") + phrase;
    if (!phrases.empty())
        story.contrast = "Against " + others_of(story, sides) + ": " + phrases;
}

} // namespace cohortscope::engine
