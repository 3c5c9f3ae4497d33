// From the sums of a pixel to its colour, premultiplied.
uniform sampler2D colours;
uniform sampler2D depths;
uniform vec2 density; // exposure, 1 / log(1 + rows of the full colour); 0, 0: points

out vec4 pixel;

void main() {
    ivec2 at = ivec2(gl_FragCoord.xy);
    vec4 sum = texelFetch(colours, at, 0);
    pixel = vec4(0.0);
    if (sum.a <= 0.0)
        return;
    float coverage = 1.0 - exp(texelFetch(depths, at, 0).r);
    if (density.y > 0.0)
        coverage = min(1.0, log(1.0 + sum.a * density.x) * density.y);
    pixel = vec4(sum.rgb / sum.a * coverage, coverage);
}
