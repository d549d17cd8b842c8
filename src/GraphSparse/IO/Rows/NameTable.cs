using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace GraphSparse.IO;

/// <summary>Distinct names as their UTF-8 bytes, numbered in the order in which they first occur.</summary>
/// <remarks>The hash differs from process to process, so that no file can be made whose names all collide; numbers do not depend on it.</remarks>
internal sealed class NameTable
{
    private static readonly ulong HashSeed = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    private byte[] _bytes = new byte[256];
    private int[] _ends = new int[16];
    private Slot[] _slots = new Slot[64];
    private ulong[] _hashes = new ulong[16];

    /// <summary>A place of the hash table: what a look at a name needs, in one line of the cache.</summary>
    /// <param name="HashHigh">The upper half of its hash.</param>
    /// <param name="Next">Its number + 1; 0 where the place is free.</param>
    /// <param name="Start">Where its bytes begin.</param>
    /// <param name="Length">How many they are.</param>
    private readonly record struct Slot(uint HashHigh, int Next, int Start, int Length);

    /// <summary>Number of names.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of all names.</summary>
    public long ByteCount => Count == 0 ? 0 : _ends[Count - 1];

    /// <summary>Bytes in memory.</summary>
    public long MemoryBytes => _bytes.LongLength + sizeof(int) * _ends.LongLength + 16 * _slots.LongLength + sizeof(ulong) * _hashes.LongLength;

    /// <summary>The bytes of a name.</summary>
    public ReadOnlySpan<byte> this[int number]
    {
        get
        {
            int start = number == 0 ? 0 : _ends[number - 1];
            return _bytes.AsSpan(start, _ends[number] - start);
        }
    }

    /// <summary>A name as text.</summary>
    public string Text(int number) => Encoding.UTF8.GetString(this[number]);

    /// <summary>The hash of a name.</summary>
    public ulong HashOf(int number) => _hashes[number];

    /// <summary>The names in the order of their numbers.</summary>
    public string[] ToArray()
    {
        var names = new string[Count];
        for (int i = 0; i < names.Length; i++)
            names[i] = Text(i);
        return names;
    }

    /// <summary>The number of a name given as UTF-8.</summary>
    /// <exception cref="GraphFormatException">The name is empty, not valid UTF-8, or holds a control character.</exception>
    public int Intern(ReadOnlySpan<byte> name)
    {
        ulong hash = Hash(name);
        int number = Find(name, hash);
        if (number >= 0)
            return number;
        Check(name); // a name that is known has been looked at
        return Append(name, hash);
    }

    /// <summary>The number of a name that has been looked at.</summary>
    /// <param name="name">Its bytes.</param>
    /// <param name="hash">Its hash.</param>
    public int Intern(ReadOnlySpan<byte> name, ulong hash)
    {
        int number = Find(name, hash);
        return number >= 0 ? number : Append(name, hash);
    }

    /// <summary>Hashes a name. Each bit of it reaches each bit of the hash.</summary>
    [MethodImpl(Hot.Loop)]
    public static ulong Hash(ReadOnlySpan<byte> name)
    {
        ulong hash = HashSeed ^ ((ulong)name.Length * 0xC2B2AE3D27D4EB4F);
        ReadOnlySpan<byte> rest = name;
        for (; rest.Length > 8; rest = rest[8..])
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(rest));
        ulong last = name.Length >= 8 ? BinaryPrimitives.ReadUInt64LittleEndian(name[^8..])
            : name.Length >= 4 ? BinaryPrimitives.ReadUInt32LittleEndian(name) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(name[^4..]) << 32)
            : name.Length > 0 ? name[0] | ((ulong)name[name.Length / 2] << 8) | ((ulong)name[^1] << 16)
            : 0;
        return Mix(Mix(hash ^ last));
    }

    /// <summary>Refuses ids that could not be written and read again.</summary>
    public static void Check(string name)
    {
        if (!CanBeWritten(name))
            Check(Encoding.UTF8.GetBytes(name));
    }

    /// <summary>Whether an id is not empty and free of control characters.</summary>
    public static bool CanBeWritten(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyInRange('\0', '\u001f');

    private static void Check(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
            throw new GraphFormatException("an empty vertex id");
        if (name.ContainsAnyInRange((byte)0, (byte)(' ' - 1)))
            throw new GraphFormatException($"vertex id '{GraphFormatException.Excerpt(name)}' holds a control character");
        if (!Utf8.IsValid(name))
            throw new GraphFormatException($"vertex id '{GraphFormatException.Excerpt(name)}' is not valid UTF-8");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value)
    {
        ulong high = Math.BigMul(value, 0x9E3779B97F4A7C15, out ulong low);
        return high ^ low;
    }

    /// <summary>The number of a name, or −1.</summary>
    [MethodImpl(Hot.Loop)]
    private int Find(ReadOnlySpan<byte> name, ulong hash)
    {
        Slot[] slots = _slots;
        byte[] bytes = _bytes;
        for (int at = (int)hash & (slots.Length - 1); ; at = (at + 1) & (slots.Length - 1))
        {
            ref readonly Slot slot = ref slots[at];
            if (slot.Next == 0)
                return -1;
            if (slot.HashHigh == (uint)(hash >> 32) && slot.Length == name.Length && bytes.AsSpan(slot.Start, slot.Length).SequenceEqual(name))
                return slot.Next - 1;
        }
    }

    private int Append(ReadOnlySpan<byte> name, ulong hash)
    {
        int start = Count == 0 ? 0 : _ends[Count - 1];
        if (name.Length > Array.MaxLength - start)
            throw new ResourceLimitException($"Distinct ids take more than {Array.MaxLength} bytes.");
        if (start + name.Length > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(2L * _bytes.Length, start + name.Length)));
        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, 2 * Count);
            Array.Resize(ref _hashes, 2 * Count);
        }

        if (4L * (Count + 1) > 3L * _slots.Length)
            Rehash();
        name.CopyTo(_bytes.AsSpan(start));
        _ends[Count] = start + name.Length;
        _hashes[Count] = hash;
        Enter(Count);
        return Count++;
    }

    private void Rehash()
    {
        _slots = new Slot[2 * _slots.Length];
        for (int i = 0; i < Count; i++)
            Enter(i);
    }

    private void Enter(int number)
    {
        int at = (int)_hashes[number] & (_slots.Length - 1);
        while (_slots[at].Next != 0)
            at = (at + 1) & (_slots.Length - 1);
        int start = number == 0 ? 0 : _ends[number - 1];
        _slots[at] = new Slot((uint)(_hashes[number] >> 32), number + 1, start, _ends[number] - start);
    }
}
