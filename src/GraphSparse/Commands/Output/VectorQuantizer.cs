using System.Globalization;
using GraphSparse.Embeddings;

namespace GraphSparse.Commands;

/// <summary>Vectors in fewer bits.</summary>
internal static class VectorQuantizer
{
    private const int Largest = 127;

    /// <summary>Numbers of some rows in half precision: a relative error of 2⁻¹¹ at most, but for numbers below 6·10⁻⁵.</summary>
    /// <exception cref="ArgumentException">A number is beyond 65,504.</exception>
    public static Half[] ToHalf(Embedding embedding, int from, int to)
    {
        ReadOnlySpan<float> values = embedding.RowsOf(from, to);
        var halves = new Half[values.Length];
        for (int i = 0; i < halves.Length; i++)
        {
            halves[i] = (Half)values[i];
            if (!Half.IsFinite(halves[i]))
                throw new ArgumentException($"The vector of row {from + i / embedding.Dimension + 1} has the number {values[i].ToString(CultureInfo.InvariantCulture)}, which is beyond float16; write float32, or scale the vectors.");
        }

        return halves;
    }

    /// <summary>Numbers of some rows in −127..127, and for each row what they are to be multiplied by: an error of half of that at most.</summary>
    public static (float[] Scales, sbyte[] Values) ToInt8(Embedding embedding, int from, int to)
    {
        var scales = new float[to - from];
        var values = new sbyte[(to - from) * embedding.Dimension];
        for (int u = from; u < to; u++)
        {
            ReadOnlySpan<float> row = embedding[u];
            float largest = 0;
            foreach (float value in row)
                largest = Math.Max(largest, Math.Abs(value));
            scales[u - from] = largest / Largest;
            for (int j = 0; j < row.Length && largest > 0; j++)
                values[(u - from) * row.Length + j] = (sbyte)Math.Round(row[j] / largest * Largest);
        }

        return (scales, values);
    }
}
