// Who the groups are: personas, what carries them, and what is recommended.
#include "plot/figures/figure_list.h"
#include "plot/figures/figure_parts.h"
#include "plot/personas/persona_chart.h"
#include "plot/personas/persona_words.h"

namespace cohortscope::plot {

namespace {

bool applies(const FigureInput& input) { return input.result.personas != nullptr; }

std::vector<double> stability_in(const FigureInput& input) {
    const auto& value = input.studies[static_cast<std::size_t>(engine::Study::stability)];
    const auto* stability = value ? std::get_if<analysis::Stability>(value.get()) : nullptr;
    return stability != nullptr ? stability->jaccard : std::vector<double>();
}

Picture make(const FigureInput& input, const FigureFrame& frame) {
    return {persona_chart(input.result, stability_in(input), "", frame.width, options_of(frame),
                          frame.measure)
                .scene};
}

std::string words(const FigureInput& input) {
    const analysis::Personas& personas = *input.result.personas;
    return "Personas by the rules " + personas.rules->name + ", " + rows_in_groups(input.result) +
           ": " +
           by_cluster(input.result,
                      [&](int cluster) {
                          const analysis::GroupPersona& group =
                              personas.groups[static_cast<std::size_t>(cluster)];
                          const auto* own = group.fit_of(group.persona);
                          return own != nullptr
                                     ? std::to_string(own->conditions.size()) + " conditions hold"
                                     : std::string("no persona");
                      }) +
           ".";
}

} // namespace

Figure personas_figure() {
    return {"personas", "Personas and recommendations", {}, applies, make, words};
}

} // namespace cohortscope::plot
