#include "sample/learners/sample_facts.h"

namespace cohortscope::sample {

namespace {

constexpr YearFact kStartYears[] = {
    {kYearMissing, 86},
    {0, 17},
    {1, 4},
    {2, 5},
    {3, 8},
    {4, 2},
    {5, 3},
    {6, 3},
    {7, 1},
    {38, 1},
    {83, 2},
    {91, 3},
    {200, 2},
    {201, 3},
    {206, 1},
    {208, 1},
    {209, 1},
    {1900, 2},
    {2026, 3},
    {2027, 2},
    {2028, 1},
    {2029, 1},
    {2031, 2},
    {2101, 2},
    {2106, 2},
    {2107, 1},
    {2204, 1},
    {20165, 1},
    {1970, 2},
    {1971, 1},
    {1972, 1},
    {1973, 1},
    {1976, 2},
    {1977, 1},
    {1979, 1},
    {1981, 3},
    {1982, 4},
    {1983, 5},
    {1984, 5},
    {1985, 9},
    {1986, 10},
    {1987, 9},
    {1988, 14},
    {1989, 21},
    {1990, 40},
    {1991, 73},
    {1992, 52},
    {1993, 64},
    {1994, 79},
    {1995, 112},
    {1996, 145},
    {1997, 235},
    {1998, 271},
    {1999, 332},
    {2000, 495},
    {2001, 713},
    {2002, 685},
    {2003, 1018},
    {2004, 1455},
    {2005, 1873},
    {2006, 2075},
    {2007, 2257},
    {2008, 2728},
    {2009, 3777},
    {2010, 5751},
    {2011, 7970},
    {2012, 10493},
    {2013, 12351},
    {2014, 16696},
    {2015, 20610},
    {2016, 23043},
    {2017, 23239},
    {2018, 25256},
    {2019, 23427},
    {2020, 13412},
    {2021, 3689},
    {2022, 911},
    {2023, 219},
    {2024, 31},
    {2025, 16},
};

constexpr YearFact kUpdateYears[] = {{2015, 2927},  {2016, 5501},  {2017, 7561}, {2018, 6746},
                                     {2019, 68688}, {2020, 49444}, {2021, 64976}};

constexpr CountFact kLearnerSizes[] = {{10, 1},  {9, 3},    {8, 6},    {7, 15},    {6, 94},
                                       {5, 329}, {4, 1466}, {3, 6749}, {2, 32553}, {1, 112227}};

constexpr CountFact kSmallCompanies[] = {{1, 23494}, {2, 6760}, {3, 2163}, {4, 1102}, {5, 611}};

constexpr std::uint64_t kLargeCompanies[] = {8337, 5381, 3481, 3411, 3240,
                                             2870, 2653, 2504, 2130, 2033};

constexpr RoleFact kRoles[] = {
    {"Backend Engineer", 43554, -0.10, 0.22},
    {"FullStack Engineer", 24717, -0.15, 0.0},
    {"Other", 18071, 0.10, -0.25},
    {"Frontend Engineer", 10417, -0.15, -0.05},
    {"Engineering Leadership", 6870, 0.85, 0.55},
    {"QA Engineer", 6587, 0.10, -0.30},
    {"Data Scientist", 5368, 0.0, 0.15},
    {"Android Engineer", 5357, -0.10, 0.02},
    {"SDET", 4967, 0.10, 0.0},
    {"Devops Engineer", 4612, 0.10, -0.05},
    {"Support Engineer", 3603, 0.0, -0.50},
    {"Data Analyst", 2906, -0.10, -0.25},
    {"iOS Engineer", 2746, -0.05, 0.05},
    {"Engineering Intern", 2692, -1.00, -0.55},
    {"Product Designer", 1314, 0.05, 0.10},
    {"Backend Architect", 1287, 0.80, 0.45},
    {"Fullstack Engineer", 1265, -0.15, 0.0},
    {"Research Engineers", 1228, 0.10, 0.10},
    {"Product Manager", 1161, 0.40, 0.35},
    {"Program Manager", 814, 0.80, 0.40},
};

constexpr PayFact kPay[] = {
    {0.0, 2.0},
    {0.005, 100.0},
    {0.02, 1'000.0},
    {0.08, 5'000.0},
    {0.4, 20'000.0},
    {0.92, 36'400.0},
    {1.08, 37'600.0},
    {1.5, 110'000.0},
    {2.5, 210'000.0},
    {4.0, 300'000.0},
    {8.0, 375'000.0},
    {15.0, 450'000.0},
    {25.0, 530'000.0},
    {37.0, 735'000.0},
    {50.0, 953'000.0},
    {63.0, 1'320'000.0},
    {75.0, 1'705'000.0},
    {84.0, 2'220'000.0},
    {90.0, 2'800'000.0},
    {95.0, 3'800'000.0},
    {97.0, 4'800'000.0},
    {98.2, 6'800'000.0},
    {98.9, 12'560'000.0},
    {99.1, 12'640'000.0},
    {99.3, 20'000'000.0},
    {99.6, 45'000'000.0},
    {99.8, 120'000'000.0},
    {99.86, 199'000'000.0},
    {99.97, 201'000'000.0},
    {100.0, 1'000'150'000.0},
};

} // namespace

std::span<const YearFact> start_year_facts() { return kStartYears; }
std::span<const YearFact> update_year_facts() { return kUpdateYears; }
std::span<const CountFact> learner_size_facts() { return kLearnerSizes; }
std::span<const CountFact> small_company_facts() { return kSmallCompanies; }
std::span<const std::uint64_t> large_company_facts() { return kLargeCompanies; }
std::span<const RoleFact> role_facts() { return kRoles; }
std::span<const PayFact> pay_facts() { return kPay; }

} // namespace cohortscope::sample
