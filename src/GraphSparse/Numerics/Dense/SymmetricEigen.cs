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
        var z = new double[k, k];
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j <= i; j++)
                z[i, j] = z[j, i] = matrix[i * k + j];
        }

        var diagonal = new double[k];
        var off = new double[k];
        if (k > 0)
        {
            Reduce(z, diagonal, off, k);
            Diagonalize(z, diagonal, off, k);
        }

        int[] order = [.. Enumerable.Range(0, k).OrderByDescending(i => diagonal[i])];
        var vectors = new double[k * k];
        for (int r = 0; r < k; r++)
        {
            int largest = 0;
            for (int i = 1; i < k; i++)
            {
                if (Math.Abs(z[i, order[r]]) > Math.Abs(z[largest, order[r]]))
                    largest = i;
            }

            double sign = z[largest, order[r]] < 0 ? -1 : 1;
            for (int i = 0; i < k; i++)
                vectors[r * k + i] = sign * z[i, order[r]];
        }

        return ([.. order.Select(i => diagonal[i])], vectors);
    }

    /// <summary>To tridiagonal form; z becomes the product of the reflections.</summary>
    private static void Reduce(double[,] z, double[] d, double[] e, int n)
    {
        for (int i = n - 1; i > 0; i--)
        {
            int l = i - 1;
            double h = 0;
            double scale = 0;
            for (int k = 0; k <= l; k++)
                scale += Math.Abs(z[i, k]);
            if (l == 0 || scale == 0)
            {
                e[i] = z[i, l];
                d[i] = 0;
                continue;
            }

            for (int k = 0; k <= l; k++)
            {
                z[i, k] /= scale;
                h += z[i, k] * z[i, k];
            }

            double f = z[i, l];
            double g = f >= 0 ? -Math.Sqrt(h) : Math.Sqrt(h);
            e[i] = scale * g;
            h -= f * g;
            z[i, l] = f - g;
            f = 0;
            for (int j = 0; j <= l; j++)
            {
                z[j, i] = z[i, j] / h;
                g = 0;
                for (int k = 0; k <= j; k++)
                    g += z[j, k] * z[i, k];
                for (int k = j + 1; k <= l; k++)
                    g += z[k, j] * z[i, k];
                e[j] = g / h;
                f += e[j] * z[i, j];
            }

            double half = f / (h + h);
            for (int j = 0; j <= l; j++)
            {
                f = z[i, j];
                e[j] = g = e[j] - half * f;
                for (int k = 0; k <= j; k++)
                    z[j, k] -= f * e[k] + g * z[i, k];
            }

            d[i] = h;
        }

        d[0] = 0;
        e[0] = 0;
        for (int i = 0; i < n; i++)
        {
            if (d[i] != 0)
            {
                for (int j = 0; j < i; j++)
                {
                    double g = 0;
                    for (int k = 0; k < i; k++)
                        g += z[i, k] * z[k, j];
                    for (int k = 0; k < i; k++)
                        z[k, j] -= g * z[k, i];
                }
            }

            d[i] = z[i, i];
            z[i, i] = 1;
            for (int j = 0; j < i; j++)
                z[j, i] = z[i, j] = 0;
        }
    }

    /// <summary>To diagonal form, by rotations that are applied to the columns of z.</summary>
    private static void Diagonalize(double[,] z, double[] d, double[] e, int n)
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
                    for (int k = 0; k < n; k++)
                    {
                        f = z[k, i + 1];
                        z[k, i + 1] = s * z[k, i] + c * f;
                        z[k, i] = c * z[k, i] - s * f;
                    }
                }

                if (isSplit)
                    continue;
                d[l] -= p;
                e[l] = g;
                e[m] = 0;
            }
        }
    }
}
