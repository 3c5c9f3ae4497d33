#include "support/python_peer.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <unistd.h>

#include <doctest/doctest.h>

#include "base/file.h"

namespace cohortscope::tests {

namespace {

const std::string kPython = "OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 /usr/bin/python3 ";

std::string output_of(const std::string& command) {
    std::string text;
    FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::array<char, 65536> buffer{};
    for (std::size_t got = 0; (got = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        text.append(buffer.data(), got);
    REQUIRE_MESSAGE(pclose(pipe) == 0, command);
    return text;
}

} // namespace

std::optional<nlohmann::json> ask_python(const std::string& script, const std::string& modules,
                                         const nlohmann::json& input) {
    if (std::system((kPython + "-c 'import " + modules + "' 2>/dev/null").c_str()) != 0) {
        MESSAGE("skipped: no /usr/bin/python3 with " << modules);
        return std::nullopt;
    }
    const std::filesystem::path path = std::filesystem::temp_directory_path() /
                                       ("cohortscope-peer-" + std::to_string(getpid()) + ".json");
    base::write_file(path.string(), input.dump());
    const std::string text =
        output_of(kPython + "'" COHORTSCOPE_SOURCE_DIR "/" + script + "' '" + path.string() + "'");
    std::filesystem::remove(path);
    return nlohmann::json::parse(text);
}

} // namespace cohortscope::tests
