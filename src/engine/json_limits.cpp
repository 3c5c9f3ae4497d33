#include "engine/json_limits.h"

#include <set>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/format.h"

namespace cohortscope::engine {

namespace {

using Json = nlohmann::json;
constexpr std::size_t kShownCharacters = 60; // of a key

// What the parser calls as it goes; false stops it.
class Limits : public nlohmann::json_sax<Json> {
  public:
    std::string why;

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return enter(); }
    bool start_array(std::size_t) override { return enter(); }
    bool end_object() override { return leave(); }
    bool end_array() override { return leave(); }
    bool parse_error(std::size_t, const std::string&, const Json::exception&) override {
        return false;
    }
    bool key(string_t& name) override {
        if (keys_.back().insert(name).second)
            return true;
        why = "has the key \"" + base::shortened(name, kShownCharacters) +
              "\" twice; expected it once";
        return false;
    }

  private:
    bool enter() {
        keys_.emplace_back();
        if (keys_.size() <= kDeepestJson)
            return true;
        why = "is nested more than " + std::to_string(kDeepestJson) +
              " levels deep; expected an object of key and value";
        return false;
    }
    bool leave() {
        keys_.pop_back();
        return true;
    }

    std::vector<std::set<std::string>> keys_; // of each object that is open
};

} // namespace

std::string beyond_limits(std::string_view json) {
    Limits limits;
    Json::sax_parse(json.begin(), json.end(), &limits);
    return limits.why;
}

} // namespace cohortscope::engine
