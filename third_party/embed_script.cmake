# Writes OUTPUT, a C++ file that defines base::find_asset over the bytes of FILES ("|"-separated).
# Files are known by their names, those of the folders rules and presets by "rules/NAME".
string(REPLACE "|" ";" files "${FILES}")
set(arrays "")
set(table "")
set(number 0)
foreach(file ${files})
    get_filename_component(name ${file} NAME)
    get_filename_component(folder ${file} DIRECTORY)
    get_filename_component(folder ${folder} NAME)
    if(folder MATCHES "^(rules|presets)$") # whose files have names of other files, too
        set(name ${folder}/${name})
    endif()
    file(READ ${file} hex HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
    string(APPEND arrays "const unsigned char asset_${number}[] = {${bytes}0};\n")
    string(APPEND table "    {\"${name}\", {reinterpret_cast<const char*>(asset_${number}), sizeof asset_${number} - 1}},\n")
    math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUTPUT} "#include \"base/asset.h\"

namespace cohortscope::base {
namespace {
${arrays}
struct Entry {
    std::string_view name;
    std::string_view bytes;
};
const Entry kEntries[] = {
${table}};
} // namespace

std::string_view find_asset(std::string_view name) {
    for (const Entry& entry : kEntries)
        if (entry.name == name)
            return entry.bytes;
    return {};
}
} // namespace cohortscope::base
")
