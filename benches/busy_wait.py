# Waiting by looking at the clock again and again.
import time

end = time.perf_counter() + 1.5
while time.perf_counter() < end:
    pass
print('waited')
