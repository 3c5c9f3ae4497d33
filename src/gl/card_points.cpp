#include "gl/card_points.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "base/error.h"

namespace cohortscope::gl {

namespace {

template <class T> std::uint64_t fill(const Buffer& buffer, std::span<const T> values) {
    glBindBuffer(GL_ARRAY_BUFFER, buffer.name());
    glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(values.size_bytes()), values.data(),
                 GL_STATIC_DRAW);
    return values.size_bytes();
}

constexpr GLuint kSelected =
    3; // this attribute is read from its buffer only while rows are selected

} // namespace

CardPoints::CardPoints()
    : points_("points.vert", "points.frag", {"x", "y", "label", "selected"}),
      resolve_("resolve.vert", "resolve.frag", {}), attributes_(VertexArray::make()),
      nothing_(VertexArray::make()), x_(Buffer::make()), y_(Buffer::make()),
      labels_(Buffer::make()), selected_(Buffer::make()), colours_(Texture::make()),
      depths_(Texture::make()), sums_(Framebuffer::make()) {
    glBindVertexArray(attributes_.name());
    glBindBuffer(GL_ARRAY_BUFFER, x_.name());
    glVertexAttribPointer(0, 1, GL_FLOAT, GL_FALSE, 0, nullptr);
    glBindBuffer(GL_ARRAY_BUFFER, y_.name());
    glVertexAttribPointer(1, 1, GL_FLOAT, GL_FALSE, 0, nullptr);
    glBindBuffer(GL_ARRAY_BUFFER, labels_.name());
    glVertexAttribIPointer(2, 1, GL_UNSIGNED_BYTE, 0, nullptr);
    glBindBuffer(GL_ARRAY_BUFFER, selected_.name());
    glVertexAttribIPointer(kSelected, 1, GL_UNSIGNED_BYTE, 0, nullptr);
    for (GLuint attribute = 0; attribute < 3; ++attribute)
        glEnableVertexAttribArray(attribute);
}

std::uint64_t CardPoints::upload(const plot::CloudData& data) {
    std::uint64_t bytes = 0;
    const Held positions{data.x.size(), data.positions_key};
    if (positions_ != positions) {
        bytes += fill(x_, data.x) + fill(y_, data.y);
        positions_ = positions;
    }
    const Held labels{data.labels.size(), data.labels_key};
    if (label_rows_ != labels) {
        bytes += fill(labels_, data.labels);
        label_rows_ = labels;
    }
    return bytes + upload_selection(data);
}

// Without a selection every row reads the same 1, and a buffer stays for the next one.
std::uint64_t CardPoints::upload_selection(const plot::CloudData& data) {
    glBindVertexArray(attributes_.name());
    if (data.selected.empty()) {
        glDisableVertexAttribArray(kSelected);
        glVertexAttribI1ui(kSelected, 1);
        return 0;
    }
    glEnableVertexAttribArray(kSelected);
    const Held selected{data.selected.size(), data.selected_key};
    if (selected_rows_ == selected)
        return 0;
    selected_rows_ = selected;
    return fill(selected_, data.selected);
}

void CardPoints::resize(int width, int height) {
    if (width == width_ && height == height_)
        return;
    allocate(colours_, GL_RGBA32F, width, height);
    allocate(depths_, GL_R32F, width, height);
    glBindFramebuffer(GL_FRAMEBUFFER, sums_.name());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, colours_.name(), 0);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT1, GL_TEXTURE_2D, depths_.name(), 0);
    const GLenum targets[] = {GL_COLOR_ATTACHMENT0, GL_COLOR_ATTACHMENT1};
    glDrawBuffers(2, targets);
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
        throw base::Error("the graphics driver refuses to draw into 32-bit float textures");
    width_ = width;
    height_ = height;
}

void CardPoints::set_uniforms(const plot::CloudView& view, const plot::CloudStyle& style) {
    const plot::CloudGrid grid = plot::cloud_grid(view, style);
    const plot::CloudInks inks = plot::cloud_inks(positions_->rows, view, style);
    static_assert(sizeof(plot::CloudInk) == 4 * sizeof(float));
    glUniform2f(points_.uniform("corner"), grid.min_x, grid.max_y);
    glUniform2f(points_.uniform("scale"), grid.scale_x, grid.scale_y);
    glUniform2f(points_.uniform("size"), static_cast<float>(view.width),
                static_cast<float>(view.height));
    // Density asks for the pixel under the row, and draws at the pixel's middle.
    const float shift = style.mode == plot::CloudMode::density ? 0.5f : 0.0f;
    glUniform3f(points_.uniform("grid"), grid.steps, grid.rounding, shift);
    glUniform1f(points_.uniform("reach"), grid.reach);
    glUniform4fv(points_.uniform("inks"), plot::kCloudInks, &inks[0].r);
    set_shapes(style);
}

void CardPoints::set_shapes(const plot::CloudStyle& style) {
    const bool density = style.mode == plot::CloudMode::density;
    glUniform1i(points_.uniform("density"), density ? 1 : 0);
    std::array<std::array<float, 3>, plot::kMaximumCloudClusters> shapes{};
    for (std::size_t k = 0; k < shapes.size(); ++k) {
        // A row of the density reaches over the pixels around its own.
        const plot::PointShape shape = density ? plot::PointShape{plot::Marker::disc, 1.0f, 1.0f}
                                               : point_shape(marker_of(style, k), style);
        shapes[k] = {static_cast<float>(shape.marker), shape.size, shape.reach};
    }
    glUniform3fv(points_.uniform("shapes"), plot::kMaximumCloudClusters, shapes[0].data());
}

void CardPoints::accumulate(const plot::CloudView& view, const plot::CloudStyle& style) {
    glBindFramebuffer(GL_FRAMEBUFFER, sums_.name());
    const GLfloat zero[4] = {0, 0, 0, 0};
    glClearBufferfv(GL_COLOR, 0, zero);
    glClearBufferfv(GL_COLOR, 1, zero);
    if (positions_->rows == 0 || !plot::is_drawable(view))
        return;
    glUseProgram(points_.name());
    set_uniforms(view, style);
    // As wide as points.vert expects.
    const int guard = static_cast<int>(std::ceil(plot::cloud_grid(view, style).reach)) + 1;
    glViewport(-guard, -guard, view.width + 2 * guard, view.height + 2 * guard);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE);
    glEnable(GL_PROGRAM_POINT_SIZE);
    glBindVertexArray(attributes_.name());
    glDrawArrays(GL_POINTS, 0, static_cast<GLsizei>(positions_->rows));
}

void CardPoints::resolve(const plot::CloudStyle& style) {
    glUseProgram(resolve_.name());
    glActiveTexture(GL_TEXTURE1);
    glBindTexture(GL_TEXTURE_2D, depths_.name());
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, colours_.name());
    glUniform1i(resolve_.uniform("colours"), 0);
    glUniform1i(resolve_.uniform("depths"), 1);
    const bool density = style.mode == plot::CloudMode::density;
    glUniform2f(resolve_.uniform("density"),
                density ? plot::kRowsOfOne * std::max(0.0f, style.exposure) : 0.0f,
                density ? 1.0f / plot::density_log(style) : 0.0f);
    glUniform3f(resolve_.uniform("ramp"), plot::kDensityFloor, plot::kDensityKnee,
                plot::kMostSummit);
    glUniform3f(resolve_.uniform("summit"), style.summit.r, style.summit.g, style.summit.b);
    glDisable(GL_BLEND);
    glBindVertexArray(nothing_.name());
    glDrawArrays(GL_TRIANGLES, 0, 3);
}

void CardPoints::draw(const plot::CloudView& view, const plot::CloudStyle& style,
                      Picture& picture) {
    for (const int capability :
         {GL_SCISSOR_TEST, GL_DEPTH_TEST, GL_CULL_FACE, GL_STENCIL_TEST, GL_RASTERIZER_DISCARD})
        glDisable(static_cast<GLenum>(capability));
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    resize(view.width, view.height);
    accumulate(view, style);
    picture.bind();
    resolve(style);
}

} // namespace cohortscope::gl
