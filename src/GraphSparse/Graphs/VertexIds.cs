using System.Globalization;
using System.Text;

namespace GraphSparse;

/// <summary>External vertex ids (64-bit integers, signed or unsigned, or strings) beside a graph whose vertices are 0..n−1.</summary>
/// <remarks>Vertex v has the v-th id in ascending order (strings by their UTF-8 bytes), so the numbering does not depend on
/// the order of the input rows. Immutable and safe to share.</remarks>
public sealed class VertexIds
{
    private readonly long[]? _integers;
    private readonly string[]? _strings;

    private VertexIds(long[]? integers, string[]? strings, bool areUnsigned = false)
    {
        _integers = integers;
        _strings = strings;
        AreUnsigned = areUnsigned;
    }

    /// <summary>Integer ids: the distinct values of <paramref name="ids"/>.</summary>
    public static VertexIds FromIntegers(IEnumerable<long> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        long[] sorted = [.. ids.Distinct().Order()];
        return new VertexIds(sorted, null);
    }

    /// <summary>String ids: the distinct values of <paramref name="ids"/>.</summary>
    public static VertexIds FromStrings(IEnumerable<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        string[] sorted = [.. ids.Distinct(StringComparer.Ordinal)];
        Array.Sort(sorted, CompareUtf8);
        return new VertexIds(null, sorted);
    }

    /// <summary>The integers from <paramref name="first"/> on.</summary>
    internal static VertexIds CountedFrom(int first, int count)
    {
        var ids = new long[count];
        for (int v = 0; v < count; v++)
            ids[v] = first + (long)v;
        return new VertexIds(ids, null);
    }

    /// <summary>Whether the ids are the integers from <paramref name="first"/> on.</summary>
    internal bool AreCountedFrom(int first) =>
        _integers is not null && (Count == 0 || (!AreUnsigned && _integers[0] == first && _integers[^1] == first + (long)Count - 1));

    /// <summary>Takes ownership of ids that are ascending and distinct.</summary>
    /// <param name="sorted">The ids; unsigned ones as their bits, in the order of the unsigned numbers.</param>
    /// <param name="areUnsigned">Whether the numbers are unsigned.</param>
    internal static VertexIds FromSorted(long[] sorted, bool areUnsigned = false) => new(sorted, null, areUnsigned);

    /// <summary>Takes ownership of ids that are ascending by <see cref="CompareUtf8"/> and distinct.</summary>
    internal static VertexIds FromSorted(string[] sorted) => new(null, sorted);

    /// <summary>Number of ids, the n of the graph.</summary>
    public int Count => _integers?.Length ?? _strings!.Length;

    /// <summary>Whether the ids are integers; otherwise they are strings.</summary>
    public bool AreIntegers => _integers is not null;

    /// <summary>Whether the ids are unsigned integers of which some are 2^63 or more; <see cref="GetInteger"/> gives their bits then.</summary>
    public bool AreUnsigned { get; }

    /// <summary>The integer id of a vertex.</summary>
    /// <exception cref="InvalidOperationException">The ids are strings.</exception>
    public long GetInteger(int vertex) => (_integers ?? throw new InvalidOperationException("The ids are strings."))[vertex];

    /// <summary>The integer ids of some vertices.</summary>
    /// <exception cref="InvalidOperationException">The ids are strings.</exception>
    internal void GetIntegers(ReadOnlySpan<int> vertices, Span<long> ids)
    {
        long[] integers = _integers ?? throw new InvalidOperationException("The ids are strings.");
        for (int i = 0; i < vertices.Length; i++)
            ids[i] = integers[vertices[i]];
    }

    /// <summary>The id of a vertex as text.</summary>
    public string GetText(int vertex) => _strings is not null ? _strings[vertex]
        : AreUnsigned ? unchecked((ulong)_integers![vertex]).ToString(CultureInfo.InvariantCulture)
        : _integers![vertex].ToString(CultureInfo.InvariantCulture);

    /// <summary>Finds the vertex of an integer id (of its bits where ids are unsigned). O(log n).</summary>
    /// <returns>Whether there is one.</returns>
    public bool TryFind(long id, out int vertex) => (vertex = Find(id)) >= 0;

    /// <summary>Finds the vertex of an id given as text. An integer is found by the digits that spell it, without leading zeros. O(log n).</summary>
    /// <returns>Whether there is one.</returns>
    public bool TryFind(string id, out int vertex) => (vertex = Find(id)) >= 0;

    /// <summary>Number and kind of the ids.</summary>
    public override string ToString() => $"{Count} ids, {(AreIntegers ? AreUnsigned ? "unsigned integers" : "integers" : "strings")}";

    /// <summary>The vertex of an integer id (of its bits where ids are unsigned), or −1. O(log n).</summary>
    internal int Find(long id)
    {
        int at = _integers is null ? -1 : AreUnsigned ? Array.BinarySearch(_integers, id, UnsignedOrder) : Array.BinarySearch(_integers, id);
        return at < 0 ? -1 : at;
    }

    /// <summary>The vertex of an id given as text, or −1. An integer is found by the digits that spell it, without leading zeros. O(log n).</summary>
    internal int Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (_strings is null)
            return TryInteger(id, out long number) && Find(number) is >= 0 and int vertex && GetText(vertex) == id ? vertex : -1;
        int at = Array.BinarySearch(_strings, id, Utf8Order);
        return at < 0 ? -1 : at;
    }

    private bool TryInteger(string id, out long number)
    {
        if (!AreUnsigned)
            return long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        bool isNumber = ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out ulong large);
        number = unchecked((long)large);
        return isNumber;
    }

    /// <summary>Orders strings as their UTF-8 bytes are ordered, which is the order of their code points.</summary>
    internal static int CompareUtf8(string a, string b)
    {
        int shared = Math.Min(a.Length, b.Length);
        for (int i = 0; i < shared; i++)
        {
            if (a[i] != b[i])
            {
                // Surrogates stand for code points above the rest of the 16-bit plane.
                bool highA = char.IsSurrogate(a[i]);
                bool highB = char.IsSurrogate(b[i]);
                return highA == highB ? a[i].CompareTo(b[i]) : highA ? 1 : -1;
            }
        }

        return a.Length.CompareTo(b.Length);
    }

    private static readonly Comparer<long> UnsignedOrder = Comparer<long>.Create((a, b) => unchecked((ulong)a).CompareTo(unchecked((ulong)b)));

    private static readonly Comparer<string> Utf8Order = Comparer<string>.Create(CompareUtf8);

    /// <summary>Decodes an id; invalid UTF-8 is refused, since two ids could become one.</summary>
    internal static string DecodeUtf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            throw new GraphFormatException($"vertex id '{GraphFormatException.Excerpt(bytes)}' is not valid UTF-8", error);
        }
    }

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
