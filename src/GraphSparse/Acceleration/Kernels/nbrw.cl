// Non-backtracking walks toward a target, one work-group per query; keyed_random.cl stands before this text. Resistances are added in
// single precision in the order of the walk, without contraction, so verdicts and paths are the same on every device.
//
// Generator: key (key0, key1); counter (ordinal of the query, walker, step from 1 on, tag). Word x picks the place in the row.
//
//   rows[n]            start of the row in the pools (low and high word), degree, capacity
//   neighbors[places]  the other ends
//   resistances[places]  1/w in single precision, within the normal range
//   queries[count]     source, target, bits of the weight (float), ordinal
//
// nbrw_insert: hits[query] = 1 where a walker reached the target with weight * resistance < threshold
// nbrw_delete: paths[query * steps ..] = vertices of the walk of least resistance (of equals that of the smallest walker), padded with -1
// Launch: one work-group of any size per query; local memory of nbrw_delete: a float and a uint per work-item, a power of 2 of them.
#pragma OPENCL FP_CONTRACT OFF

#define INSERT_TAG 1u
#define DELETE_TAG 2u

float nbrw(__global const uint4 *rows, __global const int *neighbors, __global const float *resistances, const uint key0, const uint key1,
    const uint4 query, const int steps, const float threshold, const uint walker, const uint tag, __global int *path)
{
    int here = (int)query.x;
    int before = -1;
    float weight = as_float(query.z);
    float resistance = 0.0f;
    if (path)
        path[0] = here;
    for (int step = 1; step < steps; step++) {
        uint4 row = rows[here];
        ulong start = (ulong)row.x | (ulong)row.y << 32;
        uint degree = row.z;
        if (degree == 0 || (degree == 1 && before >= 0))
            return INFINITY;
        uint choices = before < 0 ? degree : degree - 1;
        uint place = 0;
        if (choices > 1)
            place = mul_hi(philox((uint4)(query.w, walker, (uint)step, tag), key0, key1).x, choices);
        int next = neighbors[start + place];
        if (next == before) {
            place = degree - 1;
            next = neighbors[start + place];
        }
        resistance = fmin(resistance + resistances[start + place], FLT_MAX);
        if (tag == INSERT_TAG && !(weight * resistance < threshold))
            return INFINITY;
        if (path)
            path[step] = next;
        if (next == (int)query.y)
            return resistance;
        before = here;
        here = next;
    }
    return INFINITY;
}

__kernel void nbrw_insert(
    __global const uint4 *rows, __global const int *neighbors, __global const float *resistances, __global const uint4 *queries, const ulong count,
    const uint key0, const uint key1, const int walkers, const int steps, const float threshold, __global uchar *hits)
{
    __local volatile int found;
    ulong index = get_global_id(0) / get_local_size(0);
    if (get_local_id(0) == 0)
        found = 0;
    barrier(CLK_LOCAL_MEM_FENCE);
    if (index < count) {
        uint4 query = queries[index];
        for (uint walker = get_local_id(0); walker < (uint)walkers && !found; walker += get_local_size(0)) {
            if (nbrw(rows, neighbors, resistances, key0, key1, query, steps, threshold, walker, INSERT_TAG, 0) < INFINITY)
                found = 1;
        }
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    if (get_local_id(0) == 0 && index < count)
        hits[index] = (uchar)found;
}

__kernel void nbrw_delete(
    __global const uint4 *rows, __global const int *neighbors, __global const float *resistances, __global const uint4 *queries, const ulong count,
    const uint key0, const uint key1, const int walkers, const int steps, __global int *paths, __local float *best, __local uint *winner)
{
    ulong index = get_global_id(0) / get_local_size(0);
    uint lane = get_local_id(0);
    float least = INFINITY;
    uint first = 0xFFFFFFFFu;
    uint4 query = (uint4)(0);
    if (index < count) {
        query = queries[index];
        for (uint walker = lane; walker < (uint)walkers; walker += get_local_size(0)) {
            float resistance = nbrw(rows, neighbors, resistances, key0, key1, query, steps, 0.0f, walker, DELETE_TAG, 0);
            if (resistance < least) {
                least = resistance;
                first = walker;
            }
        }
    }
    best[lane] = least;
    winner[lane] = first;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (uint gap = get_local_size(0) / 2; gap > 0; gap /= 2) {
        if (lane < gap && (best[lane + gap] < best[lane] || (best[lane + gap] == best[lane] && winner[lane + gap] < winner[lane]))) {
            best[lane] = best[lane + gap];
            winner[lane] = winner[lane + gap];
        }
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    if (index >= count)
        return;
    __global int *path = paths + index * (ulong)steps;
    for (int i = (int)lane; i < steps; i += (int)get_local_size(0))
        path[i] = -1;
    barrier(CLK_GLOBAL_MEM_FENCE);
    if (lane == 0 && best[0] < INFINITY)
        nbrw(rows, neighbors, resistances, key0, key1, query, steps, 0.0f, winner[0], DELETE_TAG, path); // walks can be repeated, so none is stored
}
