#include <array>
#include <limits>

#include "base/error.h"
#include "engine/session/session_parts.h"

namespace cohortscope::engine {

namespace {

constexpr std::array<std::string_view, 3> kCloudNames = {"points", "density", "automatic"};
enum class Theme { dark, light };
constexpr std::size_t kMostWeights = 100'000;
constexpr float kLeastSize = 0.01f, kGreatestSize = 100.0f; // of points, of the exposure

Json json_of_weights(const std::map<std::string, double>& weights) {
    Json json = Json::object();
    for (const auto& [name, weight] : weights)
        json[name] = weight;
    return json;
}

std::map<std::string, double> weights_at(const schema::Place& place, const char* key) {
    std::map<std::string, double> weights;
    if (!place.has(key))
        return weights;
    const schema::Place at = place.at(std::string(key));
    if (!at.value.is_object() || at.value.size() > kMostWeights)
        at.fail("an object of at most " + std::to_string(kMostWeights) + " weights");
    for (const auto& [name, value] : at.value.items()) {
        if (!value.is_number() || !(value.get<double>() >= 0.0) ||
            !(value.get<double>() <= kMaximumWeight))
            at.fail("weights from 0 to " + std::to_string(int(kMaximumWeight)));
        weights[name] = value.get<double>();
    }
    return weights;
}

float size_at(const schema::Place& place, const char* key, float otherwise) {
    const double size = schema::number_at(place, key, double(kLeastSize), double(otherwise));
    if (size > double(kGreatestSize))
        place.at(std::string(key)).fail("a number up to 100");
    return static_cast<float>(size);
}

} // namespace

Json json_of(const ViewChoices& view) {
    Json json = Json::object();
    json["tab"] = view.tab;
    json["theme"] = view.light ? "light" : "dark";
    json["cloud"] = kCloudNames[static_cast<std::size_t>(view.cloud)];
    json["point_size"] = view.point_size;
    json["exposure"] = view.exposure;
    if (view.pinned != kNoColour)
        json["pinned_colour"] = view.pinned;
    if (view.row)
        json["row"] = *view.row;
    if (!view.muted.empty())
        json["muted"] = json_of_weights(view.muted);
    if (!view.solo.empty())
        json["solo"] = view.solo;
    if (!view.before_solo.empty())
        json["before_solo"] = json_of_weights(view.before_solo);
    return json;
}

ViewChoices view_of(const schema::Place& place) {
    schema::expect_keys(place, {"tab", "theme", "cloud", "point_size", "exposure", "pinned_colour",
                                "row", "muted", "solo", "before_solo"});
    constexpr std::array<std::string_view, 2> kThemes = {"dark", "light"};
    ViewChoices view;
    if (place.has("tab"))
        view.tab = short_text_at(place, "tab");
    view.light = schema::choice_at(place, "theme", kThemes, Theme::dark) == Theme::light;
    view.cloud = schema::choice_at(place, "cloud", kCloudNames, view.cloud);
    view.point_size = size_at(place, "point_size", view.point_size);
    view.exposure = size_at(place, "exposure", view.exposure);
    view.pinned = schema::whole_at(place, "pinned_colour", 0, kGreatestColour, kNoColour);
    if (place.has("row"))
        view.row = static_cast<std::uint32_t>(
            count_at(place, "row", std::numeric_limits<std::uint32_t>::max()));
    view.muted = weights_at(place, "muted");
    view.solo = short_text_at(place, "solo");
    view.before_solo = weights_at(place, "before_solo");
    return view;
}

} // namespace cohortscope::engine
