using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>Eigenvalues and eigenvectors of small dense symmetric matrices.</summary>
/// <remarks>Householder's reduction to tridiagonal form and the QL method with implicit shifts, as in Wilkinson and Reinsch, "Handbook for Automatic Computation" II (1971), contributions II/2 and II/4. O(k³) on one thread.</remarks>
internal static class SymmetricEigen
{
    private const int MostTurns = 60;

    /// <summary>All of them.</summary>
    /// <param name="matrix">k × k values; only those on and below the diagonal are looked at.</param>
    /// <param name="k">Rows.</param>
    /// <returns>Eigenvalues descending, and eigenvectors as rows of k, each with its largest entry positive (of equal ones the first).</returns>
    public static (double[] Values, double[] Vectors) Of(double[] matrix, int k)
    {
        var z = new double[k][];
        for (int i = 0; i < k; i++)
        {
            z[i] = new double[k];
            for (int j = 0; j <= i; j++)
                z[i][j] = matrix[i * k + j];
        }

        var diagonal = new double[k];
        var off = new double[k];
        if (k > 0)
        {
            Reduce(z, diagonal, off, k);
            Transpose(z);
            Diagonalize(z, diagonal, off, k);
        }

        int[] order = [.. Enumerable.Range(0, k).OrderByDescending(i => diagonal[i])];
        var vectors = new double[k * k];
        for (int r = 0; r < k; r++)
        {
            double[] vector = z[order[r]];
            int largest = 0;
            for (int i = 1; i < k; i++)
            {
                if (Math.Abs(vector[i]) > Math.Abs(vector[largest]))
                    largest = i;
            }

            double sign = k > 0 && vector[largest] < 0 ? -1 : 1;
            for (int i = 0; i < k; i++)
                vectors[r * k + i] = sign * vector[i];
        }

        return ([.. order.Select(i => diagonal[i])], vectors);
    }

    /// <summary>To tridiagonal form; z becomes the product of the reflections. Only what lies on and below the diagonal is looked at.</summary>
    /// <remarks>Products with the lower triangle go along its rows, each entry of the result by itself.</remarks>
    private static void Reduce(double[][] z, double[] d, double[] e, int n)
    {
        for (int i = n - 1; i > 0; i--)
        {
            int l = i - 1;
            double h = 0;
            double scale = 0;
            double[] u = z[i];
            for (int k = 0; k <= l; k++)
                scale += Math.Abs(u[k]);
            if (l == 0 || scale == 0)
            {
                e[i] = u[l];
                d[i] = 0;
                continue;
            }

            for (int k = 0; k <= l; k++)
            {
                u[k] /= scale;
                h += u[k] * u[k];
            }

            double f = u[l];
            double g = f >= 0 ? -Math.Sqrt(h) : Math.Sqrt(h);
            e[i] = scale * g;
            h -= f * g;
            u[l] = f - g;
            for (int j = 0; j <= l; j++)
                e[j] = DenseRows.Dot(z[j].AsSpan(0, j + 1), u.AsSpan(0, j + 1));
            for (int k = 1; k <= l; k++)
                DenseRows.AddScaled<double>(e.AsSpan(0, k), u[k], z[k].AsSpan(0, k));
            f = 0;
            for (int j = 0; j <= l; j++)
            {
                z[j][i] = u[j] / h;
                e[j] /= h;
                f += e[j] * u[j];
            }

            double half = f / (h + h);
            for (int j = 0; j <= l; j++)
                e[j] -= half * u[j];
            for (int j = 0; j <= l; j++)
            {
                DenseRows.AddScaled<double>(z[j].AsSpan(0, j + 1), -u[j], e.AsSpan(0, j + 1));
                DenseRows.AddScaled<double>(z[j].AsSpan(0, j + 1), -e[j], u.AsSpan(0, j + 1));
            }

            d[i] = h;
        }

        d[0] = 0;
        e[0] = 0;
        var sums = new double[n];
        for (int i = 0; i < n; i++)
        {
            double[] u = z[i];
            if (d[i] != 0)
            {
                Array.Clear(sums, 0, i);
                for (int k = 0; k < i; k++)
                    DenseRows.AddScaled<double>(sums.AsSpan(0, i), u[k], z[k].AsSpan(0, i));
                for (int k = 0; k < i; k++)
                    DenseRows.AddScaled<double>(z[k].AsSpan(0, i), -z[k][i], sums.AsSpan(0, i));
            }

            d[i] = u[i];
            u[i] = 1;
            for (int j = 0; j < i; j++)
                z[j][i] = u[j] = 0;
        }
    }

    private static void Transpose(double[][] z)
    {
        for (int i = 0; i < z.Length; i++)
        {
            for (int j = 0; j < i; j++)
                (z[i][j], z[j][i]) = (z[j][i], z[i][j]);
        }
    }

    /// <summary>To diagonal form, by rotations that are applied to the rows of z, which become the eigenvectors.</summary>
    private static void Diagonalize(double[][] z, double[] d, double[] e, int n)
    {
        for (int i = 1; i < n; i++)
            e[i - 1] = e[i];
        e[n - 1] = 0;
        double least = double.Epsilon; // what is that small beside the largest is rounding, even where its neighbours on the diagonal are 0
        for (int i = 0; i < n; i++)
            least = Math.Max(least, 1e-30 * (Math.Abs(d[i]) + Math.Abs(e[i])));
        for (int l = 0; l < n; l++)
        {
            for (int turn = 0; ; turn++)
            {
                int m = l;
                while (m < n - 1 && Math.Abs(e[m]) > least + 2.3e-16 * (Math.Abs(d[m]) + Math.Abs(d[m + 1])))
                    m++;
                if (m == l)
                    break;
                if (turn == MostTurns)
                    throw new ConvergenceException("The eigenvalues of a small matrix", MostTurns, Math.Abs(e[l]), 2.3e-16);
                double g = (d[l + 1] - d[l]) / (2 * e[l]);
                double r = Math.Sqrt(g * g + 1);
                g = d[m] - d[l] + e[l] / (g + (g >= 0 ? r : -r));
                double s = 1;
                double c = 1;
                double p = 0;
                bool isSplit = false;
                for (int i = m - 1; i >= l; i--)
                {
                    double f = s * e[i];
                    double b = c * e[i];
                    r = Math.Sqrt(f * f + g * g);
                    e[i + 1] = r;
                    if (r == 0)
                    {
                        d[i + 1] -= p;
                        e[m] = 0;
                        isSplit = true;
                        break;
                    }

                    s = f / r;
                    c = g / r;
                    g = d[i + 1] - p;
                    r = (d[i] - g) * s + 2 * c * b;
                    p = s * r;
                    d[i + 1] = g + p;
                    g = c * r - b;
                    Rotate(z[i], z[i + 1], c, s);
                }

                if (isSplit)
                    continue;
                d[l] -= p;
                e[l] = g;
                e[m] = 0;
            }
        }
    }

    /// <summary>(a, b) becomes (c·a − s·b, s·a + c·b).</summary>
    [MethodImpl(Hot.Loop)]
    private static void Rotate(double[] a, double[] b, double c, double s)
    {
        int j = 0;
        for (; j <= a.Length - Vector<double>.Count; j += Vector<double>.Count)
        {
            Vector<double> x = new(a, j);
            Vector<double> y = new(b, j);
            (c * x - s * y).CopyTo(a, j);
            (s * x + c * y).CopyTo(b, j);
        }

        for (; j < a.Length; j++)
            (a[j], b[j]) = (c * a[j] - s * b[j], s * a[j] + c * b[j]);
    }
}
