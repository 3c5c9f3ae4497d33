#include "sample/personas/prospects.h"

#include <algorithm>

#include "base/elementary.h"
#include "base/parallel.h"
#include "sample/personas/persona_facts.h"
#include "sample/sample_quota.h"

namespace cohortscope::sample {

namespace {

constexpr Interest kInterest;

std::uint32_t pick_persona(base::Random& random) {
    std::array<std::uint64_t, 8> weights{};
    const auto all = personas();
    for (std::size_t i = 0; i < all.size(); ++i)
        weights[i] = all[i].people;
    return pick(std::span(weights).first(all.size()), random);
}

// Who the student is, from the streams of the first row.
void add_person(Prospect& row, base::Random& random) {
    row.persona = pick_persona(random);
    const Persona& persona = personas()[row.persona];
    const double graduated = std::max(draw(persona.graduation_age, random), 19.5);
    row.work_years = rounded(std::max(draw(persona.work_years, random), 0.0) * 2.0, 0) / 2.0;
    row.age = rounded(graduated + row.work_years, 0);
    row.gender = pick(kProspectGenderShares, random);
    row.country = pick(persona.countries, random);
    row.major = pick(persona.majors, random);
    row.research = chance(persona.research_per_mille, random) ? 1 : 0;
}

void add_grades(Prospect& row, base::Random& random) {
    const Persona& persona = personas()[row.persona];
    row.grade = std::clamp(rounded(draw(persona.grade, random), 2), 4.0, 10.0);
    row.gre = whole_within(draw(persona.gre, random), 260.0, 340.0);
    row.english = whole_within(draw(persona.english, random), 40.0, 120.0);
}

void add_activity(Prospect& row, base::Random& random) {
    const Persona& persona = personas()[row.persona];
    const double interest = random.normal();
    const double events = draw(persona.events, random) + kInterest.events * interest;
    row.events = whole_within(events, 0.0, 12.0);
    const double webinars = draw(persona.webinar_minutes, random) *
                            base::exponential(kInterest.log_webinar_minutes * interest);
    row.webinar_minutes = whole_within(webinars, 0.0, 1500.0);
    const double emails = draw(persona.emails, random) + kInterest.emails * interest;
    row.emails = whole_within(emails, 0.0, 40.0);
    row.start = pick(persona.starts, random);
    row.mode = pick(persona.modes, random);
    const double log_odds = persona.enrolment_log_odds + kStartLogOdds[row.start] +
                            kInterest.enrolment_log_odds * interest;
    row.enrolled = chance_of_odds(log_odds, random) ? 1 : 0;
}

void add_dirt(Prospect& row, base::Random& random) {
    if (chance(kImpossibleProspectAge, random))
        row.age = impossible_age(random);
    if (chance(kGradeInPercent, random))
        row.grade = rounded(row.grade * 10.0, 1);
    if (chance(kOldGre, random))
        row.gre = 400.0 + 10.0 * rounded((row.gre - 260.0) * 1.5, 0);
    if (chance(kOtherEnglish, random))
        row.english = rounded(row.english * 0.15, 0) / 2.0;
    row.research = typed(row.research, random);
    row.start = typed(row.start, random);
}

Prospect make_prospect(std::size_t number, std::uint64_t seed) {
    base::Random random = entity_stream(seed, SampleStream::prospects, 2 * number);
    Prospect row;
    const bool repeated = chance(kRepeatedProspect, random) && number > 0;
    row.student = static_cast<std::uint32_t>(repeated ? random.below(number) : number);
    base::Random person = entity_stream(seed, SampleStream::prospects,
                                        2 * static_cast<std::uint64_t>(row.student) + 1);
    add_person(row, person);
    add_grades(row, person);
    add_activity(row, random);
    add_dirt(row, random);
    return row;
}

} // namespace

std::vector<Prospect> make_prospects(std::size_t rows, std::uint64_t seed) {
    std::vector<Prospect> made(rows);
    base::for_each_chunk(rows, base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            made[row] = make_prospect(row, seed);
    });
    return made;
}

} // namespace cohortscope::sample
