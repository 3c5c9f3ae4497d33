#include "support/learner_table.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "base/random.h"
#include "support/read_csv.h"

namespace cohortscope::tests {

std::shared_ptr<const data::Table> table_of(const std::vector<std::string>& lines) {
    std::string text = "company_hash,email_hash,orgyear,ctc,job_position,ctc_updated_year\n";
    for (const std::string& line : lines)
        text += line + "\n";
    base::Progress progress;
    return std::make_shared<const data::Table>(
        tests::parse_csv(std::move(text), "test table", progress));
}

std::shared_ptr<const data::Table> random_table(std::size_t rows, std::uint64_t seed) {
    base::Random random(seed);
    const auto number = [&](std::uint64_t bound) { return std::to_string(random.below(bound)); };
    const auto or_missing = [&](std::uint64_t one_in, const std::string& text) {
        return random.below(one_in) == 0 ? std::string() : text;
    };
    std::vector<std::string> lines;
    for (std::size_t row = 0; row < rows; ++row) {
        const std::uint64_t company = random.below(1 + random.below(60));
        lines.push_back(or_missing(90, "company " + std::to_string(company)) + "," +
                        or_missing(200, "mail" + number(rows)) + "," +
                        or_missing(80, std::to_string(2000 + random.below(23))) + "," +
                        std::to_string((1 + random.below(60)) * 50'000) + "," +
                        or_missing(4, "Role " + number(12)) + "," +
                        std::to_string(2015 + random.below(7)));
    }
    return table_of(lines);
}

std::string shared_file(const std::string& name) {
    const std::string path = std::string(COHORTSCOPE_SOURCE_DIR) + "/../shared/" + name;
    if (std::filesystem::exists(path))
        return path;
    MESSAGE("skipped: ", name, " is not beside the checkout");
    return "";
}

} // namespace cohortscope::tests
