# embed_files(TARGET FILE...) makes a library that holds the files' bytes; see src/base/asset.h.
set(EMBED_DIR ${CMAKE_CURRENT_LIST_DIR})

function(embed_files target)
    set(output ${CMAKE_BINARY_DIR}/${target}.cpp)
    string(JOIN "|" files ${ARGN})
    add_custom_command(
        OUTPUT ${output}
        COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} "-DFILES=${files}"
                -P ${EMBED_DIR}/embed_script.cmake
        DEPENDS ${ARGN} ${EMBED_DIR}/embed_script.cmake
        COMMENT "Embedding schemas, shaders and fonts"
        VERBATIM)
    add_library(${target} STATIC ${output})
    target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR}/src)
    target_compile_features(${target} PRIVATE cxx_std_20)
endfunction()
