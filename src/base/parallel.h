// Parallel loops over fixed chunks of rows; the only place that knows oneTBB.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace cohortscope::base {

// Rows of one chunk in the passes over all rows. Fixed, so that partial sums, combined in chunk
// order, give the same bits on any number of threads.
inline constexpr std::size_t kChunkRows = 8192;

struct Chunk {
    std::size_t index = 0; // 0-based number of the chunk
    std::size_t begin = 0; // first row
    std::size_t end = 0;   // one past the last row
    std::size_t size() const { return end - begin; }
};

constexpr std::size_t chunk_count(std::size_t rows, std::size_t chunk_rows = kChunkRows) {
    return (rows + chunk_rows - 1) / chunk_rows;
}

// Calls body once for each chunk of [0, rows), in any order, on the persistent pool, or inside
// BackgroundPool::run on that one. An exception in a body reaches the caller. The body must not
// depend on the order or the thread.
void for_each_chunk(std::size_t rows, std::size_t chunk_rows,
                    const std::function<void(const Chunk&)>& body);

// Calls body(0) … body(count − 1), in any order, one task each.
void for_each_task(std::size_t count, const std::function<void(std::size_t)>& body);

// One partial result a chunk, in chunk order: combine them from the front for reproducible sums.
template <class Partial, class Body>
std::vector<Partial> map_chunks(std::size_t rows, std::size_t chunk_rows, const Body& body) {
    std::vector<Partial> partials(chunk_count(rows, chunk_rows));
    for_each_chunk(rows, chunk_rows,
                   [&](const Chunk& chunk) { partials[chunk.index] = body(chunk); });
    return partials;
}

// Threads that a loop may use: all processors, or the limit.
int loop_threads();

// Limits every loop that starts while the object lives; 0 means all processors. Made once in main.
class ThreadLimit {
  public:
    explicit ThreadLimit(int threads);
    ~ThreadLimit();
    ThreadLimit(const ThreadLimit&) = delete;
    ThreadLimit& operator=(const ThreadLimit&) = delete;

  private:
    void* control_; // tbb::global_control, kept out of this header
};

} // namespace cohortscope::base
