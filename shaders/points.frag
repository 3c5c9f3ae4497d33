// Adds one point to a pixel: order does not matter.
flat in vec2 centre;
flat in vec4 ink;
flat in vec3 shape; // 0 disc, 1 square, 2 triangle, 3 diamond; size, reach: see plot/cloud.h

uniform bool density; // a row spread over 3 × 3 pixels

layout(location = 0) out vec4 colour; // premultiplied, weight
layout(location = 1) out float depth; // log(1 − α)

float away(vec2 place) {
    vec2 side = abs(place);
    if (shape.x == 1.0)
        return max(side.x, side.y);
    if (shape.x == 2.0)
        return max(place.y, 0.866025404 * side.x - 0.5 * place.y);
    if (shape.x == 3.0)
        return (side.x + side.y) * 0.707106781;
    return length(place);
}

void main() {
    vec2 place = gl_FragCoord.xy - centre;
    vec2 side = abs(place);
    float coverage;
    if (density) {
        vec2 share = max(vec2(0.0), 2.0 - floor(side + 0.5)) / 4.0;
        coverage = share.x * share.y;
    } else {
        coverage = clamp(min(shape.y + 0.5 - away(place), shape.z - max(side.x, side.y)), 0.0, 1.0);
    }
    float alpha = coverage * ink.a;
    colour = vec4(ink.rgb * alpha, alpha);
    depth = density ? 0.0 : log(1.0 - min(alpha, 0.999));
}
