# nanoflann: the tree of the nearest rows. A header.
find_path(NANOFLANN_INCLUDE_DIR nanoflann.hpp REQUIRED)
add_library(nanoflann_nanoflann INTERFACE)
target_include_directories(nanoflann_nanoflann SYSTEM INTERFACE ${NANOFLANN_INCLUDE_DIR})
