// One row of the table. Places it as plot/splat does: in whole steps from the top left corner.
in float x;
in float y;
in uint label;
in uint selected; // 1; 0: a selection leaves the row out

uniform vec2 corner;      // min_x, max_y
uniform vec2 scale;       // pixels a unit
uniform vec2 size;        // of the picture, in pixels
uniform vec3 grid;        // steps a pixel, rounding in steps, shift in pixels
uniform float reach;      // pixels from a centre to where the farthest coverage ends
uniform vec4 inks[100];   // colour, strength; the second half of the rows left out
uniform vec3 shapes[50];  // as points.frag reads them

flat out vec2 centre;
flat out vec4 ink;
flat out vec3 shape;

void main() {
    vec2 place = vec2(x - corner.x, corner.y - y) * scale;
    bool seen = all(greaterThanEqual(place, vec2(-reach))) && all(lessThan(place, size + reach));
    ink = inks[min(label, 49u) + (selected == 0u ? 50u : 0u)];
    shape = shapes[min(label, 49u)];
    if (!seen || label > 49u || ink.a <= 0.0) {
        gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
        gl_PointSize = 1.0;
        centre = vec2(0.0);
        return;
    }
    centre = floor(place * grid.x + grid.y) / grid.x + grid.z;
    // The viewport is wider than the picture by `guard` on every side, since a point whose centre lies
    // outside the viewport is not drawn at all.
    float guard = ceil(reach) + 1.0;
    gl_Position = vec4((centre + guard) / (size + 2.0 * guard) * 2.0 - 1.0, 0.0, 1.0);
    gl_PointSize = 2.0 * shape.z + 1.0;
}
