#include "gl/program.h"

#include <cstdlib>
#include <string_view>

#include "base/asset.h"
#include "base/error.h"
#include "base/file.h"

namespace cohortscope::gl {

namespace {

std::string version_lines() {
    const auto* version = reinterpret_cast<const char*>(glGetString(GL_VERSION));
    if (version != nullptr && std::string_view(version).starts_with("OpenGL ES"))
        return "#version 300 es\nprecision highp float;\nprecision highp int;\n"
               "precision highp sampler2D;\n#line 1\n";
    return "#version 330 core\n#line 1\n";
}

std::string shader_log(GLuint shader) {
    GLint length = 0;
    glGetShaderiv(shader, GL_INFO_LOG_LENGTH, &length);
    std::string log(static_cast<std::size_t>(length > 0 ? length : 0), '\0');
    if (length > 0)
        glGetShaderInfoLog(shader, length, nullptr, log.data());
    return log.c_str();
}

std::string program_log(GLuint program) {
    GLint length = 0;
    glGetProgramiv(program, GL_INFO_LOG_LENGTH, &length);
    std::string log(static_cast<std::size_t>(length > 0 ? length : 0), '\0');
    if (length > 0)
        glGetProgramInfoLog(program, length, nullptr, log.data());
    return log.c_str();
}

// Attaches the compiled shader; the program keeps it alive, and frees it with itself.
void attach(GLuint program, GLenum stage, const std::string& file) {
    const std::string text = version_lines() + shader_source(file);
    const GLuint shader = glCreateShader(stage);
    const char* pointer = text.c_str();
    glShaderSource(shader, 1, &pointer, nullptr);
    glCompileShader(shader);
    glAttachShader(program, shader);
    GLint compiled = GL_FALSE;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &compiled);
    const std::string log = compiled == GL_TRUE ? std::string() : shader_log(shader);
    glDeleteShader(shader);
    if (compiled != GL_TRUE)
        throw base::Error::in(file, "the shader does not compile: " + log);
}

} // namespace

std::string shader_source(const std::string& name) {
    if (const char* folder = std::getenv("COHORTSCOPE_SHADERS"); folder != nullptr && *folder != 0)
        return base::read_file(std::string(folder) + "/" + name);
    const std::string_view text = base::find_asset(name);
    ENSURE(!text.empty());
    return std::string(text);
}

Program::Program(const std::string& vertex, const std::string& fragment,
                 const std::vector<std::string>& attributes)
    : handle_(ProgramHandle::make()) {
    attach(name(), GL_VERTEX_SHADER, vertex);
    attach(name(), GL_FRAGMENT_SHADER, fragment);
    for (std::size_t i = 0; i < attributes.size(); ++i)
        glBindAttribLocation(name(), static_cast<GLuint>(i), attributes[i].c_str());
    glLinkProgram(name());
    GLint linked = GL_FALSE;
    glGetProgramiv(name(), GL_LINK_STATUS, &linked);
    if (linked != GL_TRUE)
        throw base::Error::in(vertex + " and " + fragment,
                              "the shaders do not link: " + program_log(name()));
}

GLint Program::uniform(const char* uniform_name) const {
    return glGetUniformLocation(name(), uniform_name);
}

} // namespace cohortscope::gl
