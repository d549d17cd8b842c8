"""Times C = A A (float64) by SciPy on a matrix that "GraphSparse.Benchmarks spgemm export" wrote; one thread, rows in any order.
   python3 spgemm_scipy.py FILE.csr REPEATS [sorted]
Prints: median seconds, entries of C, sum of C, peak resident KiB. With "sorted" the time includes sorting the rows."""
import resource
import statistics
import sys
import time

import numpy
import scipy.sparse

path, repeats, is_sorted = sys.argv[1], int(sys.argv[2]), len(sys.argv) > 3
with open(path, "rb") as file:
    n, entries = numpy.fromfile(file, numpy.int64, 2)
    offsets = numpy.fromfile(file, numpy.int64, n + 1)
    columns = numpy.fromfile(file, numpy.int32, entries)
    values = numpy.fromfile(file, numpy.float64, entries)
a = scipy.sparse.csr_matrix((values, columns, offsets.astype(numpy.int32)), shape=(n, n))
times = []
for run in range(-1, repeats):
    start = time.perf_counter()
    c = a @ a
    if is_sorted:
        c.sort_indices()
    seconds = time.perf_counter() - start
    if run >= 0:
        times.append(seconds)
    if run < repeats - 1:
        del c
print(f"{statistics.median(times):.6f} {c.nnz} {c.sum():.10g} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}")
