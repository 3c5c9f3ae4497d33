#include "data/file_kind.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/format.h"
#include "data/zip_names.h"

namespace cohortscope::data {

using namespace std::string_view_literals;

namespace {

constexpr std::size_t kFirstBytes = 4096; // in which a text's kind shows

constexpr std::size_t kTellingBytes = 9; // a signature of fewer bytes may begin a text

struct Signature {
    std::size_t offset = 0;
    std::string_view bytes;
    std::string_view name;
    std::string_view advice;
};

constexpr std::string_view kExport = "export it as CSV";
constexpr std::string_view kUnpack = "unpack it and open the table inside";
constexpr std::string_view kFrame = "write it as CSV (pandas: to_csv; R: write.csv)";
constexpr std::string_view kPicture = "open the table itself";

constexpr auto kSignatures = std::to_array<Signature>({
    {0, "PAR1"sv, "a Parquet file",
     "export it as CSV (DuckDB: COPY (FROM 'x.parquet') TO 'x.csv'; pandas: to_csv)"},
    {0, "ARROW1"sv, "an Arrow file", kFrame},
    {0, "\xff\xff\xff\xff\x10\0\0\0"sv, "an Arrow stream", kFrame},
    {0, "FEA1"sv, "a Feather file", kFrame},
    {0, "\x89HDF\r\n\x1a\n"sv, "an HDF5 file", kFrame},
    {0, "ORC"sv, "an ORC file", kExport},
    {0, "Obj\x01"sv, "an Avro file", kExport},
    {0, "\x80\x04\x95"sv, "a Python pickle", kFrame},
    {0, "\x80\x05\x95"sv, "a Python pickle", kFrame},
    {0, "\x93NUMPY"sv, "a NumPy array", kFrame},
    {0, "RDX2\n"sv, "a workspace of R", kFrame},
    {0, "RDX3\n"sv, "a workspace of R", kFrame},
    {0, "X\n\0\0\0\2"sv, "an object of R", kFrame},
    {0, "X\n\0\0\0\3"sv, "an object of R", kFrame},
    {0, "$FL2"sv, "an SPSS file", kExport},
    {0, "$FL3"sv, "an SPSS file", kExport},
    {0, "<stata_dta>"sv, "a Stata file", kExport},
    {0, "HEADER RECORD*******"sv, "a SAS transport file", kExport},
    {12, "\xc2\xea\x81\x60\xb3\x14\x11\xcf"sv, "a SAS file", kExport},
    {0, "SQLite format 3\0"sv, "an SQLite database",
     "export the table as CSV (sqlite3 -header -csv x.db 'select * from t' > t.csv)"},
    {8, "DUCK"sv, "a DuckDB database", "export the table as CSV (COPY t TO 't.csv')"},
    {0, "\0\1\0\0Standard "sv, "an Access database", "export the table as CSV"},
    {0, "%PDF-"sv, "a PDF", "ask for the table behind it, as CSV or .xlsx"},
    {0, "{\\rtf1\\ansi"sv, "a text document (RTF)", kExport},
    {0, "version https://git-lfs.github.com/spec/"sv, "a Git LFS pointer instead of the file",
     "fetch the file itself with 'git lfs pull'"},
    {0, "\x09\x08\x10\0\0\x06\x05\0"sv, "an old Excel workbook (.xls)",
     "save it as .xlsx or CSV and open that"},
    {0, "\x09\x08\x08\0\0\x05"sv, "an old Excel workbook (.xls)",
     "save it as .xlsx or CSV and open that"},
    {0, "\x28\xb5\x2f\xfd"sv, "compressed with Zstandard", "unpack it with 'zstd -d'"},
    {0, "\xfd\x37zXZ\0"sv, "compressed with xz", "unpack it with 'xz -d'"},
    {4, "1AY&SY"sv, "compressed with bzip2", "unpack it with 'bzip2 -d'"},
    {0, "\x04\x22\x4d\x18"sv, "compressed with LZ4", "unpack it with 'lz4 -d'"},
    {0, "\x1f\x9d"sv, "compressed with 'compress'", "unpack it with 'gzip -d'"},
    {0, "7z\xbc\xaf\x27\x1c"sv, "a 7-Zip archive", kUnpack},
    {0, "Rar!\x1a\x07"sv, "a RAR archive", kUnpack},
    {257, "ustar"sv, "a tar archive", kUnpack},
    {0, "\x89PNG\r\n\x1a\n"sv, "a picture (PNG)", kPicture},
    {0, "\xff\xd8\xff"sv, "a picture (JPEG)", kPicture},
    {0, "GIF8"sv, "a picture (GIF)", kPicture},
    {0,
     "\x7f"
     "ELF"sv,
     "a program", kPicture},
});

Recognised refused(std::string_view name, std::string_view advice) {
    return {Content::other, "is " + std::string(name) + "; " + std::string(advice)};
}

bool holds(std::string_view bytes, std::string_view part) {
    return bytes.find(part) != std::string_view::npos;
}

// Whether there is a byte that no text has: a short signature alone may be a column's name.
bool is_binary(std::string_view bytes) {
    return std::any_of(bytes.begin(), bytes.end(), [](char c) { return c >= '\0' && c < '\t'; });
}

bool fits(const Signature& known, std::string_view bytes) {
    if (bytes.size() < known.offset || !bytes.substr(known.offset).starts_with(known.bytes))
        return false;
    return known.bytes.size() >= kTellingBytes || is_binary(bytes.substr(0, kFirstBytes));
}

// The first characters of a text in lower case, whatever its encoding: marks, blanks and the zero
// bytes of UTF-16 are left out.
std::string opening(std::string_view bytes) {
    std::string text;
    for (const char c : bytes.substr(0, kFirstBytes))
        if (c != '\0' && !(text.empty() && (static_cast<unsigned char>(c) >= 0x80 || c == ' ' ||
                                            c == '\t' || c == '\r' || c == '\n')))
            text += c;
    return base::lower(text);
}

std::optional<Recognised> recognise_markup(std::string_view text) {
    if (text.empty() || text.front() != '<')
        return std::nullopt;
    if (text.starts_with("<?xml") || text.starts_with("<office:document")) {
        if (holds(text, "urn:schemas-microsoft-com:office:spreadsheet"))
            return refused("an XML spreadsheet of 2003", "save it as .xlsx or CSV and open that");
        if (holds(text, "office:document"))
            return refused("a flat OpenDocument file", "save it as .ods or CSV and open that");
        if (!holds(text, "<html"))
            return refused("an XML file", "export the table in it as CSV");
    }
    for (const std::string_view tag : {"<?xml", "<!doctype html", "<html", "<head", "<body",
                                       "<table", "<meta", "<script", "<style", "<div", "<!--"})
        if (text.starts_with(tag))
            return refused("an HTML page", "download the file itself (the page may be a sign-in or "
                                           "a preview), or export the table in it as CSV");
    return std::nullopt;
}

// A header may begin with a bracket ("[id],[name]"): what follows decides.
std::optional<Recognised> recognise_json(std::string_view text) {
    if (text.empty() || (text.front() != '{' && text.front() != '['))
        return std::nullopt;
    const std::size_t next = text.find_first_not_of(" \t\r\n", 1);
    const std::string_view rest = next == text.npos ? std::string_view() : text.substr(next);
    if (rest.empty())
        return std::nullopt;
    if (text.front() == '{'
            ? !holds("\"}"sv, rest.substr(0, 1))
            : !holds("{[\"]-0123456789"sv, rest.substr(0, 1)) && !rest.starts_with("null") &&
                  !rest.starts_with("true") && !rest.starts_with("false"))
        return std::nullopt;
    if (holds(text, "cohortscope_session"))
        return refused("a session of Cohortscope, no table",
                       "open the table and hand the session in with --session");
    return refused("a JSON file", "write it as CSV (pandas: read_json, then to_csv)");
}

std::string utf16(std::string_view ascii) {
    std::string text;
    for (const char c : ascii)
        text.append({c, '\0'});
    return text;
}

Recognised recognise_ole2(std::string_view bytes) {
    if (holds(bytes, utf16("EncryptedPackage")))
        return refused("a workbook with a password", "save it without one and open that");
    if (holds(bytes, utf16("Workbook")) || holds(bytes, utf16("Book")))
        return refused("an old Excel workbook (.xls)", "save it as .xlsx or CSV and open that");
    return refused("an old Office document", "save its table as .xlsx or CSV and open that");
}

Recognised recognise_zip(std::string_view bytes) {
    const std::optional<ZipNames> names = zip_names(bytes);
    if (!names)
        return refused("a ZIP archive or workbook that is damaged or incomplete",
                       "get it again, or save the workbook anew");
    if (names->holds("xl/workbook.bin"))
        return refused("a binary Excel workbook (.xlsb)", "save it as .xlsx or CSV and open that");
    if (names->holds_below("word/"))
        return refused("a Word document", "save its table as .xlsx or CSV and open that");
    if (names->holds_below("ppt/"))
        return refused("a presentation", "save its table as .xlsx or CSV and open that");
    if (names->holds_below("xl/"))
        return {Content::xlsx, {}};
    if (names->holds_below("index/") && names->holds_below("metadata/"))
        return refused("a document of Numbers, Pages or Keynote", "export it as CSV or .xlsx");
    if (names->holds("content.xml"))
        return holds(bytes.substr(0, 200), "opendocument.") &&
                       !holds(bytes.substr(0, 200), "opendocument.spreadsheet")
                   ? refused("an OpenDocument file without sheets",
                             "save its table as .ods or CSV and open that")
                   : Recognised{Content::ods, {}};
    if (names->holds("[content_types].xml"))
        return {Content::xlsx, {}}; // with its parts where only their relations say
    const std::string inside =
        names->first.empty() ? "" : " with " + base::shortened(names->first, 40);
    return refused("a ZIP archive" + inside, kUnpack);
}

} // namespace

Recognised recognise(std::string_view bytes) {
    if (bytes.starts_with("\x1f\x8b"sv))
        return {Content::gzip, {}};
    if (bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv))
        return recognise_zip(bytes);
    if (bytes.starts_with("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv))
        return recognise_ole2(bytes);
    for (const Signature& known : kSignatures)
        if (fits(known, bytes))
            return refused(known.name, known.advice);
    const std::string text = opening(bytes);
    if (const auto markup = recognise_markup(text))
        return *markup;
    if (const auto json = recognise_json(text))
        return *json;
    return {};
}

} // namespace cohortscope::data
