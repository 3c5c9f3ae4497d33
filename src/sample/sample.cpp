#include "sample/sample.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <utility>

#include "base/error.h"
#include "base/parallel.h"
#include "sample/learner_hints.h"
#include "sample/sample_companies.h"
#include "sample/sample_facts.h"
#include "sample/sample_learners.h"
#include "sample/sample_pay.h"
#include "sample/sample_quota.h"
#include "sample/sample_roles.h"

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

// A text column from one number a row: text_of is asked once for each number, in first-seen order,
// and must give different texts for different numbers.
data::TextColumn text_column(std::string name, const std::vector<std::uint32_t>& numbers,
                             const Order& order,
                             const std::function<std::string(std::uint32_t)>& text_of) {
    std::uint32_t largest = 0;
    for (const std::uint32_t number : numbers)
        largest = number == kNothing ? largest : std::max(largest, number);
    std::vector<std::int32_t> code_of(static_cast<std::size_t>(largest) + 1, data::kMissingCode);
    data::TextColumn column{
        std::move(name), std::vector<std::int32_t>(order.size(), data::kMissingCode), {}};
    for (std::size_t row = 0; row < order.size(); ++row) {
        const std::uint32_t number = numbers[order[row]];
        if (number == kNothing)
            continue;
        std::int32_t& code = code_of[number];
        if (code == data::kMissingCode)
            code = column.dictionary.append(text_of(number));
        column.codes[row] = code;
    }
    return column;
}

template <class Value>
data::NumericColumn numeric_column(std::string name, const Order& order, const Value& value_of) {
    data::NumericColumn column{std::move(name), std::vector<double>(order.size())};
    for (std::size_t row = 0; row < order.size(); ++row)
        column.values[row] = value_of(order[row]);
    return column;
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

    data::Table table;
    table.source = "built-in sample";
    table.rows = rows;
    table.numeric.resize(3);
    table.text.resize(3);
    base::for_each_task(4, [&](std::size_t task) {
        if (task == 0)
            table.text[1] =
                text_column("email_hash", learner_of_rows(sample), order,
                            [&](std::uint32_t learner) { return email_hash(learner, seed); });
        if (task == 1)
            table.text[0] =
                text_column("company_hash", sample.company, order, [&](std::uint32_t company) {
                    return company_name(company, companies, seed);
                });
        if (task == 2)
            table.text[2] = text_column("job_position", sample.role, order,
                                        [&](std::uint32_t role) { return titles[role]; });
        if (task == 3) {
            table.numeric[0] = numeric_column("orgyear", order, [&](std::uint32_t row) {
                return start_year_value(sample.start_year[row]);
            });
            table.numeric[1] =
                numeric_column("ctc", order, [&](std::uint32_t row) { return sample.pay[row]; });
            table.numeric[2] = numeric_column("ctc_updated_year", order, [&](std::uint32_t row) {
                return static_cast<double>(update_year_facts()[sample.update_year[row]].year);
            });
        }
    });
    table.hints = learner_hints().name;
    for (const data::TextColumn& column : table.text)
        table.order.push_back(column.name);
    for (const data::NumericColumn& column : table.numeric)
        table.order.push_back(column.name);
    table.fingerprint = data::fingerprint_of_columns(table);
    return table;
}

} // namespace cohortscope::sample
