// The parts of a workbook: a ZIP archive in memory, read as a stream and within bounds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "data/gzip.h"

struct zip;
struct zip_file;

namespace cohortscope::data {

struct CloseArchive {
    void operator()(zip* archive) const;
};
struct ClosePart {
    void operator()(zip_file* part) const;
};

// One part while it is unpacked, piece by piece.
class PartStream {
  public:
    // The next bytes, a view that holds until the next call; empty at the end. Throws base::Error
    // for a damaged part and for one that unpacks beyond the bounds of gzip.h.
    std::string_view next();
    std::uint64_t size() const { return size_; } // as the archive says, if that can be
    std::uint64_t done() const { return done_; }
    const std::string& source() const { return source_; }
    const std::string& name() const { return name_; }

  private:
    friend class Archive;
    std::unique_ptr<zip_file, ClosePart> part_;
    std::string source_;
    std::string name_;
    std::unique_ptr<char[]> bytes_;
    std::uint64_t size_ = 0;
    std::uint64_t limit_ = 0;
    std::uint64_t done_ = 0;
};

class Archive {
  public:
    // The bytes must outlive the archive. `limits` bound each part. Throws base::Error for what is
    // no archive, or one of more than 100,000 entries.
    Archive(std::string_view bytes, std::string source, const UnpackLimits& limits);

    // Names whatever their case and slashes, and with or without one in front.
    bool holds(std::string_view name) const;
    // Throws base::Error for a part that is missing or has a password.
    PartStream open(std::string_view name) const;
    const std::string& source() const { return source_; }
    // The most text that a sheet may come to: what the whole file may unpack to.
    std::size_t largest_text() const { return largest_unpacked(packed_bytes_, limits_); }

  private:
    std::string source_;
    std::size_t packed_bytes_;
    UnpackLimits limits_;
    std::unique_ptr<zip, CloseArchive> archive_;
    std::map<std::string, std::uint64_t, std::less<>> entries_; // by plain_part_name
};

} // namespace cohortscope::data
