#include "plot/effects.h"

#include "base/format.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

using enum EffectPart;

std::string number(std::size_t count) { return base::grouped(static_cast<long long>(count)); }

std::string phrase_if_any(std::size_t count, const char* words) {
    return count > 0 ? number(count) + " " + words : std::string();
}

void add_cleaning(std::vector<Effect>& effects, const features::CleanCounts& counts) {
    effects.insert(
        effects.end(),
        {{names, "emptied", counts.emptied, "names that cleaning emptied", false,
          phrase_if_any(counts.emptied, "names without a letter or digit are missing")},
         {rows, "duplicates", counts.duplicates, "duplicate rows dropped", true,
          number(counts.duplicates) + " duplicates dropped"},
         {rows, "look_alikes", counts.look_alikes, "look-alikes without e-mail, kept", false,
          phrase_if_any(counts.look_alikes, "look-alikes without e-mail kept")},
         {rows, "rows_without_pay", counts.rows_without_pay, "rows without pay dropped", true},
         {rows, "rows_of_same_learner", counts.rows_of_same_learner, "", false,
          phrase_if_any(counts.rows_of_same_learner, "further rows of a learner")}});
}

void add_filling(std::vector<Effect>& effects, const engine::Prepared& prepared) {
    const std::size_t invalid = prepared.years->invalid, missing = prepared.years->missing;
    const std::size_t contrary = prepared.cleaned->counts.updated_before_start;
    const features::Roles& filled = *prepared.roles;
    effects.insert(
        effects.end(),
        {{years, "orgyear_invalid", invalid, "", false,
          "start years: " + number(invalid) + " invalid"},
         {years, "orgyear_missing", missing, "", false, number(missing) + " missing"},
         {years, "", invalid + missing, "start years invalid or missing", true},
         {contradictions, "updated_before_start", contrary, "updated before the start year", false,
          contrary > 0 ? row_count(contrary) + " updated before their start year" : ""},
         {roles, "job_missing", filled.missing, "roles filled in", true,
          row_count(filled.missing) + " got a role"},
         {roles, "job_imputed.same_learner", filled.same_learner},
         {roles, "job_imputed.same_company_and_experience", filled.same_company_and_experience},
         {roles, "job_imputed.same_company", filled.same_company},
         {roles, "job_imputed.other", filled.other}});
}

void add_outliers(std::vector<Effect>& effects, const features::Pay& pay,
                  features::OutlierMode mode) {
    const auto phrase = [&](std::size_t count, const char* clipped, const char* dropped,
                            double bound) {
        return mode == features::OutlierMode::none
                   ? std::string()
                   : row_count(count) + (mode == features::OutlierMode::clip ? clipped : dropped) +
                         short_rupees(bound);
    };
    effects.insert(
        effects.end(),
        {{low_outliers, "ctc_clip", std::vector<double>{pay.low, pay.high}, "", false,
          phrase(pay.below, " raised to ", " dropped below ", pay.low)},
         {high_outliers, "ctc_clipped_rows", std::vector<std::size_t>{pay.below, pay.above}, "",
          false, phrase(pay.above, " lowered to ", " dropped above ", pay.high)},
         {high_outliers, "", pay.below + pay.above, "pay outliers, low and high", true}});
}

void add_rare(std::vector<Effect>& effects, const features::RareCounts& counts) {
    effects.insert(effects.end(),
                   {{rare, "companies", counts.companies, "companies", true},
                    {rare, "rare_companies", counts.rare_companies, "rare companies lumped", true},
                    {rare, "rare_rows", counts.rare_rows, "rows of rare companies", true},
                    {rare, "rare_roles", counts.rare_roles},
                    {rare, "rare_role_rows", counts.rare_role_rows}});
}

} // namespace

std::vector<Effect> effects_of(const engine::Result& result) {
    std::vector<Effect> effects;
    add_cleaning(effects, result.prepared.cleaned->counts);
    add_filling(effects, result.prepared);
    add_outliers(effects, *result.prepared.pay, result.settings.outliers.mode);
    add_rare(effects, result.prepared.learners->rare);
    return effects;
}

std::string sentence_of(const std::vector<Effect>& effects, EffectPart part) {
    std::string sentence;
    for (const Effect& effect : effects)
        if (effect.part == part && !effect.phrase.empty())
            sentence += (sentence.empty() ? "" : ", ") + effect.phrase;
    return sentence;
}

} // namespace cohortscope::plot
