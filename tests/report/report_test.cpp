#include "report/report.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "report/paint/carried_session.h"
#include "support/analysed_sample.h"

using namespace cohortscope;

namespace {

const report::FolderFile* file_in(const std::vector<report::FolderFile>& files,
                                  const std::string& path) {
    const auto found = std::ranges::find(files, path, &report::FolderFile::path);
    return found == files.end() ? nullptr : &*found;
}

} // namespace

TEST_CASE("a report has the session that it is given, and rows only where they are wanted") {
    report::ReportRequest request;
    request.result = tests::analysed_sample();
    base::Progress progress;
    const auto usual = report::make_report(request, progress);
    REQUIRE(file_in(usual, "rows.csv") != nullptr);
    REQUIRE(file_in(usual, "session.json") != nullptr);
    CHECK(file_in(usual, "session.json")->bytes.find("\"settings\"") != std::string::npos);
    request.has_rows = false;
    request.session.json = "{\"whole\": true}";
    request.session.tells_of_rows = true;
    request.session.in_figures = "{\"lean\": true}";
    const auto other = report::make_report(request, progress);
    CHECK(file_in(other, "rows.csv") == nullptr);
    REQUIRE(file_in(other, "session.json") != nullptr);
    CHECK(file_in(other, "session.json")->bytes == request.session.json);
    REQUIRE(file_in(other, report::kReadMe) != nullptr);
    const std::string& told = file_in(other, report::kReadMe)->bytes;
    CHECK(told.find("rows.csv") == std::string::npos);
    CHECK(told.find("The cluster of each row") != std::string::npos);
    REQUIRE(file_in(other, "figures/scatter.svg") != nullptr);
    CHECK(report::carried_session(file_in(other, "figures/scatter.svg")->bytes) ==
          request.session.in_figures);
}

TEST_CASE("a report lists the sets, marks their rows, and shows what changed since a baseline") {
    report::ReportRequest request;
    request.result = tests::analysed_sample();
    const auto& rows = request.result->prepared.rows->rows;
    const std::size_t size = request.result->prepared.table->rows;
    const std::vector<std::uint32_t> half(rows.begin(), rows.begin() + 1500);
    request.rows.sets = {
        {"A", std::make_shared<const engine::RowSet>(engine::RowSet::of(half, size)), "a lasso"}};
    base::Progress progress;
    const auto alone = report::make_report(request, progress);
    CHECK(file_in(alone, "figures/what_changed.svg") == nullptr);
    REQUIRE(file_in(alone, "tables/sets.csv") != nullptr);
    CHECK(file_in(alone, "tables/sets.csv")->bytes.find("\nA,a lasso,1500,") != std::string::npos);
    const std::string& csv = file_in(alone, "rows.csv")->bytes;
    CHECK(csv.substr(0, csv.find('\n')).ends_with(",set_A"));
    auto before = std::make_shared<engine::Result>(*request.result);
    before->serial = request.result->serial + 1;
    request.baseline = before;
    const auto compared = report::make_report(request, progress);
    CHECK(file_in(compared, "figures/what_changed.svg") != nullptr);
}
