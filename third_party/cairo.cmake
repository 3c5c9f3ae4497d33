# Cairo draws figures for files, with FreeType's faces. Cairo's package has no CMake file.
find_package(Freetype REQUIRED)
find_path(CAIRO_INCLUDE_DIR cairo.h PATH_SUFFIXES cairo REQUIRED)
find_library(CAIRO_LIBRARY cairo REQUIRED)
add_library(cairo_cairo INTERFACE)
target_include_directories(cairo_cairo SYSTEM INTERFACE ${CAIRO_INCLUDE_DIR})
target_link_libraries(cairo_cairo INTERFACE ${CAIRO_LIBRARY} Freetype::Freetype)
