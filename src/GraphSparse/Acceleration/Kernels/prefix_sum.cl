// Exclusive prefix sums of 32-bit counts in 64 bits, in three launches: sums of tiles, their running totals, sums within tiles.
// A tile is PER_ITEM counts for each work-item of a group, read in strides of the group so that neighbours read together.
//
// prefix_sum_tiles: sums[t] = sum of the counts of tile t. One group per tile.
// prefix_sum_carry: sums[t] becomes the sum of all tiles before t. One group in all.
// prefix_sum_fill:  offsets[i] = sum of counts[0..i-1]. One group per tile.
//   counts[length], offsets[length], sums[tiles], scratch: one long per work-item, local
// Launch: the group size is a power of 2, and groups are whole.
#pragma OPENCL FP_CONTRACT OFF
#define PER_ITEM 16

// Inclusive sums over the group (Hillis and Steele, Commun. ACM 29(12), 1986).
void scan_group(__local long *scratch, uint item, uint size)
{
    barrier(CLK_LOCAL_MEM_FENCE);
    for (uint distance = 1; distance < size; distance *= 2) {
        long add = item >= distance ? scratch[item - distance] : 0;
        barrier(CLK_LOCAL_MEM_FENCE);
        scratch[item] += add;
        barrier(CLK_LOCAL_MEM_FENCE);
    }
}

__kernel void prefix_sum_tiles(__global const int *counts, const ulong length, __global long *sums, __local long *scratch)
{
    uint item = get_local_id(0);
    uint size = get_local_size(0);
    ulong tile = get_global_id(0) / size;
    ulong start = tile * size * PER_ITEM;
    long sum = 0;
    for (uint k = 0; k < PER_ITEM; k++) {
        ulong i = start + (ulong)k * size + item;
        if (i < length)
            sum += counts[i];
    }
    scratch[item] = sum;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (uint half_size = size / 2; half_size > 0; half_size /= 2) {
        if (item < half_size)
            scratch[item] += scratch[item + half_size];
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    if (item == 0 && start < length)
        sums[tile] = scratch[0];
}

__kernel void prefix_sum_carry(const ulong tiles, __global long *sums, __local long *scratch)
{
    uint item = get_local_id(0);
    uint size = get_local_size(0);
    long carry = 0;
    for (ulong start = 0; start < tiles; start += size) {
        ulong i = start + item;
        long own = i < tiles ? sums[i] : 0;
        scratch[item] = own;
        scan_group(scratch, item, size);
        if (i < tiles)
            sums[i] = carry + scratch[item] - own;
        carry += scratch[size - 1];
        barrier(CLK_LOCAL_MEM_FENCE);
    }
}

__kernel void prefix_sum_fill(
    __global const int *counts, const ulong length, __global const long *sums, __global long *offsets, __local long *scratch)
{
    uint item = get_local_id(0);
    uint size = get_local_size(0);
    ulong tile = get_global_id(0) / size;
    ulong start = tile * size * PER_ITEM;
    long carry = start < length ? sums[tile] : 0;
    for (uint k = 0; k < PER_ITEM; k++) {
        ulong i = start + (ulong)k * size + item;
        long own = i < length ? counts[i] : 0;
        scratch[item] = own;
        scan_group(scratch, item, size);
        if (i < length)
            offsets[i] = carry + scratch[item] - own;
        carry += scratch[size - 1];
        barrier(CLK_LOCAL_MEM_FENCE);
    }
}
