"""FastRP in SciPy, dense form: the same powers, weights and scaling, float32. Prints median seconds of a product and of the whole."""
import gzip, statistics, sys, time
import numpy as np, scipy.sparse as sp

def median(work, repeats=5):
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)

def fastrp(a, dimension=128, weights=(1, 1, 7.81, 45.28), beta=-0.628):
    n = a.shape[0]
    degrees = np.asarray(a.sum(1)).ravel()
    random = np.random.default_rng(1).random((n, dimension), dtype=np.float32)
    r = np.sqrt(np.float32(3)) * ((random < 1 / 6).astype(np.float32) - (random >= 5 / 6).astype(np.float32))
    u = r * np.power(degrees / degrees.sum(), beta, where=degrees > 0, out=np.zeros(n)).astype(np.float32)[:, None]
    inverse = np.divide(1, degrees, where=degrees > 0, out=np.zeros(n)).astype(np.float32)[:, None]
    total = np.zeros_like(u)
    for weight in weights:
        u = (a @ u) * inverse
        norms = np.linalg.norm(u, axis=1, keepdims=True)
        total += np.float32(weight) * np.divide(u, norms, where=norms > 0, out=np.zeros_like(u))
    deviation = total.std(0)
    return (total - total.mean(0)) / np.where(deviation > 0, deviation, 1)

for path in sys.argv[1:]:
    with (gzip.open if path.endswith(".gz") else open)(path, "rt") as lines:
        edges = np.array([line.split()[:2] for line in lines if line[0].isdigit()], dtype=np.int64)
    ids, ends = np.unique(edges, return_inverse=True)
    ends = ends.reshape(edges.shape)
    ends = ends[ends[:, 0] != ends[:, 1]]
    n = len(ids)
    a = sp.coo_matrix((np.ones(2 * len(ends), np.float32), (np.r_[ends[:, 0], ends[:, 1]], np.r_[ends[:, 1], ends[:, 0]])), shape=(n, n)).tocsr()
    a.data[:] = 1
    x = np.random.default_rng(2).standard_normal((n, 128), dtype=np.float32)
    print(f"{path.split('/')[-1]}: product {1e3 * median(lambda: a @ x):.2f} ms, fastrp {median(lambda: fastrp(a)):.3f} s")
