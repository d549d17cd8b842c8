using System.Numerics;
using System.Text;
using GraphSparse.IO;
using GraphSparse.Summaries;

namespace GraphSparse.Commands;

/// <summary>A summary as one compact file: supervertices in as many bits as they need, gaps between superedges and between corrections by their size.</summary>
/// <remarks>"GSSM", version, flags (1 weights, 2 corrections, 4 and 8 the kind of ids), then numbers of seven bits a byte, ids, and bits: the supervertex of each vertex; for each supervertex the number of its superedges and the gaps to their
/// other supervertices (and weights); for each vertex the same for its edges and non-edges among the corrections.</remarks>
internal static class SummaryBinary
{
    private const byte Version = 1;

    private static ReadOnlySpan<byte> Magic => "GSSM"u8;

    public static byte[] ToBytes(Summary summary, CorrectedSummary? corrected, VertexIds? ids)
    {
        using var head = new MemoryStream();
        int kind = ids is null ? 0 : !ids.AreIntegers ? 3 : ids.AreUnsigned ? 2 : 1;
        head.Write(Magic);
        head.WriteByte(Version);
        head.WriteByte((byte)((summary.IsWeighted ? 1 : 0) | (corrected is null ? 0 : 2) | kind << 2));
        foreach (int number in (int[])[summary.VertexCount, summary.SupervertexCount, summary.Superedges.Length])
            WriteNumber(head, (ulong)number);
        WriteIds(head, ids);
        var bits = new BitWriter();
        int width = WidthOf(summary.SupervertexCount);
        foreach (int a in summary.Membership)
            bits.Write((ulong)a, width);
        var rows = new (int From, int To, long Weight)[summary.Superedges.Length];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = (summary.Superedges[i].A, summary.Superedges[i].B, summary.Superedges[i].Edges);
        WriteRows(bits, rows, summary.SupervertexCount, summary.IsWeighted);
        if (corrected is not null)
        {
            WriteRows(bits, Rows(corrected.Added), summary.VertexCount, hasWeights: false);
            WriteRows(bits, Rows(corrected.Removed), summary.VertexCount, hasWeights: false);
        }

        return [.. head.ToArray(), .. bits.ToBytes()];
    }

    /// <summary>Reads the tables; what they say is checked as that of any other format.</summary>
    /// <exception cref="GraphFormatException">The bytes are no such file.</exception>
    public static (VertexIds? Ids, int[] Membership, Superedge[] Superedges, VertexPair[] Added, VertexPair[] Removed) Read(byte[] bytes, SummaryManifest manifest)
    {
        if (!bytes.AsSpan().StartsWith(Magic) || bytes.Length < Magic.Length + 2)
            throw new GraphFormatException("is not a compact summary; its first bytes are not 'GSSM'");
        if (bytes[4] > Version)
            throw new GraphFormatException($"is of version {bytes[4]}; this program reads version {Version}");
        int at = Magic.Length + 2;
        byte flags = bytes[5];
        (int n, int s, int p) = (Number(bytes, ref at), Number(bytes, ref at), Number(bytes, ref at));
        if (n != manifest.Vertices || s != manifest.Supervertices || p != manifest.Superedges)
            throw new GraphFormatException($"has {n} vertices, {s} supervertices and {p} superedges, and '{SummaryFolder.Manifest}' says otherwise");
        VertexIds? ids = ReadIds(bytes, ref at, n, flags >> 2 & 3);
        var bits = new BitReader(bytes, at);
        var membership = new int[n];
        int width = WidthOf(s);
        for (int v = 0; v < n; v++)
            membership[v] = (int)bits.Read(width);
        bool isWeighted = (flags & 1) != 0;
        Superedge[] superedges = [.. ReadRows(bits, s, s, p, isWeighted).Select(r => new Superedge(r.From, r.To, r.Weight))];
        if ((flags & 2) == 0)
            return (ids, membership, superedges, [], []);
        VertexPair[] added = Pairs(ReadRows(bits, n, n, manifest.Corrections, hasWeights: false));
        VertexPair[] removed = Pairs(ReadRows(bits, n, n, manifest.Corrections, hasWeights: false));
        return (ids, membership, superedges, added, removed);
    }

    private static int WidthOf(int supervertices) => supervertices <= 1 ? 0 : BitOperations.Log2((uint)supervertices - 1) + 1;

    private static (int, int, long)[] Rows(ReadOnlySpan<VertexPair> pairs)
    {
        var rows = new (int, int, long)[pairs.Length];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = (pairs[i].U, pairs[i].V, 1);
        return rows;
    }

    private static VertexPair[] Pairs(List<(int From, int To, long Weight)> rows) => [.. rows.Select(r => new VertexPair(r.From, r.To))];

    /// <summary>Rows in order; the other number of each is at least its own.</summary>
    private static void WriteRows(BitWriter bits, (int From, int To, long Weight)[] rows, int count, bool hasWeights)
    {
        double gaps = 0;
        for (int i = 0; i < rows.Length; i++)
            gaps += GapOf(rows, i);
        int rice = rows.Length == 0 ? 0 : Math.Clamp((int)Math.Log2(1 + 0.7 * gaps / rows.Length), 0, 30);
        bits.Write((ulong)rice, 5);
        int next = 0;
        for (int from = 0; from < count; from++)
        {
            int end = next;
            while (end < rows.Length && rows[end].From == from)
                end++;
            bits.WriteGamma((ulong)(end - next + 1));
            for (; next < end; next++)
            {
                bits.WriteRice((ulong)GapOf(rows, next), rice);
                if (hasWeights)
                    bits.WriteGamma((ulong)rows[next].Weight);
            }
        }
    }

    private static int GapOf((int From, int To, long Weight)[] rows, int i) =>
        i > 0 && rows[i - 1].From == rows[i].From ? rows[i].To - rows[i - 1].To - 1 : rows[i].To - rows[i].From;

    private static List<(int From, int To, long Weight)> ReadRows(BitReader bits, int count, int below, int most, bool hasWeights)
    {
        var rows = new List<(int, int, long)>();
        int rice = (int)bits.Read(5);
        for (int from = 0; from < count; from++)
        {
            long inRow = (long)(bits.ReadGamma() - 1);
            if (inRow > most - rows.Count)
                throw new GraphFormatException("has more rows than its description says");
            long to = from - 1L;
            for (long i = 0; i < inRow; i++)
            {
                to += 1 + (long)bits.ReadRice(rice);
                if (to >= below)
                    throw new GraphFormatException($"names {to}, and there are {below}");
                rows.Add((from, (int)to, hasWeights ? (long)bits.ReadGamma() : 1));
            }
        }

        return rows;
    }

    private static void WriteIds(MemoryStream stream, VertexIds? ids)
    {
        if (ids is null)
            return;
        long before = 0;
        for (int v = 0; v < ids.Count; v++)
        {
            if (ids.AreIntegers)
            {
                long step = unchecked(ids.GetInteger(v) - before);
                WriteNumber(stream, (ulong)(step << 1 ^ step >> 63));
                before = ids.GetInteger(v);
                continue;
            }

            byte[] text = Encoding.UTF8.GetBytes(ids.GetText(v));
            WriteNumber(stream, (ulong)text.Length);
            stream.Write(text);
        }
    }

    private static VertexIds? ReadIds(byte[] bytes, ref int at, int n, int kind)
    {
        if (kind == 0)
            return null;
        if (n > bytes.Length)
            throw new GraphFormatException("has fewer ids than vertices");
        if (kind == 3)
        {
            var texts = new string[n];
            for (int v = 0; v < n; v++)
            {
                int length = Number(bytes, ref at);
                if (length > bytes.Length - at)
                    throw new GraphFormatException("ends in the middle of an id");
                texts[v] = Encoding.UTF8.GetString(bytes, at, length);
                at += length;
            }

            return VertexIds.FromSorted(texts);
        }

        var integers = new long[n];
        long before = 0;
        for (int v = 0; v < n; v++)
        {
            ulong step = Wide(bytes, ref at);
            before = integers[v] = unchecked(before + ((long)(step >> 1) ^ -(long)(step & 1)));
        }

        return VertexIds.FromSorted(integers, areUnsigned: kind == 2);
    }

    private static void WriteNumber(MemoryStream stream, ulong value)
    {
        for (; value >= 128; value >>= 7)
            stream.WriteByte((byte)(value | 128));
        stream.WriteByte((byte)value);
    }

    private static int Number(byte[] bytes, ref int at)
    {
        ulong value = Wide(bytes, ref at);
        return value <= int.MaxValue ? (int)value : throw new GraphFormatException("holds a number that is too large");
    }

    private static ulong Wide(byte[] bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            if (at == bytes.Length || shift > 63)
                throw new GraphFormatException("ends in the middle of a number");
            byte b = bytes[at++];
            value |= (ulong)(b & 127) << shift;
            if (b < 128)
                return value;
        }
    }
}
