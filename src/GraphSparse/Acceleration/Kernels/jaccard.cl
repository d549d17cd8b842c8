// Jaccard similarity of the neighbourhoods of every edge's ends: t / (du + dv - t) with t triangles on the edge.
// All numbers but the quotient are integers, and a quotient of doubles is rounded correctly everywhere, so scores have the bits of the CPU's.
//
// jaccard:
//   sources[count], targets[count], edges[count]    both ends and the edge id of every forward arc
//   degrees[n], common[count]                       degree of every vertex, triangles on every edge id
//   scores[count]                                   by edge id
// Launch: one work-item per forward arc. Needs double precision.
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL FP_CONTRACT OFF

__kernel void jaccard(
    __global const int *sources, __global const int *targets, __global const int *edges, const ulong count,
    __global const int *degrees, __global const int *common, __global double *scores)
{
    size_t arc = get_global_id(0);
    if (arc >= count)
        return;
    int edge = edges[arc];
    double t = common[edge];
    scores[edge] = t / ((double)degrees[sources[arc]] + (double)degrees[targets[arc]] - t);
}
