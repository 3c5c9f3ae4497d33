// The pay of the built-in sample: who earns more than whom, mapped onto the published distribution.
#pragma once

#include <cstdint>
#include <vector>

#include "sample/learners/sample_learners.h"

namespace cohortscope::sample {

// Fills sample.pay from role, experience, company and the learner's own standing; a learner's pay
// grows from update to update. Ranks are mapped onto pay_facts() and rounded as people round. The
// sample's quota of rows are exact copies of the same learner's row before; all others differ in
// something. Needs every other column. `premiums` as company_premiums gives them.
void assign_pay(SampleRows& sample, const std::vector<double>& premiums, std::uint64_t seed);

} // namespace cohortscope::sample
