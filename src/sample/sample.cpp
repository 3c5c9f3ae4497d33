#include "sample/sample.h"

#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <utility>

#include "base/error.h"
#include "base/parallel.h"
#include "sample/learners/sample_companies.h"
#include "sample/learners/sample_facts.h"
#include "sample/learners/sample_learners.h"
#include "sample/learners/sample_pay.h"
#include "sample/learners/sample_roles.h"
#include "sample/sample_columns.h"
#include "sample/sample_quota.h"

namespace cohortscope::sample {

namespace {

// order[i]: which of the learners' rows is the table's row i.
using Order = std::vector<std::uint32_t>;

Order random_order(std::size_t rows, std::uint64_t seed) {
    Order order(rows);
    std::iota(order.begin(), order.end(), 0U);
    base::Random random = sample_stream(seed, SampleStream::order);
    shuffle(std::span(order), random);
    return order;
}

// Which learner each of the learners' rows belongs to.
std::vector<std::uint32_t> learner_of_rows(const SampleRows& sample) {
    std::vector<std::uint32_t> learner_of(sample.rows());
    for (std::size_t learner = 0; learner < sample.learners(); ++learner)
        for (std::uint32_t row = sample.learner_begin[learner];
             row < sample.learner_begin[learner + 1]; ++row)
            learner_of[row] = static_cast<std::uint32_t>(learner);
    return learner_of;
}

double start_year_value(std::uint8_t index) {
    const int year = start_year_facts()[index].year;
    return year == kYearMissing ? std::numeric_limits<double>::quiet_NaN() : year;
}

SampleRows make_rows(std::size_t rows, std::uint64_t seed, std::uint64_t& companies) {
    SampleRows sample = make_learners(rows, seed);
    std::vector<double> premiums;
    base::for_each_task(2, [&](std::size_t task) {
        if (task == 0) {
            const std::vector<std::uint64_t> sizes = assign_companies(sample, seed);
            companies = sizes.size();
            premiums = company_premiums(rows, sizes, seed);
        } else {
            assign_roles(sample, seed);
        }
    });
    assign_pay(sample, premiums, seed);
    return sample;
}

} // namespace

data::Table make_sample(std::size_t rows, std::uint64_t seed) {
    ENSURE(rows >= 1 && rows < kNothing);
    std::uint64_t companies = 0;
    const SampleRows sample = make_rows(rows, seed, companies);
    const Order order = random_order(rows, seed);
    const std::vector<std::string> titles = title_texts(seed);

    const std::vector<std::uint32_t> learner_of = learner_of_rows(sample);
    SampleColumns columns(rows);
    columns.text(
        "company_hash", [&](std::size_t row) { return sample.company[order[row]]; },
        [&](std::uint32_t company) { return company_name(company, companies, seed); });
    columns.text(
        "email_hash", [&](std::size_t row) { return learner_of[order[row]]; },
        [&](std::uint32_t learner) { return email_hash(learner, seed); });
    columns.text(
        "job_position", [&](std::size_t row) { return sample.role[order[row]]; },
        [&](std::uint32_t role) { return titles[role]; });
    columns.number("orgyear", [&](std::size_t row) {
        return start_year_value(sample.start_year[order[row]]);
    });
    columns.number("ctc", [&](std::size_t row) { return sample.pay[order[row]]; });
    columns.number("ctc_updated_year", [&](std::size_t row) {
        return update_year_facts()[sample.update_year[order[row]]].year;
    });
    return columns.table("built-in sample");
}

} // namespace cohortscope::sample
