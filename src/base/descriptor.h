// Owns an open file descriptor.
#pragma once

#include <unistd.h>

namespace cohortscope::base {

class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {} // negative: none
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }
    bool is_open() const { return fd_ >= 0; }
    // False when the system could not keep what was written.
    bool close() {
        const int result = fd_ >= 0 ? ::close(fd_) : 0;
        fd_ = -1;
        return result == 0;
    }

  private:
    int fd_;
};

} // namespace cohortscope::base
