// The rows behind a fake result: drawn around the reference's five kinds of cluster.
#pragma once

#include <vector>

#include "support/fake_result.h"

namespace cohortscope::tests {

inline constexpr std::size_t kFeatures = 5;

// What a fake cluster is like: the reference's five, then variations of them.
struct Kind {
    const char* name;
    double share; // relative
    double years, updates, company, job;
    double log_pay; // mean of ln(1 + measure)
    const char* role;
    const char* company_name;
};

Kind kind_of(int kind);

struct FakeRows {
    std::vector<analysis::Label> labels;
    std::vector<double> values[kFeatures];
    std::vector<double> measure;
    std::vector<int> kinds; // of each cluster, clusters by ascending mean pay
};

FakeRows draw_rows(const FakeOptions& options);

} // namespace cohortscope::tests
