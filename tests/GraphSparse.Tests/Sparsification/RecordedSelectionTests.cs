using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GraphSparse.IO;
using GraphSparse.Sparsification;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sparsification;

/// <summary>Sparsifiers keep the edges that they have always kept, for any number of threads: checksums of the flags by edge id, written down when these methods were slow and simple.</summary>
/// <remarks>A new checksum is a new meaning: it belongs into the changelog.</remarks>
public class RecordedSelectionTests
{
    private static readonly Lazy<CsrGraph> Internet = new(() => GraphReader.Read(Path.Combine(Repository.Root, "datasets", "networks", "as-22july06.parquet")).Graph);

    public static TheoryData<string, double?, string> Recorded => new()
    {
        { "random", 0.6, "9e30b64babeb59ad" },
        { "random-node-edge", 0.6, "b7cb03da223b4abb" },
        { "k-neighbor", 0.6, "5753f85229596e16" },
        { "local-degree", 0.6, "0be85695c06c6623" },
        { "rank-degree", 0.6, "83130d191a7c5b46" },
        { "g-spar", 0.6, "4eacd2185cf95d72" },
        { "scan", 0.6, "e8f45dc1696fa92f" },
        { "adamic-adar", 0.6, "4eacd2185cf95d72" },
        { "l-spar", 0.6, "90af23ce14a7ccca" },
        { "local-similarity", 0.6, "6ab62f24c1c83910" },
        { "forest-fire", 0.6, "93ece895b6108176" },
        { "triangle", 0.6, "4eacd2185cf95d72" },
        { "chance-corrected-triangle", 0.6, "42fa4261a76e1f47" },
        { "quadrangle", 0.6, "8735814c37830563" },
        { "simmelian", 0.6, "81830eed60ab7ab9" },
        { "simmelian-prefix", 0.6, "4eacd2185cf95d72" },
        { "quadrilateral-simmelian", 0.6, "4eacd2185cf95d72" },
        { "algebraic-distance", 0.6, "f657ab7c4ed9534b" },
        { "spanning-forest", 0.6, "d1b04e1e2b167228" },
        { "spanner", null, "1bbeba4415ba706e" },
        { "d-spar", 0.6, "21185f3063cac3e8" },
    };

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Sparsify_KeepsTheEdgesThatItKept(string method, double? keep, string checksum)
    {
        foreach (int threads in new[] { 1, 3 })
        {
            SparsifiedGraph sparse = Sparsifier.Sparsify(Internet.Value, new SparsifierOptions { Method = method, Keep = keep }, seed: 7, parallelism: new Parallelism(threads));
            Assert.Equal(checksum, Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(sparse.EdgeMask.Span)))[..16]);
        }
    }

    [Fact]
    public void EveryMethod_IsRecorded() =>
        Assert.Equal(
            SparsifierCatalog.Default.Where(e => !e.TakesConductances && e.Name != "disparity").Select(e => e.Name).Order(), // those are solved for, or need weights
            Recorded.Select(row => (string)row[0]).Order());
}
