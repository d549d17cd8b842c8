using System.Runtime.Intrinsics;
using GraphSparse.Embeddings;
using GraphSparse.Numerics;

namespace GraphSparse.Tests.Embeddings;

/// <summary>A step of skip-gram is that of its definition, in double precision and one pair after the other.</summary>
public unsafe class GradientStepTests
{
    [Theory]
    [InlineData(1, 3, 16)]
    [InlineData(2, 6, 128)]
    [InlineData(11, 6, 48)]
    [InlineData(20, 9, 128)]
    public void Changes_AreThoseOfTheDefinition(int inputs, int outputs, int width)
    {
        float[] start = Values((inputs + outputs) * width, seed: inputs);
        var rates = new float[outputs];
        for (int t = 0; t < outputs; t++)
            rates[t] = t == 2 ? 0 : 0.05f; // one that does not count
        float[] found = Step<Lanes512<float>>(start, inputs, outputs, width, rates);
        double[] expected = [.. start.Select(v => (double)v)];
        for (int j = 0; j < inputs; j++)
        {
            for (int t = 0; t < outputs; t++)
            {
                int x = j * width, y = (inputs + t) * width;
                double product = Enumerable.Range(0, width).Sum(k => (double)start[x + k] * start[y + k]);
                double gradient = rates[t] * ((t == 0 ? 1 : 0) - 1 / (1 + Math.Exp(-product)));
                for (int k = 0; k < width; k++)
                {
                    expected[x + k] += gradient * start[y + k];
                    expected[y + k] += gradient * start[x + k];
                }
            }
        }

        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], 2e-6);
    }

    [Theory]
    [InlineData(1, 3, 16)]
    [InlineData(13, 6, 128)]
    public void EveryWidthOfRegisters_GivesTheSameBits(int inputs, int outputs, int width)
    {
        float[] start = Values((inputs + outputs) * width, seed: 5);
        float[] rates = [.. Enumerable.Repeat(0.05f, outputs)];
        Assert.Equal(Step<Lanes512<float>>(start, inputs, outputs, width, rates), Step<Lanes256<float>>(start, inputs, outputs, width, rates));
    }

    [Fact]
    public void AnInputThatOccursTwice_ChangesTwice()
    {
        float[] once = Values(4 * 16, seed: 3);
        float[] twice = [.. once];
        Span<float> rates = [0.1f, 0.1f, 0.1f];
        fixed (float* a = once, b = twice)
        fixed (float* rate = rates)
        {
            int* inputs = stackalloc int[] { 0, 0 };
            int* outputs = stackalloc int[] { 1, 2, 3 };
            using var scratch = new NativeArray<float>(GradientStep.Scratch(3, 2));
            float[] start = [.. once];
            GradientStep.Apply(a, 16, inputs, 1, outputs, rate, 3, scratch.First);
            GradientStep.Apply(b, 16, inputs, 2, outputs, rate, 3, scratch.First);
            for (int i = 0; i < start.Length; i++)
                Assert.Equal(2 * (once[i] - start[i]), twice[i] - start[i], 1e-6);
        }
    }

    [Fact]
    public void LogisticCurve_IsThatOfItsDefinition()
    {
        for (float x = -30; x <= 30; x += 0.01f)
            Assert.Equal(1 / (1 + Math.Exp(-x)), LogisticCurve.Of(Vector256.Create(x)).ToScalar(), 3e-7);
    }

    [Fact]
    public void Noise_IsDrawnByThePowerOfVisits()
    {
        long[] visits = [16, 0, 1, 81, 0, 256];
        var noise = new NoiseTable(visits, 0.75);
        var random = new KeyedRandom(3, "tests");
        const int draws = 200_000;
        var counts = new int[visits.Length];
        for (int i = 0; i < draws; i++)
        {
            ulong word = random.NextUInt64(i);
            counts[noise.Pick((uint)(word >> 32), (uint)word)]++;
        }

        double total = visits.Sum(v => Math.Pow(v, 0.75));
        for (int v = 0; v < visits.Length; v++)
        {
            double expected = draws * Math.Pow(visits[v], 0.75) / total;
            Assert.InRange(counts[v], expected - 5 * Math.Sqrt(expected), expected + 5 * Math.Sqrt(expected));
        }
    }

    private static float[] Step<TLanes>(float[] start, int inputs, int outputs, int width, float[] rates)
        where TLanes : struct, IVectorLanes<TLanes, float>
    {
        float[] rows = [.. start];
        int[] inputRows = [.. Enumerable.Range(0, inputs)];
        int[] outputRows = [.. Enumerable.Range(inputs, outputs)];
        using var scratch = new NativeArray<float>(GradientStep.Scratch(outputs, inputs));
        fixed (float* row = rows, rate = rates)
        fixed (int* x = inputRows, y = outputRows)
            GradientStep.ApplyOf<TLanes>(row, width, x, inputs, y, rate, outputs, scratch.First);
        return rows;
    }

    private static float[] Values(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }
}
