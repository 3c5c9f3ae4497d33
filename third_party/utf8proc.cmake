# utf8proc: Unicode's categories, normal forms and case folding. Its package has no CMake file everywhere.
find_path(UTF8PROC_INCLUDE_DIR utf8proc.h REQUIRED)
find_library(UTF8PROC_LIBRARY utf8proc REQUIRED)
add_library(utf8proc_utf8proc INTERFACE)
target_include_directories(utf8proc_utf8proc SYSTEM INTERFACE ${UTF8PROC_INCLUDE_DIR})
target_link_libraries(utf8proc_utf8proc INTERFACE ${UTF8PROC_LIBRARY})
