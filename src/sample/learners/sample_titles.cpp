#include <array>
#include <set>
#include <string_view>

#include "sample/learners/sample_facts.h"
#include "sample/learners/sample_roles.h"
#include "sample/sample_quota.h"

namespace cohortscope::sample {

namespace {

// Titles as people type them where the list does not have theirs.
constexpr std::string_view kWholeTitles[] = {
    "SDE-2",
    "Software  Engineer",
    "Software Development Engineer ||",
    ".",
    "7",
    "SDE 2",
    "sde2",
    "--",
    "Développeur Web",
    "Software Engineer – II",
    "R\u00e9sident Engineer",
    "89",
    "Co-founder",
    "SSE",
    "MTS",
    "MTS-1",
    "SDE1",
    "SDE - 1",
    "Sr. SDE",
    "student",
    "Student ",
    "fresher",
    "Fresher.",
    "Looking for a job",
    "Not employed",
    "Freelancer",
    "self employed",
    "Teacher",
    "…",
    "#",
    "1.0",
    "Ingénieur Logiciel",
    "Software Engineer\u00a0",
    "QA/Dev",
    "Java/J2EE Developer",
    "C++ Developer",
    ".Net Developer",
    "Full-Stack Dev",
    "Full stack",
    "Front-End Engineer",
    "front end",
    "backend",
};

constexpr std::string_view kBases[] = {
    "Software Engineer",
    "Software Developer",
    "Associate Software Engineer",
    "Senior Software Engineer",
    "System Engineer",
    "Systems Engineer",
    "Consultant",
    "Associate Consultant",
    "Application Developer",
    "Web Developer",
    "Java Developer",
    "Python Developer",
    "Test Engineer",
    "Automation Engineer",
    "Test Lead",
    "Team Lead",
    "Technical Lead",
    "Tech Lead",
    "Technology Analyst",
    "Programmer Analyst",
    "Business Analyst",
    "Senior Associate",
    "Project Engineer",
    "Graduate Engineer Trainee",
    "Network Engineer",
    "Database Administrator",
    "Member of Technical Staff",
    "Member Technical Staff",
    "Cloud Engineer",
    "Site Reliability Engineer",
    "Data Engineer",
    "Machine Learning Engineer",
    "Big Data Engineer",
    "ETL Developer",
    "SAP Consultant",
    "Salesforce Developer",
    "UI Developer",
    "UX Designer",
    "Game Developer",
    "Embedded Engineer",
    "Firmware Engineer",
    "Design Engineer",
    "Security Analyst",
    "Solution Architect",
    "Engineering Manager",
    "Delivery Manager",
    "Assistant Manager",
    "Scrum Master",
    "Technical Writer",
    "Support Analyst",
    "Assistant System Engineer",
    "Software Development Engineer",
    "Development Engineer",
    "Product Engineer",
    "Operations Engineer",
    "Research Assistant",
    "Assistant Professor",
    "Administrator",
    "Release Engineer",
    "Implementation Engineer",
};

constexpr std::string_view kSuffixes[] = {
    "",   "",     "",    " 1",   " 2",          " 3",       " I",    " II", " III",
    "-2", " - 1", " ||", " |||", " (Contract)", " Trainee", "/Lead", " L2", " Intern"};

std::string in_case(std::string_view title, std::uint64_t kind) {
    std::string text(title);
    for (std::size_t i = 0; i < text.size(); ++i) {
        char& letter = text[i];
        const bool first = i == 0 || text[i - 1] == ' ';
        if (kind == 1 && letter >= 'A' && letter <= 'Z')
            letter = static_cast<char>(letter - 'A' + 'a');
        if ((kind == 2 || (kind == 3 && first)) && letter >= 'a' && letter <= 'z')
            letter = static_cast<char>(letter - 'a' + 'A');
    }
    return text;
}

// The title with its first space, if any, replaced.
std::string with_gap(const std::string& title, std::string_view gap) {
    const std::size_t space = title.find(' ');
    if (space == std::string::npos)
        return title;
    std::string text;
    return text.append(title, 0, space).append(gap).append(title, space + 1);
}

std::string with_strays(const std::string& title, std::uint64_t kind) {
    switch (kind) {
    case 0:
        return title + " ";
    case 1:
        return std::string(1, ' ').append(title);
    case 2:
        return title + ".";
    case 3:
        return with_gap(title, "  ");
    case 4:
        return title + ",";
    case 5:
        return with_gap(title, "-");
    case 6:
        return with_gap(title, "\u00a0");
    default:
        return title;
    }
}

// A common title typed by hand, or one of the bases with a suffix, in some spelling.
std::string random_title(base::Random& random) {
    const auto any = [&](const auto& list) {
        return list[static_cast<std::size_t>(random.below(std::size(list)))];
    };
    std::string title(random.below(6) == 0 ? any(role_facts()).title : any(kBases));
    title += any(kSuffixes);
    const std::uint64_t spelling = random.below(10);
    return with_strays(in_case(title, spelling < 4 ? spelling : 0), random.below(14));
}

} // namespace

std::vector<std::string> title_texts(std::uint64_t seed) {
    std::vector<std::string> texts;
    std::set<std::string> seen;
    const auto keep = [&](std::string title) {
        if (seen.insert(title).second)
            texts.push_back(std::move(title));
    };
    for (const RoleFact& fact : role_facts())
        keep(std::string(fact.title));
    base::Random random = sample_stream(seed, SampleStream::title_texts);
    const std::size_t wanted = role_facts().size() + kRareTitles;
    // From frequent to rare: plain titles first, then the hand-written among the random ones.
    for (const std::string_view base : kBases)
        keep(std::string(base));
    std::size_t next = 0;
    while (texts.size() < wanted) {
        const bool whole = next < std::size(kWholeTitles) && (next < 6 || random.below(8) == 0);
        keep(whole ? std::string(kWholeTitles[next++]) : random_title(random));
    }
    return texts;
}

} // namespace cohortscope::sample
