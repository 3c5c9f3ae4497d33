# A column whose deviation is no more than the rounding error of its mean is constant.
n, rounding = len(features), np.finfo(float).eps
mean, std = features.mean(), features.std(ddof=0)
std = std.mask(std ** 2 <= n * rounding * std ** 2 + (n * rounding * mean) ** 2, 0.0)
