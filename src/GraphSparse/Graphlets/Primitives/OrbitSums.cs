namespace GraphSparse.Graphlets;

/// <summary>Orbit counts of a vertex, added up over its arcs.</summary>
internal struct OrbitSums
{
    private long _signs;
    private long _s1, _s2, _s3, _s4, _s5, _s6, _s7, _s8, _s9, _s10, _s11, _s12, _s13, _s14;

    /// <summary>Whether a sum did not fit 64 bits: what is added is never negative, so it was negative once.</summary>
    public readonly bool HasOverflowed => _signs < 0;

    /// <summary>Adds the counts of an arc.</summary>
    public void Add(ArcOrbits arc)
    {
        unchecked
        {
            _s1 += arc.U12;
            _s2 += arc.U21;
            _s3 += arc.U33;
            _s4 += arc.U45;
            _s5 += arc.U55;
            _s6 += arc.U67;
            _s7 += arc.U76;
            _s8 += arc.U88;
            _s9 += arc.U911;
            _s10 += arc.U1010;
            _s11 += arc.U119;
            _s12 += arc.U1213;
            _s13 += arc.U1313;
            _s14 += arc.U1414;
            _signs |= _s1 | _s2 | _s3 | _s4 | _s5 | _s6 | _s7 | _s8 | _s9 | _s10 | _s11 | _s12 | _s13 | _s14;
        }
    }

    /// <summary>The count of an orbit above 0: a copy is met at so many arcs of a vertex on it.</summary>
    public readonly long this[int orbit] => orbit switch
    {
        1 => _s1,
        2 => _s2 / 2,
        3 => _s3 / 2,
        4 => _s4,
        5 => _s5,
        6 => _s6,
        7 => _s7 / 3,
        8 => _s8 / 2,
        9 => _s9,
        10 => _s10,
        11 => _s11,
        12 => _s12 / 2,
        13 => _s13,
        _ => _s14 / 3,
    };
}
