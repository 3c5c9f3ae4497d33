# libxlsxwriter: workbooks out. Its package has no CMake file.
find_path(XLSXWRITER_INCLUDE_DIR xlsxwriter.h REQUIRED)
find_library(XLSXWRITER_LIBRARY xlsxwriter REQUIRED)
add_library(xlsxwriter_xlsxwriter INTERFACE)
target_include_directories(xlsxwriter_xlsxwriter SYSTEM INTERFACE ${XLSXWRITER_INCLUDE_DIR})
target_link_libraries(xlsxwriter_xlsxwriter INTERFACE ${XLSXWRITER_LIBRARY})
