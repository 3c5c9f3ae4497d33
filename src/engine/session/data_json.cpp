#include <charconv>
#include <limits>

#include "base/base64.h"
#include "base/error.h"
#include "engine/session/session_parts.h"

namespace cohortscope::engine {

namespace {

constexpr std::uint64_t kMostRows = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t kExact = std::uint64_t{1} << 53;

void add_path(Json& json, const char* key, const std::string& path) {
    if (!path.empty())
        json[key] = json_of_path(path);
}

} // namespace

std::string short_text_at(const schema::Place& place, const char* key) {
    std::string text = schema::text_at(place, key, "");
    if (text.size() > kLongestText)
        place.at(std::string(key)).fail("at most " + std::to_string(kLongestText) + " bytes");
    return text;
}

std::uint64_t count_at(const schema::Place& place, const char* key, std::uint64_t most) {
    if (!place.has(key))
        return 0;
    const schema::Place at = place.at(std::string(key));
    if (!at.value.is_number_unsigned() || at.value.get<std::uint64_t>() > most)
        at.fail("a whole number from 0 to " + std::to_string(most));
    return at.value.get<std::uint64_t>();
}

Json json_of_path(const std::string& path) {
    try {
        static_cast<void>(Json(path).dump());
        return path;
    } catch (const Json::exception&) {
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(path.data());
        return {{"base64", base::to_base64({bytes, path.size()})}};
    }
}

std::string path_at(const schema::Place& place, const char* key) {
    if (!place.has(key) || place.at(std::string(key)).value.is_string())
        return short_text_at(place, key);
    const schema::Place at = place.at(std::string(key));
    schema::expect_keys(at, {"base64"});
    try {
        const std::vector<std::uint8_t> bytes = base::from_base64(short_text_at(at, "base64"));
        return {bytes.begin(), bytes.end()};
    } catch (const base::Error& error) {
        throw base::Error::in(at.source, at.where + ": " + error.what());
    }
}

Json json_of(const DataFile& data) {
    Json json = Json::object();
    add_path(json, "source", data.source);
    add_path(json, "file", data.path);
    add_path(json, "beside_session", data.beside);
    if (!data.sheet.empty())
        json["sheet"] = data.sheet;
    for (const auto& [column, name] : data.called)
        json["columns"][column] = name;
    if (data.strict)
        json["strict"] = true;
    if (data.bytes != 0)
        json["bytes"] = data.bytes;
    json["rows"] = data.rows;
    json["content"] = fingerprint_text(data.content);
    return json;
}

DataFile data_of(const schema::Place& place) {
    schema::expect_keys(place, {"source", "file", "beside_session", "sheet", "columns", "strict",
                                "bytes", "rows", "content"});
    DataFile data;
    data.source = path_at(place, "source");
    if (data.source.empty())
        place.fail("the key \"source\" with a text");
    data.path = path_at(place, "file");
    data.beside = path_at(place, "beside_session");
    data.sheet = short_text_at(place, "sheet");
    if (place.has("columns")) {
        const schema::Place columns = place.at("columns");
        if (!columns.value.is_object() || columns.value.size() > kMostNames)
            columns.fail("an object of at most " + std::to_string(kMostNames) + " names");
        for (const auto& [column, name] : columns.value.items())
            data.called[column] = short_text_at(columns, column.c_str());
    }
    data.strict = schema::flag_at(place, "strict");
    data.bytes = count_at(place, "bytes", kExact);
    data.rows = count_at(place, "rows", kMostRows);
    data.content = fingerprint_at(place, "content");
    return data;
}

std::string fingerprint_text(base::Fingerprint fingerprint) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (int shift = 60; shift >= 0; shift -= 4)
        text += kDigits[fingerprint.value >> shift & 15];
    return text;
}

base::Fingerprint fingerprint_at(const schema::Place& place, const char* key) {
    const std::string text = schema::needed_text(place, key);
    base::Fingerprint fingerprint;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), fingerprint.value, 16);
    if (text.size() != 16 || error != std::errc() || end != text.data() + text.size())
        place.at(std::string(key)).fail("16 hexadecimal digits");
    return fingerprint;
}

} // namespace cohortscope::engine
