// Where the records and fields of separated values begin and end (RFC 4180).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace cohortscope::data {

// The text of one cell, a view into the scanned bytes.
struct Field {
    std::string_view text; // of a quoted field what stands between its quotes
    bool escaped = false;  // every quote in `text` is still doubled
};

// The text of the cell, its quotes no longer doubled.
std::string unescaped(const Field& field);

// What is wrong with the bytes, thrown by the scanner and by those who read its fields. Only the
// reader knows whether the guess where records begin was right, and so whether this is an error.
struct Fault {
    std::size_t offset = 0;
    std::string message;
};

// "comma", "semicolon", "tab", …
std::string separator_name(char separator);

// First record at or after `at`, where a line begins: skips lines of nothing but blanks and tabs.
std::size_t skip_blank_lines(std::string_view bytes, std::size_t at);

// First line begin at or after `at`, taking every line ending for the end of a record: wrong where
// `at` lies inside a quoted field that holds line endings.
std::size_t guess_record(std::string_view bytes, std::size_t at);

// Walks the records of `bytes`. A quote inside an unquoted field is an ordinary character.
class Scanner {
  public:
    // `at` is the begin of a line.
    Scanner(std::string_view bytes, std::size_t at, char separator = ',')
        : bytes_(bytes), at_(skip_blank_lines(bytes, at)), separator_(separator) {}

    // Begin of the next record, or the bytes' size after the last.
    std::size_t position() const { return at_; }

    // Reads the record at position(), which is not the end. Returns how many fields it has; those
    // that find room are stored. Throws Fault.
    std::size_t next(std::span<Field> fields);

  private:
    Field plain_field();
    Field quoted_field();

    std::string_view bytes_;
    std::size_t at_;
    char separator_;
};

} // namespace cohortscope::data
