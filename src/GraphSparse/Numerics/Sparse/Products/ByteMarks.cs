using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GraphSparse.Numerics;

/// <summary>Marks of a byte each: they are set by plain stores, which need not wait for one another, and are read 64 at a time as ascending numbers.</summary>
internal static unsafe class ByteMarks
{
    /// <summary>What a mark is: its highest bit is set.</summary>
    public const byte Mark = 0xFF;

    /// <summary>Marks that are read at once.</summary>
    public const int Block = 64;

    private const int FewMarks = 4; // written whether they are there or not: a branch for each would be guessed wrongly

    /// <summary>Writes the numbers of the marked ones of 64, and clears them.</summary>
    /// <param name="marks">64 marks.</param>
    /// <param name="first">The number of the first.</param>
    /// <param name="numbers">Room for 64 numbers, whatever is marked.</param>
    /// <returns>How many are marked.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Take(byte* marks, int first, int* numbers)
    {
        if (Avx512Vbmi2.IsSupported)
        {
            Vector512<byte> all = Vector512.Load(marks);
            Vector512<byte>.Zero.Store(marks);
            Vector512<byte> places = Avx512Vbmi2.Compress(Vector512<byte>.Zero, all, Vector512<byte>.Indices);
            int count = BitOperations.PopCount(all.ExtractMostSignificantBits());
            Vector512<int> start = Vector512.Create(first);
            (Avx512F.ConvertToVector512Int32(places.GetLower().GetLower()) + start).Store(numbers);
            if (count > 16)
            {
                (Avx512F.ConvertToVector512Int32(places.GetLower().GetUpper()) + start).Store(numbers + 16);
                (Avx512F.ConvertToVector512Int32(places.GetUpper().GetLower()) + start).Store(numbers + 32);
                (Avx512F.ConvertToVector512Int32(places.GetUpper().GetUpper()) + start).Store(numbers + 48);
            }

            return count;
        }

        ulong left = Vector256.Load(marks).ExtractMostSignificantBits() | ((ulong)Vector256.Load(marks + 32).ExtractMostSignificantBits() << 32);
        Vector256<byte>.Zero.Store(marks);
        Vector256<byte>.Zero.Store(marks + 32);
        int marked = BitOperations.PopCount(left);
        for (int i = 0; i < FewMarks; i++, left &= left - 1)
            numbers[i] = first + BitOperations.TrailingZeroCount(left);
        for (int i = FewMarks; i < marked; i++, left &= left - 1)
            numbers[i] = first + BitOperations.TrailingZeroCount(left);
        return marked;
    }
}
