#include "data/gzip.h"

#include <algorithm>
#include <memory>
#include <zlib.h>

#include "base/error.h"

namespace cohortscope::data {

namespace {

constexpr std::size_t kStep = 1 << 20;      // bytes unpacked between two checkpoints
constexpr std::size_t kDeflateRatio = 1032; // no stream of deflate unpacks to more
constexpr int kGzipOnly = 15 + 16;          // window bits of zlib for gzip with its check sum
constexpr std::size_t kSmallestMember = 18; // header and trailer

struct InflateEnd {
    void operator()(z_stream* stream) const {
        inflateEnd(stream);
        delete stream;
    }
};
using Stream = std::unique_ptr<z_stream, InflateEnd>;

Stream new_stream() {
    auto plain = std::make_unique<z_stream>();
    ENSURE(inflateInit2(plain.get(), kGzipOnly) == Z_OK);
    return Stream(plain.release());
}

// The last four bytes say the size of the last member: of most files all there is.
std::size_t likely_size(std::string_view packed) {
    if (packed.size() < kSmallestMember)
        return kStep;
    std::size_t size = 0;
    for (std::size_t i = 4; i-- > 0;)
        size = size << 8 | static_cast<unsigned char>(packed[packed.size() - 4 + i]);
    return std::min(size + 1, kDeflateRatio * packed.size());
}

std::string megabytes(std::size_t bytes) { return std::to_string((bytes >> 20) + 1) + " MB"; }

struct Unpacking {
    std::string_view packed;
    const std::string& source;
    std::size_t limit = 0;
    std::size_t at = 0; // of the packed bytes
    base::Buffer<char> bytes;
    std::size_t filled = 0;
};

void make_room(Unpacking& work) {
    if (work.filled < work.bytes.size())
        return;
    if (work.filled >= work.limit)
        throw base::Error::in(work.source,
                              "unpacks to more than " + megabytes(work.limit) + " from " +
                                  megabytes(work.packed.size()) +
                                  ", the most that is read; unpack it yourself if that is right");
    work.bytes.resize(std::min(work.limit, 2 * work.filled + kStep));
}

// One call of inflate over what fits; the state of the stream afterwards.
int unpack_step(z_stream& stream, Unpacking& work) {
    const auto part = [](std::size_t size) { return static_cast<uInt>(std::min(size, kStep)); };
    // zlib does not write through this pointer; without ZLIB_CONST its type says otherwise.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(work.packed.data() + work.at));
    stream.avail_in = part(work.packed.size() - work.at);
    stream.next_out = reinterpret_cast<Bytef*>(work.bytes.data() + work.filled);
    stream.avail_out = part(work.bytes.size() - work.filled);
    const uInt in = stream.avail_in;
    const uInt out = stream.avail_out;
    const int state = inflate(&stream, Z_NO_FLUSH);
    work.at += in - stream.avail_in;
    work.filled += out - stream.avail_out;
    return state;
}

[[noreturn]] void fail(const Unpacking& work, const std::string& what) {
    throw base::Error::in(work.source, "is a gzip file that " + what + ", after " +
                                           std::to_string(work.filled) +
                                           " bytes of its content; get it again");
}

void unpack_member(Unpacking& work, base::Progress& progress) {
    const Stream stream = new_stream();
    for (;;) {
        make_room(work);
        progress.checkpoint(static_cast<double>(work.at) / static_cast<double>(work.packed.size()));
        switch (unpack_step(*stream, work)) {
        case Z_STREAM_END:
            return;
        case Z_OK:
        case Z_BUF_ERROR: // no progress: there is no more of the one or no room for the other
            if (work.at == work.packed.size() && work.filled < work.bytes.size())
                fail(work, "ends too early");
            break;
        case Z_MEM_ERROR:
            throw std::bad_alloc();
        default:
            fail(work, "is damaged");
        }
    }
}

} // namespace

std::size_t largest_unpacked(std::size_t packed_bytes, const UnpackLimits& limits) {
    const std::size_t by_ratio = packed_bytes > limits.most_bytes / limits.ratio
                                     ? limits.most_bytes
                                     : packed_bytes * limits.ratio;
    return std::min(std::max(by_ratio, limits.free_bytes), limits.most_bytes);
}

base::Buffer<char> gunzip(std::string_view packed, const std::string& source,
                          base::Progress& progress, const UnpackLimits& limits) {
    Unpacking work{packed, source, largest_unpacked(packed.size(), limits), 0, {}, 0};
    work.bytes.resize(std::min(likely_size(packed), work.limit));
    do {
        unpack_member(work, progress);
        while (work.at < packed.size() && packed[work.at] == '\0')
            ++work.at;
        if (work.at < packed.size() && !packed.substr(work.at).starts_with("\x1f\x8b"))
            fail(work, "is followed by something else");
    } while (work.at < packed.size());
    work.bytes.resize(work.filled);
    progress.checkpoint(1.0);
    return std::move(work.bytes);
}

} // namespace cohortscope::data
