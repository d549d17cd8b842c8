using MathNet.Numerics.LinearAlgebra;

namespace GraphSparse.Tests.TestSupport;

/// <summary>Laplacians as dense matrices: slow, plain, and made by another library.</summary>
internal static class DenseLaplacian
{
    public static Matrix<double> Of(CsrGraph graph)
    {
        Matrix<double> matrix = Matrix<double>.Build.Dense(graph.VertexCount, graph.VertexCount);
        foreach (Edge edge in graph.Edges())
        {
            matrix[edge.Source, edge.Target] -= edge.Weight;
            matrix[edge.Target, edge.Source] -= edge.Weight;
            matrix[edge.Source, edge.Source] += edge.Weight;
            matrix[edge.Target, edge.Target] += edge.Weight;
        }

        return matrix;
    }

    /// <summary>Effective resistance by the pseudo-inverse of a connected graph: (L + J/n)⁻¹ − J/n.</summary>
    public static Matrix<double> PseudoInverse(CsrGraph graph)
    {
        int n = graph.VertexCount;
        Matrix<double> constant = Matrix<double>.Build.Dense(n, n, 1.0 / n);
        return (Of(graph) + constant).Inverse() - constant;
    }

    /// <summary>Generalized eigenvalues of (L_G, L_H) of connected graphs on the space orthogonal to the constants, ascending.</summary>
    /// <remarks>With columns Q spanning that space and C the Cholesky factor of QᵀL_H Q: the eigenvalues of C⁻¹ QᵀL_G Q C⁻ᵀ.</remarks>
    public static double[] GeneralizedEigenvalues(CsrGraph graph, CsrGraph sparsifier)
    {
        int n = graph.VertexCount;
        Matrix<double> basis = Matrix<double>.Build.Dense(n, n - 1);
        for (int k = 0; k < n - 1; k++) // Helmert's columns
        {
            double scale = 1 / Math.Sqrt((k + 1.0) * (k + 2.0));
            for (int i = 0; i <= k; i++)
                basis[i, k] = scale;
            basis[k + 1, k] = -(k + 1) * scale;
        }

        Matrix<double> a = basis.TransposeThisAndMultiply(Of(graph) * basis);
        Matrix<double> b = basis.TransposeThisAndMultiply(Of(sparsifier) * basis);
        Matrix<double> inverse = b.Cholesky().Factor.Inverse();
        Matrix<double> symmetric = inverse * a * inverse.Transpose();
        return [.. ((symmetric + symmetric.Transpose()) * 0.5).Evd(Symmetricity.Symmetric).EigenValues.Select(v => v.Real).Order()];
    }
}
