// Messages about a file begin with its name, whoever found out what is wrong with it.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace cohortscope::base {

// "FILE: message", printable; as it is where it names the file already.
std::string message_about(std::string_view file, std::string_view message);

// What `work` returns; an Error that it throws names the file.
template <class Work> auto about_file(std::string_view file, const Work& work) {
    try {
        return work();
    } catch (const Error& error) {
        throw Error(message_about(file, error.what()));
    }
}

} // namespace cohortscope::base
