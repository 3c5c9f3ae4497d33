# libzip: the archives that workbooks are. Its own CMake files ask for programs of other packages.
find_path(LIBZIP_INCLUDE_DIR zip.h REQUIRED)
find_path(LIBZIP_CONFIG_DIR zipconf.h PATH_SUFFIXES libzip/include REQUIRED)
find_library(LIBZIP_LIBRARY zip REQUIRED)
add_library(libzip_libzip INTERFACE)
target_include_directories(libzip_libzip SYSTEM INTERFACE ${LIBZIP_INCLUDE_DIR} ${LIBZIP_CONFIG_DIR})
target_link_libraries(libzip_libzip INTERFACE ${LIBZIP_LIBRARY})
