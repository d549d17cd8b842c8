// Product of the adjacency matrix with a vector: y[u] = sum over the arcs u -> v of weight * x[v].
// Each row is added from its first arc to its last with separate multiplications and additions, so the sums have the bits of the CPU's.
//
// spmv:
//   offsets[n + 1], neighbors[arcs]  rows
//   weights[arcs]                    looked at where weighted is 1; otherwise every weight is 1
//   x[n], y[n]
// Launch: one work-item per row. Needs double precision.
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL FP_CONTRACT OFF

__kernel void spmv(
    __global const uint *offsets, __global const int *neighbors, __global const double *weights, const int weighted,
    const int n, __global const double *x, __global double *y)
{
    size_t u = get_global_id(0);
    if (u >= (size_t)n)
        return;
    uint end = offsets[u + 1];
    double sum = 0;
    if (weighted) {
        for (uint arc = offsets[u]; arc < end; arc++)
            sum += weights[arc] * x[neighbors[arc]];
    } else {
        for (uint arc = offsets[u]; arc < end; arc++)
            sum += x[neighbors[arc]];
    }
    y[u] = sum;
}
