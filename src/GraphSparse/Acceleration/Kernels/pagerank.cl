// The loops of PageRank: with conjugate gradients without directions, by definition with them.
// Rows are added in four sums, blocks of vertices from their first vertex to their last, so all sums have the bits of the CPU's.
//
// All: offsets[n + 1], neighbors[arcs], weights[arcs]  rows of in-neighbours; weights are looked at where weighted is 1, otherwise every weight is 1
// pagerank_pull:    w = r - damping * Az
// pagerank_update:  p = z + beta p, s = w + beta s, y += alpha p, r -= alpha s, z = r * per_strength
// pagerank_sums:    sums[3 block ..] = sum of a z, of |a|, of a
// pagerank_iterate: ranks = restart * preference (or restart / n) + damping * A share, next = ranks * per_strength, changes = |new - old rank|
// pagerank_changes: sums[3 block ..] = ranks of vertices that pass nothing on, changes, 0
// Launch: one work-item per vertex; pagerank_sums and pagerank_changes one per block of vertices. Needs double precision.
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL FP_CONTRACT OFF

double pagerank_incoming(
    __global const uint *offsets, __global const int *neighbors, __global const double *weights, const int weighted,
    size_t v, __global const double *values)
{
    uint arc = offsets[v], end = offsets[v + 1];
    double a = 0, b = 0, c = 0, d = 0;
    if (weighted) {
        for (; end - arc >= 4; arc += 4) {
            a += weights[arc] * values[neighbors[arc]];
            b += weights[arc + 1] * values[neighbors[arc + 1]];
            c += weights[arc + 2] * values[neighbors[arc + 2]];
            d += weights[arc + 3] * values[neighbors[arc + 3]];
        }
        for (; arc < end; arc++)
            a += weights[arc] * values[neighbors[arc]];
    } else {
        for (; end - arc >= 4; arc += 4) {
            a += values[neighbors[arc]];
            b += values[neighbors[arc + 1]];
            c += values[neighbors[arc + 2]];
            d += values[neighbors[arc + 3]];
        }
        for (; arc < end; arc++)
            a += values[neighbors[arc]];
    }
    return (a + b) + (c + d);
}

__kernel void pagerank_pull(
    __global const uint *offsets, __global const int *neighbors, __global const double *weights, const int weighted, const int n,
    const double damping, __global const double *z, __global const double *r, __global double *w)
{
    size_t v = get_global_id(0);
    if (v < (size_t)n)
        w[v] = r[v] - damping * pagerank_incoming(offsets, neighbors, weights, weighted, v, z);
}

__kernel void pagerank_update(
    const int n, const double alpha, const double beta, __global const double *per_strength, __global double *z, __global const double *w,
    __global double *p, __global double *s, __global double *y, __global double *r)
{
    size_t v = get_global_id(0);
    if (v >= (size_t)n)
        return;
    double direction = z[v] + beta * p[v];
    double image = w[v] + beta * s[v];
    double residual = r[v] - alpha * image;
    p[v] = direction;
    s[v] = image;
    y[v] += alpha * direction;
    r[v] = residual;
    z[v] = residual * per_strength[v];
}

__kernel void pagerank_sums(const int n, const int block, __global const double *a, __global const double *z, __global double *sums)
{
    size_t item = get_global_id(0);
    size_t start = item * (size_t)block;
    if (start >= (size_t)n)
        return;
    size_t end = min(start + (size_t)block, (size_t)n);
    double product = 0, absolute = 0, sum = 0;
    for (size_t v = start; v < end; v++) {
        product += a[v] * z[v];
        absolute += fabs(a[v]);
        sum += a[v];
    }
    sums[3 * item] = product;
    sums[3 * item + 1] = absolute;
    sums[3 * item + 2] = sum;
}

__kernel void pagerank_iterate(
    __global const uint *offsets, __global const int *neighbors, __global const double *weights, const int weighted, const int n,
    const double damping, const double restart, __global const double *preference, const int preferred, __global const double *per_strength,
    __global const double *share, __global double *ranks, __global double *next, __global double *changes)
{
    size_t v = get_global_id(0);
    if (v >= (size_t)n)
        return;
    double back = preferred ? restart * preference[v] : restart / n;
    double rank = back + damping * pagerank_incoming(offsets, neighbors, weights, weighted, v, share);
    changes[v] = fabs(rank - ranks[v]);
    ranks[v] = rank;
    next[v] = rank * per_strength[v];
}

__kernel void pagerank_changes(
    const int n, const int block, __global const double *per_strength, __global const double *ranks, __global const double *changes, __global double *sums)
{
    size_t item = get_global_id(0);
    size_t start = item * (size_t)block;
    if (start >= (size_t)n)
        return;
    size_t end = min(start + (size_t)block, (size_t)n);
    double dangling = 0, change = 0;
    for (size_t v = start; v < end; v++) {
        change += changes[v];
        dangling += per_strength[v] == 0 ? ranks[v] : 0;
    }
    sums[3 * item] = dangling;
    sums[3 * item + 1] = change;
    sums[3 * item + 2] = 0;
}
