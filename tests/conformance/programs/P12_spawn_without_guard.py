# A spawned process imports the program: without a guard it would start processes itself.
import multiprocessing as mp
def f(): print('never')
p = mp.get_context('spawn').Process(target=f); p.start(); p.join(); print(p.exitcode)
