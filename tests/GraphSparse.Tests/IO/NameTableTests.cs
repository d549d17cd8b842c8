using System.Text;
using GraphSparse.IO;

namespace GraphSparse.Tests.IO;

public class NameTableTests
{
    [Fact]
    public void Intern_NumbersNames_InTheOrderInWhichTheyOccur()
    {
        string[] names = [.. Enumerable.Range(0, 5_000).Select(i => new string((char)('a' + i % 26), i % 40 + 1) + i * 7919 % 3_001)];
        var table = new NameTable();
        var expected = new List<string>();
        foreach (string name in names)
        {
            int at = expected.IndexOf(name);
            Assert.Equal(at < 0 ? expected.Count : at, table.Intern(Encoding.UTF8.GetBytes(name)));
            if (at < 0)
                expected.Add(name);
        }

        Assert.Equal(expected, table.ToArray());
        Assert.Equal(expected.Sum(n => n.Length), table.ByteCount);
    }

    [Theory]
    [InlineData("", "an empty vertex id")]
    [InlineData("a\tb", "holds a control character")]
    [InlineData("a\0b", "holds a control character")]
    public void Intern_RefusesWhatCouldNotBeReadAgain(string name, string reason) =>
        Assert.Contains(reason, Assert.Throws<GraphFormatException>(() => new NameTable().Intern(Encoding.UTF8.GetBytes(name))).Message, StringComparison.Ordinal);

    [Fact]
    public void Intern_RefusesBytesThatAreNotUtf8() =>
        Assert.Contains("is not valid UTF-8", Assert.Throws<GraphFormatException>(() => new NameTable().Intern([0x61, 0xC3])).Message, StringComparison.Ordinal);

    [Fact]
    public void Hash_TellsApart_NamesThatDifferInOneByte()
    {
        for (int length = 1; length <= 40; length++)
        {
            byte[] name = Encoding.UTF8.GetBytes(new string('x', length));
            var hashes = new HashSet<ulong> { NameTable.Hash(name), NameTable.Hash([.. name, (byte)'x']) };
            for (int i = 0; i < length; i++)
            {
                byte[] other = [.. name];
                other[i] = (byte)'y';
                hashes.Add(NameTable.Hash(other));
            }

            Assert.Equal(length + 2, hashes.Count);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("user_")]
    [InlineData("https://example.org/a/long/prefix/")]
    public void Union_IsSortedByBytes_AndEachNameKnowsItsPlace(string prefix)
    {
        var random = new Random(3);
        string[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => prefix + string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => "ab\u00e9\u4e2d\U0001F600-0"[random.Next(3)..][..1].Replace("\ud83d", "z", StringComparison.Ordinal))) + random.Next(300))];
        string[][] blocks = [Draw(3_000), [], Draw(1), Draw(2_000), [prefix + "0", prefix + "00", prefix + "000000000", prefix + "0000000000", prefix + "\U0001F600", prefix + "\uffee"]];
        NameTable[] tables = [.. blocks.Select(block =>
        {
            var table = new NameTable();
            foreach (string name in block)
                table.Intern(Encoding.UTF8.GetBytes(name));
            return table;
        })];
        string[] expected = [.. blocks.SelectMany(b => b).Distinct()];
        Array.Sort(expected, VertexIds.CompareUtf8);
        foreach (int threads in (int[])[1, 3])
        {
            var union = new NameUnion(tables, 0, MemoryBudget.Default, new Parallelism(threads), CancellationToken.None);
            Assert.Equal(expected, union.ToSortedArray(new Parallelism(threads), CancellationToken.None));
            for (int t = 0; t < tables.Length; t++)
                Assert.Equal(tables[t].ToArray(), union.PlacesOf(t).Select(place => expected[place]));
        }
    }
}
