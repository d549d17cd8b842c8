using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>Logistic regression of one label, with the squared length of its weights as penalty.</summary>
/// <remarks>Minimises ½|w|² + C Σ ln(1 + exp(−y w·x)), the last entry of every x being 1 for the bias, as liblinear does with a bias: by Newton's method with conjugate gradients and halved steps (Lin, Weng and Keerthi, JMLR 9,
/// 2008). On one thread.</remarks>
internal static class LogisticRegression
{
    private const int MostNewtonSteps = 100;
    private const int MostGradientSteps = 50;
    private const double Tolerance = 1e-3; // of the gradient, against that of w = 0

    /// <summary>Finds the weights.</summary>
    /// <param name="features">Rows of <paramref name="width"/> values.</param>
    /// <param name="width">Values of a row, the last of them 1.</param>
    /// <param name="rows">Rows that are learnt from.</param>
    /// <param name="isPositive">By place in <paramref name="rows"/>: whether it has the label.</param>
    /// <param name="c">Weight of errors against the penalty.</param>
    /// <param name="weights">Start, and result.</param>
    public static void Fit(double[] features, int width, ReadOnlySpan<int> rows, ReadOnlySpan<bool> isPositive, double c, Span<double> weights)
    {
        int n = rows.Length;
        var margins = new double[n]; // w·x
        var slopes = new double[n]; // of the loss
        var curves = new double[n];
        var gradient = new double[width];
        var step = new double[width];
        var residual = new double[width];
        var direction = new double[width];
        var product = new double[width];
        var moves = new double[n];
        double initial = InitialGradient(features, width, rows, isPositive, c);
        for (int i = 0; i < n; i++)
            margins[i] = DenseRows.Dot(features.AsSpan(rows[i] * width, width), weights);
        double value = Value(weights, margins, isPositive, c);
        for (int turn = 0; turn < MostNewtonSteps; turn++)
        {
            weights.CopyTo(gradient);
            for (int i = 0; i < n; i++)
            {
                double y = isPositive[i] ? 1 : -1;
                double sigma = 1 / (1 + Math.Exp(-y * margins[i]));
                slopes[i] = c * (sigma - 1) * y;
                curves[i] = c * sigma * (1 - sigma);
                DenseRows.AddScaled<double>(gradient, slopes[i], features.AsSpan(rows[i] * width, width));
            }

            double norm = Math.Sqrt(DenseRows.Dot(gradient, gradient));
            if (norm <= Tolerance * initial)
                return;
            Solve(Math.Min(0.1, Math.Sqrt(norm / initial)) * norm, rows);
            for (int i = 0; i < n; i++)
                moves[i] = DenseRows.Dot(features.AsSpan(rows[i] * width, width), step);
            double slope = DenseRows.Dot(gradient, step);
            double length = 1;
            var tried = new double[width];
            var triedMargins = new double[n];
            for (int halving = 0; halving < 30; halving++, length /= 2)
            {
                for (int j = 0; j < width; j++)
                    tried[j] = weights[j] + length * step[j];
                for (int i = 0; i < n; i++)
                    triedMargins[i] = margins[i] + length * moves[i];
                double next = Value(tried, triedMargins, isPositive, c);
                if (next > value + 0.01 * length * slope)
                    continue;
                tried.CopyTo(weights);
                triedMargins.CopyTo(margins, 0);
                value = next;
                break;
            }
        }

        // Conjugate gradients for H·step = −gradient, H = 1 + Xᵀ·curves·X.
        void Solve(double tolerance, ReadOnlySpan<int> of)
        {
            Array.Clear(step);
            for (int j = 0; j < width; j++)
                direction[j] = residual[j] = -gradient[j];
            double square = DenseRows.Dot(residual, residual);
            for (int k = 0; k < MostGradientSteps && Math.Sqrt(square) > tolerance; k++)
            {
                direction.CopyTo(product, 0);
                for (int i = 0; i < of.Length; i++)
                {
                    ReadOnlySpan<double> x = features.AsSpan(of[i] * width, width);
                    DenseRows.AddScaled<double>(product, curves[i] * DenseRows.Dot(x, direction), x);
                }

                double alpha = square / DenseRows.Dot(direction, product);
                DenseRows.AddScaled<double>(step, alpha, direction);
                DenseRows.AddScaled<double>(residual, -alpha, product);
                double next = DenseRows.Dot(residual, residual);
                double beta = next / square;
                square = next;
                for (int j = 0; j < width; j++)
                    direction[j] = residual[j] + beta * direction[j];
            }
        }
    }

    /// <summary>w·x.</summary>
    public static double Score(ReadOnlySpan<double> x, ReadOnlySpan<double> weights) => DenseRows.Dot(x, weights);

    private static double InitialGradient(double[] features, int width, ReadOnlySpan<int> rows, ReadOnlySpan<bool> isPositive, double c)
    {
        var gradient = new double[width];
        for (int i = 0; i < rows.Length; i++)
            DenseRows.AddScaled<double>(gradient, isPositive[i] ? -0.5 * c : 0.5 * c, features.AsSpan(rows[i] * width, width));
        return Math.Sqrt(DenseRows.Dot(gradient, gradient));
    }

    private static double Value(ReadOnlySpan<double> weights, ReadOnlySpan<double> margins, ReadOnlySpan<bool> isPositive, double c)
    {
        double loss = 0;
        for (int i = 0; i < margins.Length; i++)
        {
            double margin = isPositive[i] ? margins[i] : -margins[i];
            loss += margin > 0 ? Math.Log(1 + Math.Exp(-margin)) : Math.Log(1 + Math.Exp(margin)) - margin;
        }

        return 0.5 * DenseRows.Dot(weights, weights) + c * loss;
    }
}
