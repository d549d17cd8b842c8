using System.Globalization;
using System.Net;
using System.Text;

namespace GraphSparse.Jobs;

/// <summary>Draws complementary cumulative degree distributions as SVG, both axes logarithmic.</summary>
internal static class DegreeChart
{
    private const double Width = 640;
    private const double Height = 300;
    private const double Left = 50;
    private const double Bottom = 30;
    private const double Right = 140;

    private static readonly string[] Colors = ["#1b2733", "#2a78c2", "#d1495b", "#3a9d6e", "#c98a1b", "#7b52ab", "#5aa9a0"];

    public static string Svg(IReadOnlyList<(string Name, int[] Degrees)> series)
    {
        int largest = Math.Max(10, series.Max(s => s.Degrees.Length == 0 ? 1 : s.Degrees.Max()));
        int vertices = Math.Max(10, series.Max(s => s.Degrees.Length));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" role=\"img\" aria-label=\"degree distributions\" font-size=\"11\" fill=\"#5a6a7a\">");
        for (double degree = 1; degree <= largest; degree *= 10)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(degree, largest):0.#}\" y=\"{Height - 10}\" text-anchor=\"middle\">{degree:0}</text><path d=\"M{X(degree, largest):0.#} 10V{Height - Bottom}\" stroke=\"#e6ebf0\"/>");
        for (double fraction = 1; fraction >= 1.0 / vertices; fraction /= 10)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{Y(fraction, vertices) + 4:0.#}\" text-anchor=\"end\">{fraction:0.######}</text><path d=\"M{Left} {Y(fraction, vertices):0.#}H{Width - Right}\" stroke=\"#e6ebf0\"/>");
        for (int i = 0; i < series.Count; i++)
        {
            string color = Colors[i % Colors.Length];
            svg.Append(CultureInfo.InvariantCulture, $"<path fill=\"none\" stroke=\"{color}\" stroke-width=\"1.6\" d=\"{Path(series[i].Degrees, largest, vertices)}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right + 12}\" y=\"{24 + 18 * i}\" fill=\"{color}\">{WebUtility.HtmlEncode(series[i].Name)}</text>");
        }

        return svg.Append("</svg>").ToString();
    }

    private static string Path(int[] degrees, int largest, int vertices)
    {
        int[] sorted = [.. degrees.Order()];
        var path = new StringBuilder();
        for (int i = 0; i < sorted.Length; i++)
        {
            if (sorted[i] > 0 && (i == 0 || sorted[i] != sorted[i - 1]))
                path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{X(sorted[i], largest):0.#} {Y((sorted.Length - i) / (double)sorted.Length, vertices):0.#}");
        }

        return path.ToString();
    }

    private static double X(double degree, int largest) => Left + Math.Log(degree) / Math.Log(largest) * (Width - Left - Right);

    private static double Y(double fraction, int vertices) => 10 - Math.Log(fraction) / Math.Log(vertices) * (Height - Bottom - 10);
}
