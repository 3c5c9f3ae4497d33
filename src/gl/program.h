// Shader programs from the embedded sources, or from the folder that COHORTSCOPE_SHADERS names.
#pragma once

#include <string>
#include <vector>

#include "gl/handle.h"

namespace cohortscope::gl {

// A linked program; its attributes have the locations 0, 1, … in the order they are given.
class Program {
  public:
    // Names of shader files, such as "points.vert". The #version line is the loader's, so that the
    // same sources serve OpenGL ES 3.0. Throws base::Error with the compiler's log.
    Program(const std::string& vertex, const std::string& fragment,
            const std::vector<std::string>& attributes);

    GLuint name() const { return handle_.name(); }
    GLint uniform(const char* name) const; // −1 if the program does not use it

  private:
    ProgramHandle handle_;
};

// The text of a shader file, without its #version line.
std::string shader_source(const std::string& name);

} // namespace cohortscope::gl
