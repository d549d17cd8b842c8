// How often each value 0..bins-1 occurs. Values outside are counted in the bin past the end, so counts has bins + 1 places,
// zero at the start. Integer atomics commute, so the counts do not depend on the order.
//
// histogram:        counts straight into global memory; for many bins.
// histogram_local:  counts in the memory of the group and adds that up; for few bins, where work-items would wait for each other.
//   values[length], counts[bins + 1], own: bins + 1 ints, local
// Launch: one work-item per PER_ITEM values, read in strides of the group; groups are whole.
#pragma OPENCL FP_CONTRACT OFF
#define PER_ITEM 16

__kernel void histogram(__global const int *values, const ulong length, const int bins, __global int *counts)
{
    size_t group = get_global_id(0) / get_local_size(0);
    ulong start = (ulong)group * get_local_size(0) * PER_ITEM + get_local_id(0);
    for (uint k = 0; k < PER_ITEM; k++) {
        ulong i = start + (ulong)k * get_local_size(0);
        if (i < length)
            atomic_inc(&counts[min((uint)values[i], (uint)bins)]);
    }
}

__kernel void histogram_local(
    __global const int *values, const ulong length, const int bins, __global int *counts, __local int *own)
{
    for (int bin = get_local_id(0); bin <= bins; bin += get_local_size(0))
        own[bin] = 0;
    barrier(CLK_LOCAL_MEM_FENCE);
    size_t group = get_global_id(0) / get_local_size(0);
    ulong start = (ulong)group * get_local_size(0) * PER_ITEM + get_local_id(0);
    for (uint k = 0; k < PER_ITEM; k++) {
        ulong i = start + (ulong)k * get_local_size(0);
        if (i < length)
            atomic_inc(&own[min((uint)values[i], (uint)bins)]);
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int bin = get_local_id(0); bin <= bins; bin += get_local_size(0)) {
        if (own[bin] > 0)
            atomic_add(&counts[bin], own[bin]);
    }
}
