# Dear ImGui with its GLFW and OpenGL 3 backends, as the distribution builds it.
find_path(IMGUI_INCLUDE_DIR imgui.h PATH_SUFFIXES imgui REQUIRED)
find_library(IMGUI_LIBRARY imgui REQUIRED)
add_library(imgui_imgui INTERFACE)
target_include_directories(imgui_imgui SYSTEM INTERFACE
    ${IMGUI_INCLUDE_DIR} ${IMGUI_INCLUDE_DIR}/backends)
target_link_libraries(imgui_imgui INTERFACE ${IMGUI_LIBRARY} glfw ${CMAKE_DL_LIBS})
