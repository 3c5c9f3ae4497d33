#include "report/report.h"

#include <algorithm>

#include <doctest/doctest.h>

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
    request.session = "{\"whole\": true}";
    const auto other = report::make_report(request, progress);
    CHECK(file_in(other, "rows.csv") == nullptr);
    REQUIRE(file_in(other, "session.json") != nullptr);
    CHECK(file_in(other, "session.json")->bytes == request.session);
    REQUIRE(file_in(other, report::kReadMe) != nullptr);
    const std::string& told = file_in(other, report::kReadMe)->bytes;
    CHECK(told.find("rows.csv") == std::string::npos);
    CHECK(told.find("The cluster of each row") != std::string::npos);
}
