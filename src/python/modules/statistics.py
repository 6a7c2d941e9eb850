# statistics: means, medians, spreads. Sums are exact, as CPython's: every number is taken as a fraction.

import math as _math
from collections import Counter as _Counter

__all__ = ['StatisticsError', 'fmean', 'geometric_mean', 'harmonic_mean', 'mean', 'median', 'median_high', 'median_low', 'mode',
           'multimode', 'pstdev', 'pvariance', 'quantiles', 'stdev', 'variance', 'correlation', 'covariance', 'linear_regression']


class StatisticsError(ValueError):
    pass


def _ratio(x):
    if isinstance(x, int):
        return int(x), 1
    return x.as_integer_ratio()


def _exact_sum(data):
    # The sum as numerator and denominator, the type of the result, how many there are.
    top, bottom, count, kind = 0, 1, 0, int
    for x in data:
        count += 1
        if isinstance(x, float):
            kind = float
            if not _math.isfinite(x):
                return None, None, float, None
        elif not isinstance(x, int):
            raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator")
        n, d = _ratio(x)
        if d == bottom:
            top += n
        else:
            top, bottom = top * d + n * bottom, bottom * d
            g = _math.gcd(top, bottom)
            if g > 1:
                top //= g
                bottom //= g
    return top, bottom, kind, count


def _value(top, bottom, kind):
    if kind is int and top % bottom == 0:
        return top // bottom
    return top / bottom


def _listed(data):
    return data if isinstance(data, (list, tuple)) else list(data)


def mean(data):
    data = _listed(data)
    if not data:
        raise StatisticsError('mean requires at least one data point')
    top, bottom, kind, count = _exact_sum(data)
    if top is None:
        return sum(data) / len(data)
    return _value(top, bottom * count, kind)


def fmean(data, weights=None):
    data = _listed(data)
    if weights is None:
        if not data:
            raise StatisticsError('fmean requires at least one data point')
        return _math.fsum(data) / len(data)
    weights = _listed(weights)
    if len(weights) != len(data):
        raise StatisticsError('data and weights must be the same length')
    total = _math.fsum(weights)
    if not total:
        raise StatisticsError('sum of weights must be non-zero')
    return _math.sumprod(data, weights) / total


def geometric_mean(data):
    data = _listed(data)
    if not data:
        raise StatisticsError('Must have a non-empty dataset')
    for x in data:
        if x < 0:
            raise StatisticsError('No negative inputs allowed', x)
    if 0 in data:
        return 0.0
    return _math.exp(_math.fsum([_math.log(x) for x in data]) / len(data))


def harmonic_mean(data, weights=None):
    data = _listed(data)
    if not data:
        raise StatisticsError('harmonic_mean requires at least one data point')
    for x in data:
        if x < 0:
            raise StatisticsError('harmonic mean does not support negative values')
    if 0 in data:
        return 0
    weights = [1] * len(data) if weights is None else _listed(weights)
    top, bottom = 0, 1
    for w, x in zip(weights, data):
        (wn, wd), (n, d) = _ratio(w), _ratio(x)
        top, bottom = top * wd * n + wn * d * bottom, bottom * wd * n
    wn, wd, _, _ = _exact_sum(weights)
    return wn * bottom / (wd * top)


def median(data):
    data = sorted(data)
    n = len(data)
    if not n:
        raise StatisticsError('no median for empty data')
    return data[n // 2] if n % 2 else (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[len(data) // 2]


def mode(data):
    for value, _ in _Counter(iter(data)).most_common(1):
        return value
    raise StatisticsError('no mode for empty data')


def multimode(data):
    counts = _Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def _spread(data, center):
    # Sum of squares of the distances from the mean, exactly, as a fraction.
    top, bottom, kind, count = _exact_sum(data)
    if center is None:
        m_top, m_bottom = top, bottom * count
    else:
        m_top, m_bottom = _ratio(center)
    sum_top, sum_bottom = 0, 1
    for x in data:
        n, d = _ratio(x)
        t, b = n * m_bottom - m_top * d, d * m_bottom
        t, b = t * t, b * b
        sum_top, sum_bottom = sum_top * b + t * sum_bottom, sum_bottom * b
        g = _math.gcd(sum_top, sum_bottom)
        if g > 1:
            sum_top //= g
            sum_bottom //= g
    return sum_top, sum_bottom, kind, count


def variance(data, xbar=None):
    data = _listed(data)
    if len(data) < 2:
        raise StatisticsError('variance requires at least two data points')
    top, bottom, kind, count = _spread(data, xbar)
    return _value(top, bottom * (count - 1), kind)


def pvariance(data, mu=None):
    data = _listed(data)
    if not data:
        raise StatisticsError('pvariance requires at least one data point')
    top, bottom, kind, count = _spread(data, mu)
    return _value(top, bottom * count, kind)


def _root(top, bottom):
    # The float nearest to the square root of a fraction: by an integer root of 109 bits or more, rounded to odd.
    if not top:
        return 0.0
    shift = (top.bit_length() - bottom.bit_length() - 109) // 2
    if shift >= 0:
        n, d = top, bottom << 2 * shift
        scale = 1 << shift, 1
    else:
        n, d = top << -2 * shift, bottom
        scale = 1, 1 << -shift
    root = _math.isqrt(n // d)
    if root * root * d != n:
        root |= 1
    return root * scale[0] / scale[1]


def stdev(data, xbar=None):
    data = _listed(data)
    if len(data) < 2:
        raise StatisticsError('stdev requires at least two data points')
    top, bottom, _, count = _spread(data, xbar)
    return _root(top, bottom * (count - 1))


def pstdev(data, mu=None):
    data = _listed(data)
    if not data:
        raise StatisticsError('pstdev requires at least one data point')
    top, bottom, _, count = _spread(data, mu)
    return _root(top, bottom * count)


def quantiles(data, *, n=4, method='exclusive'):
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    ld = len(data)
    if ld < 2:
        if ld == 1:
            return data * (n - 1)
        raise StatisticsError('must have at least one data point')
    if method not in ('inclusive', 'exclusive'):
        raise ValueError(f'Unknown method: {method!r}')
    m = ld - 1 if method == 'inclusive' else ld + 1
    result = []
    for i in range(1, n):
        if method == 'inclusive':
            j, delta = divmod(i * m, n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        else:
            j = min(max(i * m // n, 1), ld - 1)
            delta = i * m - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
    return result


def covariance(x, y, /):
    if len(x) != len(y):
        raise StatisticsError('covariance requires that both inputs have same number of data points')
    if len(x) < 2:
        raise StatisticsError('covariance requires at least two data points')
    xbar, ybar = _math.fsum(x) / len(x), _math.fsum(y) / len(y)
    return _math.sumprod([a - xbar for a in x], [b - ybar for b in y]) / (len(x) - 1)


def correlation(x, y, /, *, method='linear'):
    if len(x) != len(y):
        raise StatisticsError('correlation requires that both inputs have same number of data points')
    if len(x) < 2:
        raise StatisticsError('correlation requires at least two data points')
    xbar, ybar = _math.fsum(x) / len(x), _math.fsum(y) / len(y)
    x, y = [a - xbar for a in x], [b - ybar for b in y]
    below = _math.sqrt(_math.sumprod(x, x) * _math.sumprod(y, y))
    if not below:
        raise StatisticsError('at least one of the inputs is constant')
    return _math.sumprod(x, y) / below
