#include "report/paint/png_file.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

#include <cairo.h>
#include <zlib.h>

#include "base/error.h"
#include "report/paint/png_chunks.h"

namespace cohortscope::report {

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr int kEffort = 3; // of zlib's 9
constexpr std::size_t kPacked = std::size_t{1} << 16;

// Rows of a surface as PNG has them: channels in order, not multiplied by the opacity.
class Rows {
  public:
    explicit Rows(cairo_surface_t* surface)
        : data_(cairo_image_surface_get_data(surface)),
          stride_(cairo_image_surface_get_stride(surface)),
          width_(static_cast<std::size_t>(cairo_image_surface_get_width(surface))),
          has_opacity_(cairo_image_surface_get_format(surface) == CAIRO_FORMAT_ARGB32) {}

    std::size_t channels() const { return has_opacity_ ? 4 : 3; }
    std::size_t bytes() const { return width_ * channels(); }
    bool has_opacity() const { return has_opacity_; }

    void read(int y, Bytes& row) const {
        const unsigned char* from = data_ + static_cast<std::ptrdiff_t>(y) * stride_;
        std::uint8_t* to = row.data();
        for (std::size_t x = 0; x < width_; ++x, from += 4, to += channels()) {
            std::uint32_t pixel = 0; // a number in the machine's order
            std::memcpy(&pixel, from, sizeof pixel);
            const std::uint32_t opacity = has_opacity_ ? pixel >> 24 : 255;
            for (int channel = 0; channel < 3; ++channel)
                to[channel] = plain(pixel >> (16 - 8 * channel) & 0xff, opacity);
            if (has_opacity_)
                to[3] = static_cast<std::uint8_t>(opacity);
        }
    }

  private:
    static std::uint8_t plain(std::uint32_t value, std::uint32_t opacity) {
        if (opacity == 255)
            return static_cast<std::uint8_t>(value);
        return static_cast<std::uint8_t>(opacity == 0 ? 0 : (value * 255 + opacity / 2) / opacity);
    }

    const unsigned char* data_;
    int stride_;
    std::size_t width_;
    bool has_opacity_;
};

// How far the bytes are from 0 as signed numbers: what is near it packs well.
std::size_t cost_of(const Bytes& row) {
    std::size_t cost = 0;
    for (std::size_t i = 1; i < row.size(); ++i)
        cost += static_cast<std::size_t>(std::abs(static_cast<std::int8_t>(row[i])));
    return cost;
}

// A row as it is, less its left neighbours, and less the row above: the one that packs best. The
// first byte says which (PNG specification, filter types 0 to 2).
class Filter {
  public:
    explicit Filter(const Rows& rows) : channels_(rows.channels()) {
        for (Bytes& form : forms_)
            form.resize(rows.bytes() + 1);
        for (std::uint8_t type = 0; type < forms_.size(); ++type)
            forms_[type][0] = type;
    }

    const Bytes& best(const Bytes& row, const Bytes& above) {
        for (std::size_t i = 0; i < row.size(); ++i)
            forms_[2][i + 1] = static_cast<std::uint8_t>(row[i] - above[i]);
        if (row == above)
            return forms_[2];
        std::memcpy(forms_[0].data() + 1, row.data(), row.size());
        std::memcpy(forms_[1].data() + 1, row.data(), channels_);
        for (std::size_t i = channels_; i < row.size(); ++i)
            forms_[1][i + 1] = static_cast<std::uint8_t>(row[i] - row[i - channels_]);
        std::size_t least = 0;
        std::array<std::size_t, 3> costs{};
        for (std::size_t type = 0; type < forms_.size(); ++type) {
            costs[type] = cost_of(forms_[type]);
            least = costs[type] < costs[least] ? type : least;
        }
        return forms_[least];
    }

  private:
    std::size_t channels_;
    std::array<Bytes, 3> forms_;
};

class Packer {
  public:
    Packer() {
        if (deflateInit(&stream_, kEffort) != Z_OK)
            throw base::Error("the picture cannot be packed: not enough memory");
    }
    ~Packer() { deflateEnd(&stream_); }
    Packer(const Packer&) = delete;
    Packer& operator=(const Packer&) = delete;

    void add(const Bytes& bytes) { run(bytes, Z_NO_FLUSH); }
    std::string take() {
        run({}, Z_FINISH);
        return std::move(packed_);
    }

  private:
    void run(const Bytes& bytes, int flush) {
        stream_.next_in = const_cast<Bytef*>(bytes.data());
        stream_.avail_in = static_cast<uInt>(bytes.size());
        do {
            stream_.next_out = room_.data();
            stream_.avail_out = static_cast<uInt>(room_.size());
            deflate(&stream_, flush);
            packed_.append(reinterpret_cast<const char*>(room_.data()),
                           room_.size() - stream_.avail_out);
        } while (stream_.avail_out == 0);
    }

    z_stream stream_{};
    Bytes room_ = Bytes(kPacked);
    std::string packed_;
};

} // namespace

std::string png_of(cairo_surface_t* surface) {
    cairo_surface_flush(surface);
    const Rows rows(surface);
    const int width = cairo_image_surface_get_width(surface);
    const int height = cairo_image_surface_get_height(surface);
    Filter filter(rows);
    Packer packer;
    Bytes row(rows.bytes()), above(rows.bytes());
    for (int y = 0; y < height; ++y) {
        rows.read(y, row);
        packer.add(filter.best(row, above));
        std::swap(row, above);
    }
    const std::string form = {8, rows.has_opacity() ? char{6} : char{2}, 0, 0, 0};
    return std::string(kPngSignature) +
           png_chunk("IHDR", big_endian(static_cast<std::uint32_t>(width)) +
                                 big_endian(static_cast<std::uint32_t>(height)) + form) +
           png_chunk("IDAT", packer.take()) + png_chunk("IEND", "");
}

} // namespace cohortscope::report
