import statistics as s
d=[1,2,3,4,4.5,10]
print(s.mean(d), s.median(d), s.stdev(d), s.pstdev(d), s.variance(d), s.pvariance([1,2,3,4]), s.mean([1,2]), s.mean([1,3]), s.fmean(d), s.quantiles(d), s.quantiles(range(1,101), n=100)[94], s.mode("aab"), s.multimode("aabb"), s.harmonic_mean([40,60]), s.geometric_mean([54,24,36]), s.stdev([1,2,3]), s.median_low(d), s.median_high(d))
try: s.mean([])
except s.StatisticsError as e: print(e)
import warnings, traceback, sys
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
