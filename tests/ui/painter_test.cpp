#include "ui/painter.h"

#include <initializer_list>

#include <doctest/doctest.h>

#include "support/headless_ui.h"

using namespace cohortscope;

namespace {

// Paints a scene into the background list between two frames of an idle workbench.
struct Painted {
    tests::HeadlessUi ui{1280, 720, 2};
    ui::Fonts fonts;
    ui::Look look;
    ImDrawList list{ImGui::GetDrawListSharedData()};
    plot::PointCloud asked;

    Painted() {
        fonts.follow(2);
        unsigned char* pixels = nullptr;
        int width = 0, height = 0;
        ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
        look = {plot::Theme::dark, 2, &fonts, nullptr};
        list._ResetForNewFrame();
        list.PushTextureID(ImGui::GetIO().Fonts->TexID);
        list.PushClipRect({0, 0}, {2560, 1440});
    }
    void paint(const plot::Shape& shape) {
        plot::Scene scene;
        scene.shapes.push_back(shape);
        const ui::Canvas canvas = {
            &list, {100, 50}, &look, [&](const plot::PointCloud& cloud, int, int) {
                asked = cloud;
                return 7u;
            }};
        ui::paint(canvas, scene);
    }
    plot::Box extent() const {
        plot::Box box = {1e9f, 1e9f, -1e9f, -1e9f};
        for (const ImDrawVert& v : list.VtxBuffer) {
            box.left = std::min(box.left, v.pos.x);
            box.right = std::max(box.right, v.pos.x);
            box.top = std::min(box.top, v.pos.y);
            box.bottom = std::max(box.bottom, v.pos.y);
        }
        return box;
    }
};

} // namespace

TEST_CASE("shapes lie at the canvas's origin and scale") {
    Painted painted;
    painted.paint(plot::Rectangle{{10, 20, 30, 40}, {1, 1, 1, 1}});
    const plot::Box box = painted.extent();
    CHECK(box.left == doctest::Approx(120).epsilon(0.01));
    CHECK(box.top == doctest::Approx(90).epsilon(0.02));
    CHECK(box.right == doctest::Approx(160).epsilon(0.01));
    CHECK(box.bottom == doctest::Approx(130).epsilon(0.01));
}

TEST_CASE("text is aligned to its anchor") {
    for (const plot::AlignX align :
         {plot::AlignX::left, plot::AlignX::centre, plot::AlignX::right}) {
        Painted painted;
        plot::Text text{{200, 100}, "HHHH", {1, 1, 1, 1}, 15};
        text.align_x = align;
        painted.paint(text);
        const plot::Box box = painted.extent();
        const float anchor = 100 + 400;
        const float place = align == plot::AlignX::left     ? box.left
                            : align == plot::AlignX::centre ? (box.left + box.right) / 2
                                                            : box.right;
        CHECK(place == doctest::Approx(anchor).epsilon(0.01));
    }
}

TEST_CASE("a quarter turn makes text run upwards") {
    Painted painted;
    plot::Text text{{200, 100}, "upwards", {1, 1, 1, 1}, 15};
    text.turn = 1;
    painted.paint(text);
    const plot::Box box = painted.extent();
    CHECK(box.height() > 3 * box.width());
    CHECK(box.bottom == doctest::Approx(250).epsilon(0.02));
}

TEST_CASE("a mirrored axis draws the upright cloud and turns the picture") {
    Painted painted;
    painted.paint(plot::PointCloud{{0, 0, 50, 50}, 3, -1, -2, 2});
    CHECK(painted.asked.min_x == -1);
    CHECK(painted.asked.max_x == 3);
    CHECK(painted.asked.min_y == -2);
    // The left edge of the picture shows the right edge of the texture.
    const ImDrawVert& first = painted.list.VtxBuffer[0];
    CHECK(first.pos.x == doctest::Approx(100));
    CHECK(first.uv.x == 1);
    CHECK(first.uv.y == 0);
}

TEST_CASE("every sign the program writes is in the font") {
    Painted painted;
    for (const char* sign :
         {"₹", "–", "—", "·", "…", "×", "≥", "≤", "±", "²", "−", "≈", "√", "“", "”"})
        CHECK_MESSAGE(painted.fonts.width(sign, 15, plot::Face::regular) > 1.0f, sign);
}
