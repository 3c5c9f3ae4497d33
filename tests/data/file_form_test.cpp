#include "data/file_form.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace cohortscope;
using data::FileForm;

namespace {

FileForm form_of(std::string_view bytes) {
    base::Buffer<char> copy(bytes.size());
    std::ranges::copy(bytes, copy.begin());
    return data::form_of(std::move(copy), "t.csv", {});
}

std::string cells_of(const FileForm& form) {
    std::string text;
    data::visit_cells(form, [&](std::size_t row, std::size_t column, std::string_view cell) {
        text += std::to_string(row) + "." + std::to_string(column) + "=" + std::string(cell) + " ";
    });
    return text;
}

} // namespace

TEST_CASE("the form of plain CSV is plain, and its cells come back row by row") {
    const FileForm form = form_of("a,b\n1,\"x \"\"y\"\"\"\n\n2,z\n");
    CHECK(form.encoding == "utf-8");
    CHECK(form.separator == ',');
    CHECK(form.plain_header);
    CHECK_FALSE(form.blank_records);
    CHECK_FALSE(form.ends_early);
    CHECK(form.lines_above_header == 0);
    REQUIRE(form.columns.size() == 2);
    CHECK(form.columns[1].header == "b");
    CHECK(form.columns[1].name == "b");
    CHECK(cells_of(form) == "0.0=1 0.1=x \"y\" 1.0=2 1.1=z ");
}

TEST_CASE("separator, mark, lines above the header and empty rows are told") {
    const FileForm form = form_of("\xef\xbb\xbfsep=;\na;b\n1;x\n;\n2;y\n");
    CHECK(form.encoding == "utf-8-sig");
    CHECK(form.separator == ';');
    CHECK(form.lines_above_header == 1);
    CHECK(form.blank_records);
    CHECK(cells_of(form) == "0.0=1 0.1=x 1.0=2 1.1=y ");
}

TEST_CASE("other encodings are told by Python's names") {
    CHECK(form_of("a,b\n1,\xe9t\xe9\n").encoding == "cp1252");
    CHECK(form_of(std::string_view("\xff\xfe"
                                   "a\0,\0b\0\n\0"
                                   "1\0,\0x\0\n\0",
                                   18))
              .encoding == "utf-16");
    CHECK(form_of(std::string_view("a\0,\0b\0\n\0"
                                   "1\0,\0x\0\n\0",
                                   16))
              .encoding == "utf-16-le");
}

TEST_CASE("headers that another reader might take otherwise are not plain") {
    CHECK_FALSE(form_of("a,a\n1,x\n").plain_header);
    CHECK_FALSE(form_of("a, b\n1,x\n").plain_header);
    CHECK_FALSE(form_of("a,\"b\"\"c\"\n1,x\n").plain_header);
}

TEST_CASE("what stands behind a Ctrl-Z is said to be there") {
    CHECK(form_of("a,b\n1,x\n\x1a").ends_early);
}
