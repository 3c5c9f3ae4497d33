// From the sums of a pixel to its colour, premultiplied.
uniform sampler2D colours;
uniform sampler2D depths;
uniform vec2 density; // u of a row, 1 / log(1 + u of the full colour); 0, 0: points
uniform vec3 ramp;    // the density's floor, knee and most of the summit: see plot/cloud.h
uniform vec3 summit;

out vec4 pixel;

void main() {
    ivec2 at = ivec2(gl_FragCoord.xy);
    vec4 sum = texelFetch(colours, at, 0);
    pixel = vec4(0.0);
    if (sum.a <= 0.0)
        return;
    float coverage = 1.0 - exp(texelFetch(depths, at, 0).r);
    float share = 0.0;
    if (density.y > 0.0) {
        float u = sum.a * density.x;
        float height = ramp.x * min(u, 1.0) +
                       (1.0 - ramp.x) * min(1.0, log(1.0 + u) * density.y);
        coverage = min(1.0, height / ramp.y);
        share = ramp.z * max(0.0, (height - ramp.y) / (1.0 - ramp.y));
    }
    pixel = vec4(mix(sum.rgb / sum.a, summit, share) * coverage, coverage);
}
