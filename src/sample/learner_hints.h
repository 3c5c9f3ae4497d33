// The columns of a Scaler table, and what people call them.
#pragma once

#include "data/hints.h"

namespace cohortscope::sample {

// company_hash, email_hash, orgyear, ctc, job_position, ctc_updated_year.
data::TableHints learner_hints();

} // namespace cohortscope::sample
