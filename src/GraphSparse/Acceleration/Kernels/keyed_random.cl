// Counter-based random numbers: Philox4x32-10 (Salmon, Moraes, Dror and Shaw, SC 2011). This text also stands before walk.cl.
//
// random_words: word 4i + j of the result is word j of the block whose counter is (low and high word of first + i, counter2,
// counter3) under the key (key0, key1).
//   words[length]   the result
// Launch: one work-item per block of 4 words, ceil(length / 4) of them.
//
// Known answers (counter; key -> words):
//   00000000 x 4; 00000000 x 2                                       -> 6627e8d5 e169c58d bc57ac4c 9b00dbd8
//   ffffffff x 4; ffffffff x 2                                       -> 408f276d 41c83b0e a20bc7c6 6d5451fd
//   243f6a88 85a308d3 13198a2e 03707344; a4093822 299f31d0           -> d16cfe09 94fdcceb 5001e420 24126ea1
#pragma OPENCL FP_CONTRACT OFF

// In scalars and 64-bit products: on CPUs, compilers make slow shuffles of the same rounds written with vectors.
uint4 philox(uint4 counter, uint key0, uint key1)
{
    uint x = counter.x, y = counter.y, z = counter.z, w = counter.w;
    for (int round = 0; round < 10; round++) {
        ulong product0 = (ulong)0xD2511F53u * x;
        ulong product1 = (ulong)0xCD9E8D57u * z;
        x = (uint)(product1 >> 32) ^ y ^ key0;
        y = (uint)product1;
        z = (uint)(product0 >> 32) ^ w ^ key1;
        w = (uint)product0;
        key0 += 0x9E3779B9u;
        key1 += 0xBB67AE85u;
    }
    return (uint4)(x, y, z, w);
}

__kernel void random_words(
    const uint key0, const uint key1, const ulong first, const uint counter2, const uint counter3, const ulong length, __global uint *words)
{
    ulong block = get_global_id(0);
    ulong place = block * 4;
    if (place >= length)
        return;
    ulong id = first + block;
    uint4 drawn = philox((uint4)((uint)id, (uint)(id >> 32), counter2, counter3), key0, key1);
    words[place] = drawn.x;
    if (place + 1 < length)
        words[place + 1] = drawn.y;
    if (place + 2 < length)
        words[place + 2] = drawn.z;
    if (place + 3 < length)
        words[place + 3] = drawn.w;
}
