using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>One gradient step for all pairs of a centre: its contexts against the centre itself and its negatives.</summary>
/// <remarks>
/// For inputs x and outputs y: g = rate · (label − σ(x·y)) for every pair, then x += Σ g·y and y += Σ g·x, all from the vectors as they were before the step (Ji, Satish, Li and Dubey, IEEE TPDS 30(9), 2019). The products share
/// rows in registers, which one pair after the other cannot. An output that occurs twice is changed twice, the second time perhaps after the first.
/// <para>A scalar product is sixteen sums of every sixteenth product, added in a fixed order, so the width of registers changes no bit.</para>
/// </remarks>
internal static unsafe class GradientStep
{
    /// <summary>Lengths of rows are multiples of this; what is added is 0.</summary>
    public const int Padding = 16;

    /// <summary>Outputs are taken three at a time; their number is a multiple of this.</summary>
    public const int Group = 3;

    /// <summary>Numbers that <see cref="Apply"/> works in.</summary>
    public static int Scratch(int outputs, int inputs) => outputs * Stride(inputs) + Padding * (inputs + 1) + 6 * Padding;

    /// <summary>Up to a multiple of the padding.</summary>
    public static int Padded(int dimension) => (dimension + Padding - 1) / Padding * Padding;

    /// <summary>Trains the pairs of all inputs with all outputs.</summary>
    /// <param name="rows">Rows of <paramref name="width"/> numbers.</param>
    /// <param name="width">A multiple of <see cref="Padding"/>.</param>
    /// <param name="inputs">Rows of the contexts.</param>
    /// <param name="inputCount">At least 1; a row may occur several times.</param>
    /// <param name="outputs">Rows of the centre, with label 1, and of negatives, with label 0; none is a row of an input.</param>
    /// <param name="rates">Learning rate of each output; 0 for one that does not count.</param>
    /// <param name="outputCount">A multiple of <see cref="Group"/>.</param>
    /// <param name="scratch">Room for <see cref="Scratch"/> numbers, at a multiple of 64 bytes.</param>
    public static void Apply(float* rows, int width, int* inputs, int inputCount, int* outputs, float* rates, int outputCount, float* scratch)
    {
        if (Vector512.IsHardwareAccelerated)
            ApplyOf<Lanes512<float>>(rows, width, inputs, inputCount, outputs, rates, outputCount, scratch);
        else
            ApplyOf<Lanes256<float>>(rows, width, inputs, inputCount, outputs, rates, outputCount, scratch);
    }

    /// <summary>The same with registers of one width, for tests.</summary>
    [MethodImpl(Hot.Loop)]
    internal static void ApplyOf<TLanes>(float* rows, int width, int* inputs, int inputCount, int* outputs, float* rates, int outputCount, float* scratch)
        where TLanes : struct, IVectorLanes<TLanes, float>
    {
        int stride = Stride(inputCount);
        float* sums = scratch;
        float* changes = sums + 6 * Padding;
        float* gradients = changes + inputCount * Padding;
        for (int t = 0; t < outputCount; t += Group)
        {
            for (int j = 0; j < inputCount; j += 2)
            {
                int second = Math.Min(j + 1, inputCount - 1);
                Dots<TLanes>(rows + (long)inputs[j] * width, rows + (long)inputs[second] * width,
                    rows + (long)outputs[t] * width, rows + (long)outputs[t + 1] * width, rows + (long)outputs[t + 2] * width, width, sums);
                for (int i = 0; i < Group; i++)
                {
                    gradients[(t + i) * stride + j] = Sum(sums + 2 * i * Padding);
                    gradients[(t + i) * stride + j + 1] = Sum(sums + (2 * i + 1) * Padding);
                }
            }
        }

        ToGradients(gradients, stride, inputCount, rates, outputCount);
        for (int k = 0; k < width; k += TLanes.Count)
            Add<TLanes>(rows + k, width, inputs, inputCount, outputs, outputCount, gradients, stride, changes);
    }

    /// <summary>Scalar products of two inputs with three outputs: six times sixteen sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Dots<TLanes>(float* x0, float* x1, float* y0, float* y1, float* y2, int width, float* sums)
        where TLanes : struct, IVectorLanes<TLanes, float>
    {
        for (int half = 0; half < Padding; half += TLanes.Count) // once with 512 bits, twice with 256
        {
            TLanes s00 = TLanes.All(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00;
            for (int k = half; k < width; k += Padding)
            {
                TLanes a0 = TLanes.Load(ref x0[k]);
                TLanes a1 = TLanes.Load(ref x1[k]);
                TLanes b = TLanes.Load(ref y0[k]);
                s00 = TLanes.MultiplyAdd(a0, b, s00);
                s01 = TLanes.MultiplyAdd(a1, b, s01);
                b = TLanes.Load(ref y1[k]);
                s10 = TLanes.MultiplyAdd(a0, b, s10);
                s11 = TLanes.MultiplyAdd(a1, b, s11);
                b = TLanes.Load(ref y2[k]);
                s20 = TLanes.MultiplyAdd(a0, b, s20);
                s21 = TLanes.MultiplyAdd(a1, b, s21);
            }

            s00.Store(ref sums[half]);
            s01.Store(ref sums[half + Padding]);
            s10.Store(ref sums[half + 2 * Padding]);
            s11.Store(ref sums[half + 3 * Padding]);
            s20.Store(ref sums[half + 4 * Padding]);
            s21.Store(ref sums[half + 5 * Padding]);
        }
    }

    /// <summary>Sixteen numbers, added as a tree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(float* values)
    {
        Vector256<float> eight = Vector256.Load(values) + Vector256.Load(values + 8);
        Vector128<float> four = eight.GetLower() + eight.GetUpper();
        four += Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
        four += Vector128.Shuffle(four, Vector128.Create(1, 0, 3, 2));
        return four.ToScalar();
    }

    /// <summary>rate · (label − σ(product)), in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ToGradients(float* gradients, int stride, int inputCount, float* rates, int outputCount)
    {
        for (int t = 0; t < outputCount; t++)
        {
            Vector256<float> label = Vector256.Create(t == 0 ? 1f : 0f);
            Vector256<float> rate = Vector256.Create(rates[t]);
            float* row = gradients + t * stride;
            for (int j = 0; j < inputCount; j += 8)
                ((label - LogisticCurve.Of(Vector256.Load(row + j))) * rate).Store(row + j);
        }
    }

    /// <summary>Some columns of the rows: changes of the inputs are collected before any is made.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TLanes>(float* rows, int width, int* inputs, int inputCount, int* outputs, int outputCount, float* gradients, int stride, float* changes)
        where TLanes : struct, IVectorLanes<TLanes, float>
    {
        for (int t = 0; t < outputCount; t += Group)
        {
            float* y0 = rows + (long)outputs[t] * width;
            float* y1 = rows + (long)outputs[t + 1] * width;
            float* y2 = rows + (long)outputs[t + 2] * width;
            TLanes b0 = TLanes.Load(ref *y0), b1 = TLanes.Load(ref *y1), b2 = TLanes.Load(ref *y2);
            TLanes d0 = TLanes.All(0), d1 = d0, d2 = d0;
            float* g = gradients + t * stride;
            float* change = changes;
            for (int j = 0; j < inputCount; j++, change += Padding)
            {
                TLanes a = TLanes.Load(ref rows[(long)inputs[j] * width]);
                TLanes c = t == 0 ? TLanes.All(0) : TLanes.Load(ref *change);
                TLanes g0 = TLanes.All(g[j]), g1 = TLanes.All(g[j + stride]), g2 = TLanes.All(g[j + 2 * stride]);
                c = TLanes.MultiplyAdd(g0, b0, c);
                d0 = TLanes.MultiplyAdd(g0, a, d0);
                c = TLanes.MultiplyAdd(g1, b1, c);
                d1 = TLanes.MultiplyAdd(g1, a, d1);
                c = TLanes.MultiplyAdd(g2, b2, c);
                d2 = TLanes.MultiplyAdd(g2, a, d2);
                c.Store(ref *change);
            }

            // One after the other: two of them may be the same row.
            (TLanes.Load(ref *y0) + d0).Store(ref *y0);
            (TLanes.Load(ref *y1) + d1).Store(ref *y1);
            (TLanes.Load(ref *y2) + d2).Store(ref *y2);
        }

        for (int j = 0; j < inputCount; j++)
        {
            ref float x = ref rows[(long)inputs[j] * width];
            (TLanes.Load(ref x) + TLanes.Load(ref changes[j * Padding])).Store(ref x);
        }
    }

    private static int Stride(int inputs) => (inputs + 8) / 8 * 8;
}
