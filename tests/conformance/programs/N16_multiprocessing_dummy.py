from multiprocessing.dummy import Pool, Process, Lock, Queue, current_process, active_children, Manager, Value
import time, sys
with Pool(3) as p: print(p.map(lambda x: x + 1, range(4)), list(p.imap_unordered(abs, [-1])))
pr = Process(target=time.sleep, args=(.1,), name="dp"); pr.start(); print(pr.exitcode, len(active_children()), pr.name); pr.join(); print(pr.exitcode, active_children())
print(current_process().name, Manager().dict(a=1), Value("i", 3)); m = Manager().Namespace(a=1); m.b = 2; print(m)
print(sys.flags.dev_mode, sys.flags.optimize)
