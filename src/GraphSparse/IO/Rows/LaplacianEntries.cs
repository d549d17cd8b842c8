using System.Globalization;

namespace GraphSparse.IO;

/// <summary>Rows that are entries of a Laplacian matrix: off the diagonal −w becomes w; the diagonal is left to be dropped as self-loops.</summary>
internal static class LaplacianEntries
{
    /// <summary>Negates the weights off the diagonal, in place.</summary>
    /// <exception cref="GraphFormatException">There are no weights, or one off the diagonal is not negative.</exception>
    public static void Negate(EdgeRows rows)
    {
        double[] weights = rows.Block?.Weights ?? rows.WideWeights
            ?? throw new GraphFormatException("a Laplacian has values, and this file has none: read it without GraphReadOptions.Laplacian");
        for (int i = 0; i < rows.Count; i++)
        {
            long source = rows.Source(i);
            long target = rows.Target(i);
            if (source == target)
                continue;
            if (!(weights[i] < 0))
            {
                string entry = rows.Names is { } names ? $"({names.Text((int)source)}, {names.Text((int)target)})" : $"({source}, {target})";
                throw new GraphFormatException(
                    $"entry {entry}, counted from 0, is {weights[i].ToString("R", CultureInfo.InvariantCulture)}; off the diagonal a Laplacian is negative: read the file without GraphReadOptions.Laplacian if it holds weights");
            }

            weights[i] = -weights[i];
        }
    }
}
