#include "data/sheet/archive.h"

#include <algorithm>
#include <zip.h>

#include "base/error.h"
#include "data/zip_names.h"

namespace cohortscope::data {

namespace {

constexpr std::size_t kPieceBytes = 1 << 17;
constexpr zip_int64_t kMostEntries = 100'000;
constexpr std::uint64_t kDeflateRatio = 1032; // no stream of deflate unpacks to more

} // namespace

void CloseArchive::operator()(zip* archive) const { zip_discard(archive); }
void ClosePart::operator()(zip_file* part) const { zip_fclose(part); }

std::string_view PartStream::next() {
    const zip_int64_t got = zip_fread(part_.get(), bytes_.get(), kPieceBytes);
    if (got < 0)
        throw base::Error::in(source_, "the part " + name_ +
                                           " of the workbook is damaged; save the workbook anew");
    done_ += static_cast<std::uint64_t>(got);
    if (done_ > limit_)
        throw base::Error::in(source_, "the part " + name_ +
                                           " of the workbook unpacks to more than " +
                                           std::to_string(limit_ >> 20) +
                                           " MB, the most that is read for its packed size; "
                                           "save its table as CSV");
    return {bytes_.get(), static_cast<std::size_t>(got)};
}

Archive::Archive(std::string_view bytes, std::string source, const UnpackLimits& limits)
    : source_(std::move(source)), packed_bytes_(bytes.size()), limits_(limits) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const memory = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    archive_.reset(memory ? zip_open_from_source(memory, ZIP_RDONLY, &error) : nullptr);
    const std::string reason = archive_ ? "" : zip_error_strerror(&error);
    zip_error_fini(&error);
    if (!archive_) {
        zip_source_free(memory);
        throw base::Error::in(source_, "is a damaged workbook (" + reason +
                                           "); get it again, or save it anew");
    }
    const zip_int64_t count = zip_get_num_entries(archive_.get(), 0);
    if (count > kMostEntries)
        throw base::Error::in(source_, "holds " + std::to_string(count) +
                                           " parts; expected at most " +
                                           std::to_string(kMostEntries));
    for (zip_int64_t i = 0; i < count; ++i)
        if (const char* name = zip_get_name(archive_.get(), static_cast<zip_uint64_t>(i), 0))
            entries_.emplace(plain_part_name(name), static_cast<std::uint64_t>(i));
}

bool Archive::holds(std::string_view name) const {
    return entries_.contains(plain_part_name(name));
}

PartStream Archive::open(std::string_view name) const {
    const auto entry = entries_.find(plain_part_name(name));
    if (entry == entries_.end())
        throw base::Error::in(source_, "lacks the part " + std::string(name) +
                                           " of a workbook; save the workbook anew");
    zip_stat_t facts;
    zip_stat_init(&facts);
    const bool known = zip_stat_index(archive_.get(), entry->second, 0, &facts) == 0;
    if (known && (facts.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
        facts.encryption_method != ZIP_EM_NONE)
        throw base::Error::in(source_,
                              "is a workbook with a password; save it without one and open that");
    PartStream stream;
    stream.part_.reset(known ? zip_fopen_index(archive_.get(), entry->second, 0) : nullptr);
    if (!stream.part_)
        throw base::Error::in(
            source_, "the part " + std::string(name) + " of the workbook cannot be unpacked (" +
                         zip_strerror(archive_.get()) + "); save the workbook anew");
    stream.source_ = source_;
    stream.name_ = name;
    stream.bytes_ = std::make_unique<char[]>(kPieceBytes);
    stream.size_ = (facts.valid & ZIP_STAT_SIZE) != 0 ? facts.size : 0;
    const std::uint64_t packed = (facts.valid & ZIP_STAT_COMP_SIZE) != 0 ? facts.comp_size : 0;
    stream.limit_ = largest_unpacked(packed, limits_);
    stream.size_ = std::min<std::uint64_t>(stream.size_, kDeflateRatio * packed);
    return stream;
}

} // namespace cohortscope::data
