// Progress of a long computation: cancel and report in one call at the loop's head.
#pragma once

#include <atomic>
#include <cstdint>
#include <exception>

namespace cohortscope::base {

// Thrown by checkpoint() once somebody asked the computation to stop.
class Cancelled : public std::exception {
  public:
    const char* what() const noexcept override { return "cancelled"; }
};

// Shared by the thread that computes (checkpoint) and the one that watches (fraction, cancel).
class Progress {
  public:
    // Long loops call this at least every 5 ms. `fraction` in [0, 1], of the present part. Throws
    // Cancelled.
    void checkpoint(double fraction) {
        fraction_.store(static_cast<float>(part_begin_ + fraction * (part_end_ - part_begin_)),
                        std::memory_order_relaxed);
        if (cancelled())
            throw Cancelled();
    }
    // The same without a word about how far it is.
    void checkpoint() const {
        if (cancelled())
            throw Cancelled();
    }
    // What follows is this part of the whole, so that a computation made of others reports one
    // fraction that grows. Between loops only, by the thread that computes.
    void enter_part(double begin, double end) {
        part_begin_ = begin;
        part_end_ = end;
    }
    void cancel() { cancelled_.store(true, std::memory_order_relaxed); }
    bool cancelled() const { return cancelled_.load(std::memory_order_relaxed); }
    double fraction() const {
        return static_cast<double>(fraction_.load(std::memory_order_relaxed));
    }

    // What has been read of a file so far.
    void add_bytes(std::uint64_t bytes) { bytes_.fetch_add(bytes, std::memory_order_relaxed); }
    // Rows that were counted by a wrong guess of where they begin.
    void correct_rows(std::uint64_t counted, std::uint64_t rows) {
        rows_.fetch_add(rows - counted, std::memory_order_relaxed); // modulo 2⁶⁴
    }
    void add_rows(std::uint64_t rows) { rows_.fetch_add(rows, std::memory_order_relaxed); }
    std::uint64_t bytes() const { return bytes_.load(std::memory_order_relaxed); }
    std::uint64_t rows() const { return rows_.load(std::memory_order_relaxed); }

  private:
    double part_begin_ = 0.0;
    double part_end_ = 1.0;
    std::atomic<float> fraction_{0.0f};
    std::atomic<bool> cancelled_{false};
    std::atomic<std::uint64_t> bytes_{0}, rows_{0};
};

} // namespace cohortscope::base
