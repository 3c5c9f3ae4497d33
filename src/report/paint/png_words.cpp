#include "report/paint/png_words.h"

#include <cmath>
#include <cstdint>

#include <zlib.h>

#include "base/error.h"
#include "report/paint/png_chunks.h"

namespace cohortscope::report {

namespace {

constexpr std::size_t kHead = 8 + 12 + 13; // signature and IHDR

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

// Not packed, of no language, no translated keyword.
std::string text_chunk(std::string_view keyword, const std::string& text) {
    if (text.empty())
        return {};
    return png_chunk("iTXt", std::string(keyword) + std::string(5, '\0') + text);
}

std::string size_chunk(double dots_per_inch) {
    if (!(dots_per_inch > 0))
        return {};
    const std::string dots_per_metre =
        big_endian(static_cast<std::uint32_t>(std::lround(dots_per_inch / 0.0254)));
    return png_chunk("pHYs", dots_per_metre + dots_per_metre + '\x01');
}

std::optional<std::string> unpacked(std::string_view packed, std::size_t most) {
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK)
        return std::nullopt;
    std::string text;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    int status = Z_OK;
    while (status == Z_OK && text.size() <= most) {
        char piece[4096];
        stream.next_out = reinterpret_cast<Bytef*>(piece);
        stream.avail_out = sizeof piece;
        status = inflate(&stream, Z_NO_FLUSH);
        text.append(piece, sizeof piece - stream.avail_out);
    }
    inflateEnd(&stream);
    if (status != Z_STREAM_END || text.size() > most)
        return std::nullopt;
    return text;
}

// What stands behind the next zero byte; `rest` then begins behind it.
bool skip_word(std::string_view& rest) {
    const std::size_t end = rest.find('\0');
    if (end == std::string_view::npos)
        return false;
    rest.remove_prefix(end + 1);
    return true;
}

// The text of a tEXt, zTXt or iTXt chunk from behind its keyword on.
std::optional<std::string> text_in(std::string_view type, std::string_view rest, std::size_t most) {
    bool packed = type == "zTXt";
    if (type == "iTXt") {
        if (rest.size() < 2)
            return std::nullopt;
        packed = rest[0] != '\0';
        rest.remove_prefix(2);
        if (!skip_word(rest) || !skip_word(rest))
            return std::nullopt;
    } else if (packed) {
        if (rest.empty())
            return std::nullopt;
        rest.remove_prefix(1);
    }
    if (packed)
        return unpacked(rest, most);
    return rest.size() <= most ? std::optional(std::string(rest)) : std::nullopt;
}

} // namespace

std::string with_words(std::string_view png, const FileWords& words, double dots_per_inch) {
    ENSURE(png.size() > kHead && png.starts_with(kPngSignature));
    return std::string(png.substr(0, kHead)) + size_chunk(dots_per_inch) +
           text_chunk("Title", words.title) + text_chunk("Description", words.description) +
           text_chunk("Software", "Cohortscope") + text_chunk("Creation Time", words.date) +
           text_chunk(kSessionKeyword, words.session) + std::string(png.substr(kHead));
}

std::optional<std::string> text_of_png(std::string_view png, std::string_view keyword,
                                       std::size_t most) {
    if (!png.starts_with(kPngSignature))
        return std::nullopt;
    std::string_view rest = png.substr(kPngSignature.size());
    while (rest.size() >= 12) {
        const std::size_t size = number_at(rest, 0);
        if (size > rest.size() - 12)
            return std::nullopt;
        const std::string_view type = rest.substr(4, 4);
        std::string_view content = rest.substr(8, size);
        const bool is_text = type == "tEXt" || type == "zTXt" || type == "iTXt";
        if (is_text && content.size() > keyword.size() && content.starts_with(keyword) &&
            content[keyword.size()] == '\0')
            return text_in(type, content.substr(keyword.size() + 1), most);
        rest.remove_prefix(size + 12);
    }
    return std::nullopt;
}

} // namespace cohortscope::report
