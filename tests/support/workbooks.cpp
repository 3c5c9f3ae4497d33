#include "support/workbooks.h"

namespace cohortscope::tests {

namespace {

const std::string kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const std::string kRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const std::string kPackage = "http://schemas.openxmlformats.org/package/2006/relationships";

std::string relation(const std::string& id, const std::string& type, const std::string& target) {
    return "<Relationship Id=\"" + id + "\" Type=\"" + kRelation + "/" + type + "\" Target=\"" +
           target + "\"/>";
}

} // namespace

std::vector<ZipEntry> xlsx_entries(const XlsxParts& parts) {
    std::vector<ZipEntry> entries;
    std::string list;
    std::string relations =
        relation("s", "styles", "styles.xml") + relation("t", "sharedStrings", "sharedStrings.xml");
    for (std::size_t i = 0; i < parts.sheets.size(); ++i) {
        const Sheet& sheet = parts.sheets[i];
        const std::string number = std::to_string(i + 1);
        const std::string part = "worksheets/sheet" + number + ".xml";
        list += "<sheet name=\"" + sheet.name + "\" sheetId=\"" + number + "\" r:id=\"r" + number +
                "\" " + sheet.attributes + "/>";
        relations += relation("r" + number, "worksheet", part);
        entries.push_back({"xl/" + part, "<worksheet xmlns=\"" + kMain + "\"><sheetData>" +
                                             sheet.rows +
                                             "</sheetData><c><v>99</v></c></worksheet>"});
    }
    entries.push_back({"xl/workbook.xml", "<workbook xmlns=\"" + kMain + "\" xmlns:r=\"" +
                                              kRelation + "\"><workbookPr " + parts.workbook_pr +
                                              "/><sheets>" + list + "</sheets></workbook>"});
    entries.push_back({"xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"" + kPackage + "\">" +
                                                         relations + "</Relationships>"});
    entries.push_back({"_rels/.rels", "<Relationships xmlns=\"" + kPackage + "\">" +
                                          relation("b", "officeDocument", "xl/workbook.xml") +
                                          "</Relationships>"});
    entries.push_back(
        {"xl/sharedStrings.xml", "<sst xmlns=\"" + kMain + "\">" + parts.strings + "</sst>"});
    entries.push_back(
        {"xl/styles.xml", "<styleSheet xmlns=\"" + kMain + "\">" + parts.styles + "</styleSheet>"});
    return entries;
}

std::string xlsx(const XlsxParts& parts) { return stored_zip(xlsx_entries(parts)); }

std::string xlsx(const std::string& rows) { return xlsx({.sheets = {{"S", rows}}}); }

std::string ods(const std::vector<Sheet>& sheets) {
    std::string body;
    for (const Sheet& sheet : sheets)
        body += "<table:table table:name=\"" + sheet.name + "\">" + sheet.rows + "</table:table>";
    const std::string office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    return stored_zip(
        {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
         {"content.xml",
          "<office:document-content xmlns:office=\"" + office +
              "\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:calcext=\"c\"><office:body>"
              "<office:spreadsheet>" +
              body + "</office:spreadsheet></office:body></office:document-content>"}});
}

} // namespace cohortscope::tests
