// Triangles on every edge. The graph is given forward: each edge once, at its end of lower (degree, id), rows ascending by id.
// A triangle is met once, at its lowest vertex u, as a common entry w of the rows of u and of its forward neighbour v.
//
// triangles:
//   offsets[n + 1]                                  rows
//   sources[count], targets[count], edges[count]    both ends and the edge id of every forward arc
//   per_edge[count]                                 zero at the start; counted with integer atomics, which commute
// Launch: one work-item per forward arc; the shorter row is searched for in the longer one, which narrows as the search goes on.
#pragma OPENCL FP_CONTRACT OFF

__kernel void triangles(
    __global const uint *offsets, __global const int *sources, __global const int *targets, __global const int *edges,
    const ulong count, __global int *per_edge)
{
    size_t arc = get_global_id(0);
    if (arc >= count)
        return;
    int u = sources[arc];
    int v = targets[arc];
    uint a = offsets[u], a_end = offsets[u + 1];
    uint b = offsets[v], b_end = offsets[v + 1];
    if (a_end - a > b_end - b) {
        uint start = a, end = a_end;
        a = b;
        a_end = b_end;
        b = start;
        b_end = end;
    }
    int found = 0;
    for (; a < a_end && b < b_end; a++) {
        int w = targets[a];
        uint high = b_end;
        while (b < high) {
            uint middle = b + (high - b) / 2;
            if (targets[middle] < w)
                b = middle + 1;
            else
                high = middle;
        }
        if (b < b_end && targets[b] == w) {
            atomic_inc(&per_edge[edges[a]]);
            atomic_inc(&per_edge[edges[b]]);
            found++;
            b++;
        }
    }
    if (found > 0)
        atomic_add(&per_edge[edges[arc]], found);
}
