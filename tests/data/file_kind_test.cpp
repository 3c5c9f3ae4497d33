// Kinds of files by their first bytes.
#include <doctest/doctest.h>

#include "data/file_kind.h"
#include "support/zip_writer.h"

using namespace cohortscope;
using namespace std::string_literals;
using data::Content;

namespace {

std::string refusal(const std::string& bytes) {
    const data::Recognised found = data::recognise(bytes);
    CHECK((found.content == Content::other) == !found.refusal.empty());
    CHECK(found.refusal.find('\n') == std::string::npos);
    return found.refusal;
}

std::string utf16(const std::string& text) {
    std::string wide = "\xff\xfe";
    for (const char c : text)
        wide.append({c, '\0'});
    return wide;
}

} // namespace

TEST_CASE("binary files are named by their first bytes and answered with what to do") {
    CHECK(refusal("PAR1\0\1PAR1"s).find("a Parquet file; export it as CSV") != std::string::npos);
    CHECK(refusal("SQLite format 3\0x"s).find("SQLite") != std::string::npos);
    CHECK(refusal("%PDF-1.7\n%\1\2").find("a PDF") != std::string::npos);
    CHECK(refusal("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"s + std::string(500, '\0') +
                  "W\0o\0r\0k\0b\0o\0o\0k\0"s)
              .find("old Excel workbook (.xls); save it as .xlsx") != std::string::npos);
    CHECK(refusal("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"s +
                  "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"s)
              .find("password") != std::string::npos);
    CHECK(refusal("\x28\xb5\x2f\xfdxyz\1").find("zstd -d") != std::string::npos);
    CHECK(refusal("version https://git-lfs.github.com/spec/v1\noid sha256:0\n")
              .find("git lfs pull") != std::string::npos);
    CHECK(refusal(std::string(257, 'a') + "ustar\0"s).find("tar archive") != std::string::npos);
    CHECK(data::recognise("\x1f\x8b\x08").content == Content::gzip);
}

TEST_CASE("pages and JSON are told from tables, in any encoding") {
    for (const std::string page : {"<!DOCTYPE html>\n<html>", "\n  <html lang='en'>", "<table><tr>",
                                   "<?xml version='1.0'?><!DOCTYPE x><html>"}) {
        CHECK(refusal(page).find("HTML") != std::string::npos);
        CHECK(refusal("\xef\xbb\xbf" + page).find("HTML") != std::string::npos);
        CHECK(refusal(utf16(page)).find("HTML") != std::string::npos);
    }
    CHECK(
        refusal(
            "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>")
            .find("2003") != std::string::npos);
    CHECK(refusal("<?xml version='1.0'?><office:document>").find("save it as .ods") !=
          std::string::npos);
    CHECK(refusal("<?xml version='1.0'?><feed>").find("XML file") != std::string::npos);
    for (const std::string json :
         {"{\"a\": 1}", "[\n  {\"a\": 1}]", "{\n}", "[1, 2]", "[null]", "[[1]]"})
        CHECK(refusal(json).find("JSON") != std::string::npos);
    CHECK(refusal("{\"cohortscope_session\": 1}").find("--session") != std::string::npos);
}

TEST_CASE("what only looks a little like another kind is text") {
    for (const std::string& text :
         {""s, "a,b\n1,2\n"s, "[id],[name]\n"s, "<5k,x\n"s, "{weight},b\n"s, "version,a\n"s,
          "[nothing],b\n"s, "PA,b\n"s, "\xef\xbb\xbf"s, "ORCID,b\n1,2\n"s, "{"s, "[ "s})
        CHECK(data::recognise(text).content == Content::text);
}

TEST_CASE("an archive is known by what it holds") {
    const auto kind = [](std::vector<tests::ZipEntry> entries) {
        return data::recognise(tests::stored_zip(entries)).content;
    };
    CHECK(kind({{"[Content_Types].xml", ""}, {"xl/workbook.xml", ""}}) == Content::xlsx);
    CHECK(kind({{"/XL/Workbook.xml", ""}}) == Content::xlsx);
    CHECK(kind({{"xl\\workbook.xml", ""}}) == Content::xlsx);
    CHECK(kind({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                {"content.xml", ""}}) == Content::ods);
    CHECK(kind({{"content.xml", ""}}) == Content::ods);
    const auto refused = [](std::vector<tests::ZipEntry> entries) {
        return refusal(tests::stored_zip(entries));
    };
    CHECK(refused({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", ""}})
              .find("without sheets") != std::string::npos);
    CHECK(refused({{"word/document.xml", ""}}).find("Word") != std::string::npos);
    CHECK(refused({{"xl/workbook.bin", ""}}).find(".xlsb") != std::string::npos);
    CHECK(refused({{"Index/Document.iwa", ""}, {"Metadata/x.plist", ""}}).find("Numbers") !=
          std::string::npos);
    CHECK(refused({{"folder/", ""}, {"folder/table.csv", "a,b"}})
              .find("a ZIP archive with folder/table.csv; unpack") != std::string::npos);
    CHECK(refused({}).find("a ZIP archive; unpack") != std::string::npos);
}

TEST_CASE("a cut archive is damaged, wherever it was cut") {
    const std::string whole =
        tests::stored_zip({{"xl/workbook.xml", "<x/>"}, {"xl/styles.xml", "<x/>"}});
    for (std::size_t size = 4; size < whole.size(); ++size)
        CHECK(refusal(whole.substr(0, size)).find("damaged or incomplete") != std::string::npos);
    CHECK(data::recognise(whole).content == Content::xlsx);
}
