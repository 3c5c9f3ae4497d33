// The file that a script reads again: its name, its hash and how it holds the table.
#pragma once

#include <string>

#include "base/buffer.h"
#include "data/file_form.h"

namespace cohortscope::report {

struct ScriptSource {
    std::string name;   // what the script reads unless told otherwise
    std::string sha256; // of the file's bytes
    data::FileForm form;
};

// Of the bytes of a file that was read with these options. Throws base::Error as reading does.
ScriptSource script_source(base::Buffer<char> bytes, const std::string& name,
                           const data::ReadOptions& options);

} // namespace cohortscope::report
