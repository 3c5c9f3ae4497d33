# glad 2: the OpenGL 3.3 core loader, generated at build time.
find_program(GLAD_COMMAND glad PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)
set(GLAD_DIR ${CMAKE_BINARY_DIR}/glad)
add_custom_command(
    OUTPUT ${GLAD_DIR}/src/gl.c ${GLAD_DIR}/include/glad/gl.h
    COMMAND ${GLAD_COMMAND} --reproducible --quiet --api gl:core=3.3 --extensions GL_KHR_debug
            --out-path ${GLAD_DIR} c
    COMMENT "Generating the OpenGL loader"
    VERBATIM)
add_library(glad_gl STATIC ${GLAD_DIR}/src/gl.c)
target_include_directories(glad_gl SYSTEM PUBLIC ${GLAD_DIR}/include)
