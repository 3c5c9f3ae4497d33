// In which line of a JSON text each of its values stands, for messages about files people write.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace cohortscope::schema {

// Of valid JSON. Values are named as Place::where names them: "personas[2].name". Deeper than
// kDeepestLine nothing is looked at. O(text).
class JsonLines {
  public:
    static constexpr int kDeepestLine = 32;

    explicit JsonLines(std::string_view json);

    // From 1: of the key where it is a value of an object. Of the nearest value around it where
    // there is no such value.
    std::size_t line_of(std::string_view where) const;

    // The first key that an object has twice, as a place; empty where there is none.
    const std::string& repeated() const { return repeated_; }

  private:
    void value(const std::string& where, int depth);
    void object(const std::string& where, int depth);
    void list(const std::string& where, int depth);
    std::string text();
    void blanks();
    char next() const { return at_ < json_.size() ? json_[at_] : '\0'; }

    std::string_view json_;
    std::size_t at_ = 0, line_ = 1;
    std::map<std::string, std::size_t, std::less<>> lines_;
    std::string repeated_;
};

// The line of a byte, from 1.
std::size_t line_at(std::string_view text, std::size_t byte);

} // namespace cohortscope::schema
