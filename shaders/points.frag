// Adds one point to a pixel: order does not matter.
flat in vec2 centre;
flat in vec4 ink;

uniform float reach; // 0: the row counts at this pixel alone

layout(location = 0) out vec4 colour; // premultiplied, weight
layout(location = 1) out float depth; // log(1 − α)

void main() {
    float coverage = 1.0;
    if (reach > 0.0)
        coverage = clamp(reach - distance(gl_FragCoord.xy, centre), 0.0, 1.0);
    float alpha = coverage * ink.a;
    colour = vec4(ink.rgb * alpha, alpha);
    depth = reach > 0.0 ? log(1.0 - min(alpha, 0.999)) : 0.0;
}
