// Feeds mutated inputs to the readers:
// fuzz_tests [--inputs N] [--seed S] [--target NAME] [--only I] [--dump FILE]
//
// Input i of a target depends on the seed and i alone, so that "--target NAME --only I" repeats it.
// Crashes, leaks and undefined behaviour are for the sanitizers to tell; what is thrown beside
// base::Error fails here, and an input that takes a minute of the processor ends the run.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/time.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/parallel.h"
#include "fuzz/mutate.h"
#include "fuzz/target.h"

using namespace cohortscope;

namespace {

constexpr int kMostSeconds = 60;
constexpr std::size_t kLongestMessage = 4000;

struct Options {
    std::uint64_t inputs = 2000; // of each target
    std::uint64_t seed = 1;
    std::string target;
    bool has_only = false;
    std::uint64_t only = 0;
    std::string dump; // where to write the present input
};

// For the handlers of signals, which can be handed nothing.
char present_input[200];

void tell_input(int signal) {
    static_cast<void>(!::write(STDERR_FILENO, present_input, std::strlen(present_input)));
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void watch(const std::string& target, std::uint64_t seed, std::uint64_t index) {
    std::snprintf(present_input, sizeof present_input, "\nat --target %s --seed %llu --only %llu\n",
                  target.c_str(), static_cast<unsigned long long>(seed),
                  static_cast<unsigned long long>(index));
    const itimerval limit{{0, 0}, {kMostSeconds, 0}};
    setitimer(ITIMER_PROF, &limit, nullptr);
}

std::string input_of(const fuzz::Target& target, std::uint64_t seed, std::uint64_t index) {
    base::Random random(seed, index);
    std::string bytes = fuzz::mutated(target, random);
    if (!target.packed)
        return bytes;
    bytes = target.packed(bytes);
    for (std::uint64_t n = random.below(16) == 0 ? 1 + random.below(4) : 0; n > 0; --n)
        bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
    return bytes;
}

// Whether the input was read; throws what is not base::Error.
bool is_read(const fuzz::Target& target, const std::string& bytes) {
    try {
        target.run(bytes);
        return true;
    } catch (const base::Error& error) {
        const std::string message = error.what();
        if (message.empty() || message.size() > kLongestMessage)
            throw std::runtime_error("an error of " + std::to_string(message.size()) +
                                     " characters");
        return false;
    }
}

bool run(const fuzz::Target& target, const Options& options) {
    std::uint64_t read = 0;
    const std::uint64_t begin = options.has_only ? options.only : 0;
    const std::uint64_t end = options.has_only ? options.only + 1 : options.inputs;
    for (std::uint64_t index = begin; index < end; ++index) {
        watch(target.name, options.seed, index);
        try {
            const std::string bytes = input_of(target, options.seed, index);
            if (!options.dump.empty())
                base::write_file(options.dump, bytes);
            read += is_read(target, bytes);
        } catch (const std::exception& wrong) {
            std::printf("FAILED: %s%s", wrong.what(), present_input);
            return false;
        }
    }
    std::printf("%-8s %llu inputs, %llu of them read, the others refused\n", target.name.c_str(),
                static_cast<unsigned long long>(end - begin),
                static_cast<unsigned long long>(read));
    std::fflush(stdout);
    return true;
}

Options parsed(int count, char** values) {
    Options options;
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string name = values[i];
        const std::uint64_t number = std::strtoull(values[i + 1], nullptr, 10);
        if (name == "--inputs")
            options.inputs = number;
        else if (name == "--seed")
            options.seed = number;
        else if (name == "--target")
            options.target = values[i + 1];
        else if (name == "--dump")
            options.dump = values[i + 1];
        else if (name == "--only") {
            options.has_only = true;
            options.only = number;
        }
    }
    return options;
}

} // namespace

int main(int count, char** values) {
    const Options options = parsed(count, values);
    const base::ThreadLimit one_thread(1); // small inputs: sharing them costs more than it brings
    for (const int signal : {SIGABRT, SIGPROF})
        std::signal(signal, tell_input);
    bool good = true, known = false;
    for (const fuzz::Target& target :
         {fuzz::csv_target(), fuzz::gzip_target(), fuzz::session_target(), fuzz::carried_target(),
          fuzz::xlsx_target(), fuzz::ods_target()})
        if (options.target.empty() || options.target == target.name) {
            known = true;
            good = run(target, options) && good;
        }
    if (!known)
        std::fprintf(stderr, "no target %s: csv, gzip, session, carried, xlsx or ods\n",
                     options.target.c_str());
    return good && known ? 0 : 1;
}
