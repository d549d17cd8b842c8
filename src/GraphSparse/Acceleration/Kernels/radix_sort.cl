// One pass of a stable radix sort of 64-bit keys with 32-bit values, by a digit of 4 bits. Between the two launches the counts become
// offsets by the prefix sums of prefix_sum.cl. A tile is PER_ITEM keys for each work-item of a group.
//
// radix_digits:  counts[digit * tiles + tile] = how often the digit occurs in the tile. One group per tile.
// radix_scatter: moves each key with its value to the next place of its digit, tiles in order and keys of a tile in order. One group per tile.
//   keys[length], values[length], counts[DIGITS * tiles]
//   shift                            lowest bit of the digit
//   offsets[DIGITS * tiles]          exclusive prefix sums of counts
//   sorted_keys[length], sorted_values[length]
//   own                              DIGITS ints, local; counted with integer atomics, which commute
//   ranks, sums                      DIGITS uints and one uint for each work-item, local
// Launch: the group size is a power of 2, the same for both; groups are whole.
#pragma OPENCL FP_CONTRACT OFF
#define PER_ITEM 16
#define DIGITS 16

__kernel void radix_digits(
    __global const ulong *keys, const ulong length, const uint shift, const ulong tiles, __global int *counts, __local int *own)
{
    uint item = get_local_id(0);
    uint size = get_local_size(0);
    ulong tile = get_global_id(0) / size;
    ulong start = tile * size * PER_ITEM;
    for (uint digit = item; digit < DIGITS; digit += size)
        own[digit] = 0;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (uint k = 0; k < PER_ITEM; k++) {
        ulong i = start + (ulong)k * size + item;
        if (i < length)
            atomic_inc(&own[(uint)(keys[i] >> shift) & (DIGITS - 1)]);
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    if (tile < tiles) {
        for (uint digit = item; digit < DIGITS; digit += size)
            counts[digit * tiles + tile] = own[digit];
    }
}

// A work-item takes PER_ITEM keys that follow one another, so that the order within a digit is that of items, then of keys.
// ranks[digit * size + item] counts the keys of an item, then becomes by a scan the keys of the tile that come before.
__kernel void radix_scatter(
    __global const ulong *keys, __global const int *values, const ulong length, const uint shift, const ulong tiles,
    __global const long *offsets, __global ulong *sorted_keys, __global int *sorted_values, __local uint *ranks, __local uint *sums)
{
    uint item = get_local_id(0);
    uint size = get_local_size(0);
    ulong tile = get_global_id(0) / size;
    ulong start = (tile * size + item) * PER_ITEM;
    uint count = start < length ? (uint)min((ulong)PER_ITEM, length - start) : 0;
    for (uint digit = 0; digit < DIGITS; digit++)
        ranks[digit * size + item] = 0;
    for (uint k = 0; k < count; k++)
        ranks[((uint)(keys[start + k] >> shift) & (DIGITS - 1)) * size + item]++;
    barrier(CLK_LOCAL_MEM_FENCE);

    uint sum = 0;
    for (uint k = 0; k < DIGITS; k++)
        sum += ranks[item * DIGITS + k];
    sums[item] = sum;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (uint distance = 1; distance < size; distance *= 2) {
        uint add = item >= distance ? sums[item - distance] : 0;
        barrier(CLK_LOCAL_MEM_FENCE);
        sums[item] += add;
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    uint before = sums[item] - sum;
    for (uint k = 0; k < DIGITS; k++) {
        uint own = ranks[item * DIGITS + k];
        ranks[item * DIGITS + k] = before;
        before += own;
    }
    barrier(CLK_LOCAL_MEM_FENCE);

    uint first[DIGITS]; // where each digit begins in the tile, read before ranks move on
    for (uint digit = 0; digit < DIGITS; digit++)
        first[digit] = ranks[digit * size];
    barrier(CLK_LOCAL_MEM_FENCE);
    for (uint k = 0; k < count; k++) {
        ulong key = keys[start + k];
        uint digit = (uint)(key >> shift) & (DIGITS - 1);
        long place = offsets[digit * tiles + tile] + (ranks[digit * size + item]++ - first[digit]);
        sorted_keys[place] = key;
        sorted_values[place] = values[start + k];
    }
}
