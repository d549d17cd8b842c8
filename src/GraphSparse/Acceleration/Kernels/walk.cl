// Random walks, one per work-item; keyed_random.cl stands before this text. Every decision is integer arithmetic, so walks have the
// same vertices on every device. Rows are ascending by id and free of repeats.
//
// Generator: key (key0, key1); counter (low and high word of the walk id, step, trial). Words: x picks the place in the row,
// (x * degree) >> 32; y is compared with the thresholds of node2vec; z ends the walk (trial 0), decides between slot and alias, and
// goes back where node2vec is folded.
//
// walk:
//   offsets[n + 1], neighbors[arcs]   rows
//   slots[arcs]                       threshold * 2^32 + alias place; looked at where weighted is 1
//   rule                              0: the next vertex does not depend on the one before; 1: nonbacktracking; 2: node2vec
//   lowest, back, common, other       thresholds out of 2^32 of node2vec, lowest the smallest of the others
//   fold                              area of node2vec that belongs to the vertex before alone; a neighbour has 2^16; 0 for none
//   stop                              the walk ends before a step where z < stop
//   first, count                      ids first..first + count - 1; a walk starts at id mod n
//   from, to                          takes steps from..to - 1; the row holds all that steps from - 1 and before left behind
//   rows[count * (length + 1)]        the vertices of each walk, -1 past its end
// Launch: one work-item per walk.
#pragma OPENCL FP_CONTRACT OFF

int has_arc(__global const uint *offsets, __global const int *neighbors, int u, int v)
{
    uint low = offsets[u];
    uint end = offsets[u + 1];
    uint high = end;
    while (low < high) {
        uint middle = low + (high - low) / 2;
        if (neighbors[middle] < v)
            low = middle + 1;
        else
            high = middle;
    }
    return low < end && neighbors[low] == v;
}

__kernel void walk(
    __global const uint *offsets, __global const int *neighbors, __global const ulong *slots, const int weighted, const int rule,
    const ulong lowest, const ulong back, const ulong common, const ulong other, const ulong fold, const ulong stop,
    const uint key0, const uint key1, const int length, const int from, const int to,
    const int n, const ulong first, const ulong count, __global int *rows)
{
    size_t index = get_global_id(0);
    if (index >= count)
        return;
    ulong id = first + index;
    __global int *row = rows + index * ((size_t)length + 1);
    int here, before = -1;
    if (from == 0) {
        here = (int)(id % (ulong)n);
        row[0] = here;
    } else {
        here = row[from];
        before = row[from - 1];
    }
    int step = from;
    for (; step < to && here >= 0; step++) {
        uint start = offsets[here];
        uint degree = offsets[here + 1] - start;
        if (degree == 0)
            break;
        uint4 drawn = philox((uint4)((uint)id, (uint)(id >> 32), (uint)step, 0), key0, key1);
        if ((ulong)drawn.z < stop)
            break;
        int next;
        for (uint trial = 0;;) {
            if (before >= 0) {
                ulong area = ((ulong)degree << 16) + fold;
                if (drawn.z * (area >> 32) + ((drawn.z * (area & 0xffffffff)) >> 32) < fold) {
                    next = before;
                    break;
                }
            }
            uint place = mul_hi(drawn.x, degree);
            if (weighted) {
                ulong slot = slots[start + place];
                if ((ulong)drawn.z >= slot >> 32)
                    place = (uint)slot;
            }
            next = neighbors[start + place];
            if (rule == 0 || before < 0 || degree == 1)
                break;
            if (rule == 1) {
                if (next != before || degree == 1)
                    break;
            } else {
                ulong r = drawn.y;
                if (r < lowest || r < (next == before ? back : has_arc(offsets, neighbors, before, next) ? common : other))
                    break;
            }
            trial++;
            drawn = philox((uint4)((uint)id, (uint)(id >> 32), (uint)step, trial), key0, key1);
        }
        row[step + 1] = next;
        before = here;
        here = next;
    }
    for (step++; step <= to; step++)
        row[step] = -1;
}
