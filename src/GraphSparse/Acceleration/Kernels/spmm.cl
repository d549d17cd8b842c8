// Product of the adjacency matrix with a dense matrix: y[u, j] = sum over the arcs u -> v of weight * x[v, j].
// Each sum is added from the first arc of its row to the last with separate multiplications and additions, so it has the bits of the CPU's.
//
// spmm:
//   offsets[n + 1], neighbors[arcs]  rows
//   weights[arcs]                    looked at where weighted is 1; otherwise every weight is 1
//   x[n * columns], y[n * columns]   row after row
// Launch: one work-item per entry of y, so that neighbouring items read neighbouring entries of x. Needs double precision.
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL FP_CONTRACT OFF

__kernel void spmm(
    __global const uint *offsets, __global const int *neighbors, __global const double *weights, const int weighted,
    const int n, const int columns, __global const double *x, __global double *y)
{
    size_t place = get_global_id(0);
    size_t u = place / (size_t)columns;
    if (u >= (size_t)n)
        return;
    x += place % (size_t)columns;
    uint end = offsets[u + 1];
    double sum = 0;
    if (weighted) {
        for (uint arc = offsets[u]; arc < end; arc++)
            sum += weights[arc] * x[(size_t)neighbors[arc] * columns];
    } else {
        for (uint arc = offsets[u]; arc < end; arc++)
            sum += x[(size_t)neighbors[arc] * columns];
    }
    y[place] = sum;
}
