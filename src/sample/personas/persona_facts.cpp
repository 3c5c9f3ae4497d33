#include "sample/personas/persona_facts.h"

namespace cohortscope::sample {

namespace {

constexpr Persona kPersonas[] = {
    // Research-minded high achievers.
    {.people = 300,
     .graduation_age = {22.0, 0.9},
     .work_years = {0.3, 0.8},
     .countries = {270, 270, 50, 90, 90, 50, 40, 70, 40, 30},
     .majors = {240, 200, 150, 150, 130, 20, 50, 40, 20},
     .grade = {8.9, 0.45},
     .gre = {326.0, 6.0},
     .english = {109.0, 5.0},
     .research_per_mille = 820,
     .events = {4.0, 1.6},
     .webinar_minutes = {130.0, 0.45},
     .emails = {14.0, 4.0},
     .starts = {640, 300, 60},
     .modes = {930, 40, 30},
     .enrolment_log_odds = -0.6},
    // Career changers with work experience.
    {.people = 330,
     .graduation_age = {22.8, 1.3},
     .work_years = {6.5, 2.6},
     .countries = {280, 90, 120, 180, 90, 90, 40, 20, 40, 50},
     .majors = {80, 170, 20, 20, 60, 280, 140, 110, 120},
     .grade = {7.1, 0.65},
     .gre = {308.0, 8.0},
     .english = {101.0, 8.0},
     .research_per_mille = 90,
     .events = {2.6, 1.4},
     .webinar_minutes = {190.0, 0.50},
     .emails = {11.0, 4.0},
     .starts = {460, 400, 140},
     .modes = {230, 440, 330},
     .enrolment_log_odds = -0.9},
    // Undecided explorers.
    {.people = 370,
     .graduation_age = {21.6, 1.0},
     .work_years = {0.2, 0.9},
     .countries = {340, 160, 110, 70, 40, 70, 90, 40, 40, 40},
     .majors = {190, 190, 50, 40, 100, 180, 100, 80, 70},
     .grade = {7.3, 0.75},
     .gre = {311.0, 8.0},
     .english = {96.0, 9.0},
     .research_per_mille = 200,
     .events = {0.9, 1.0},
     .webinar_minutes = {30.0, 0.70},
     .emails = {4.0, 2.5},
     .starts = {120, 310, 570},
     .modes = {640, 150, 210},
     .enrolment_log_odds = -2.1},
};

} // namespace

std::span<const Persona> personas() { return kPersonas; }

} // namespace cohortscope::sample
