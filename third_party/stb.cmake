# stb: PNG writing and font rasterising; the distribution's package holds the implementations.
find_path(STB_INCLUDE_DIR stb_image_write.h PATH_SUFFIXES stb REQUIRED)
find_library(STB_LIBRARY stb REQUIRED)
add_library(stb_stb INTERFACE)
target_include_directories(stb_stb SYSTEM INTERFACE ${STB_INCLUDE_DIR})
target_link_libraries(stb_stb INTERFACE ${STB_LIBRARY})
