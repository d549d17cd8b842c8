using System.IO.Compression;
using System.Text;

namespace GraphSparse.Fuzz.Seeds;

/// <summary>Small texts of every format, and the words that mean something in them.</summary>
internal static class TextSeeds
{
    public static IReadOnlyList<byte[]> EdgeLists { get; } =
    [
        .. Utf8(
            "# vertices: 5\n# directed: false\n0 1\n1 2\r\n\n3 4",
            "# ids: integers\n# isolated: 77\n12345678901 2\n2 9 # c\n",
            "# ids: strings\nsource target\nzoë b\nb c\n# isolated: d\n",
            "source,target,weight\n0,1,2.5\n1,2,-1e3\n\"2\",3,.5\n",
            "from;to;weight;time\n\"a, b\";\"say \"\"x\"\"\";1;2\nc;d;3;4\n",
            "0\t1\t1\n0\t2\t7\n",
            "-5 3\n3 18446744073709551615\n",
            "00123 7\n7 5\n",
            "# FromNodeId\tToNodeId\n0\t1,\n1\t2,\n",
            ":START_ID,:END_ID,:TYPE\n1,2,R\n2,3,R\n",
            "0 1 {}\n1 2 {'weight': 4, 'color': 'red'}\n",
            "a,b,{\"weight\": 1.5, 'x': [1, (2, 3)]}\nb,c,{}\n",
            "0,1,1,\n1,2,2,\n",
            "node1,node2\nx,y\ny,z\n",
            "% a\n# b\n1 2 3 4 5\n2 3 4 5\n",
            "0 1 1e308\n1 0 1e308\n0 1 1.5e308\n",
            "source,target,weight\n0,1,5e-324\n1,2,1e-310\n2,0,0\n2,3,nan\n3,4,inf\n",
            "# vertices: 2147483646\n0 1\n",
            "0 1\r2 3\r",
            "0\u00001\n\0\n",
            "", "\ufeff", "\ufeff0 1\n1 2\n"),
        [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("0 1\n1 2\n")],
        [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes("a,b\nb,ü\n")],
        [.. Encoding.UTF32.Preamble, .. Encoding.UTF32.GetBytes("0 1 2\n1 2 2\n")],
    ];

    public static IReadOnlyList<byte[]> EdgeTokens { get; } = Utf8(
        "# vertices: ", "# directed: true\n", "# ids: strings\n", "# ids: integers\n", "# isolated: ", "\n# ids: sparse\n", "source", "target", "weight", "time", "src", "dst", "\"\"", "\"a\nb\"",
        "{'weight': ", "}", "{}", "\r\n", "\n\n", "\t", ";", ",", "\ufeff", "\u0085", "\u007f", "\ud83d\ude00", "-0", "1e5", " # c", "%%MatrixMarket ", "PAR1\u0015", "\u001f\u008b", "0 1\n", "a b\n");

    public static IReadOnlyList<byte[]> MatrixMarket { get; } = Utf8(
        "%%MatrixMarket matrix coordinate real general\n% c\n4 4 3\n1 2 0.5\n3 4 1e-3\n2 1 7\n",
        "%%MatrixMarket matrix coordinate pattern symmetric\n% directed: false\n3 3 2\n2 1\n3 1\n",
        "%MatrixMarket matrix coordinate pattern symmetric\n3 3 2\n2 1\n3 2\n",
        "%%MatrixMarket matrix coordinate integer symmetric\n3 3 4\n1 1 2\n2 1 -1\n2 2 2\n3 3 0\n",
        "%%MatrixMarket matrix coordinate pattern general\n2147483646 2147483646 1\n1 2\n",
        "%%MatrixMarket matrix coordinate real general\n2 2 0\n");

    public static IReadOnlyList<byte[]> MatrixTokens { get; } = Utf8(
        "%%MatrixMarket", " matrix", " coordinate", " array", " real", " integer", " pattern", " complex", " general", " symmetric", " skew-symmetric", " hermitian", "\n% directed: true\n", "1 1 1\n", "2 1\n", " ", "%");

    public static IReadOnlyList<byte[]> Metis { get; } = Utf8(
        "% c\n4 3 011 1\n7 2 5\n7 1 5 3 6\n%\n7 2 6 4 1\n7 3 1\n",
        "3 2\n2\n1 3\n2\n",
        "3 2 001\n2 0.5\n1 0.5 3 2\n2 2\n",
        "4 1 100\n1 2\n1 1\n1\n1\n",
        "5 0\n\n\n\n\n\n",
        "2147483646 1\n2\n1\n");

    public static IReadOnlyList<byte[]> MetisTokens { get; } = Utf8(" 001", " 010", " 011", " 100", " 111", " 1", "\n", "\n\n", "% c\n", " 2 1", "1 2");

    public static IReadOnlyList<byte[]> Updates { get; } = Utf8(
        "source,target,weight,op\n0,1,2,+\n1,2,0.5,=\n2,0,,-\n",
        "0 1\n1 2 3\n",
        "0\t1\t+\n1\t2\tdelete\n",
        "u;v;w;action;time\n0;1;2;insert;5\n0;2;;remove;6\n1;3;1e-3;set;7\n",
        "# c\n\"0\",\"1\",1,i\n",
        "\ufeff0,1,1,u\n",
        "0,1,2,+,x,y\n");

    public static IReadOnlyList<byte[]> UpdateTokens { get; } = Utf8(
        "source", "target", "weight", "op", "action", "type", "operation", ",+", ",-", ",=", "insert", "delete", "remove", "update", "set", "add", ",i", ",d", ",u", "\"\"", "\n\n", "#", "PAR1\u0015");

    public static IReadOnlyList<byte[]> Utf8(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    public static byte[] Zstd(byte[] content)
    {
        using var compressor = new ZstdSharp.Compressor();
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        return compressor.Wrap(content).ToArray();
    }

    public static byte[] GZip(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(content);
        return compressed.ToArray();
    }
}
