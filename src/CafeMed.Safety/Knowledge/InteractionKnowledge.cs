using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace CafeMed.Safety.Knowledge;

/// <summary>What several sources say of pairs of ingredients: all is kept, the highest level counts.</summary>
public sealed class InteractionKnowledge
{
    /// <summary>Date of the shipped base, as findings cite it.</summary>
    public const string BaseVersion = "2016-09";

    /// <summary>Date of the shipped supplement.</summary>
    public const string SupplementVersion = "2026-11";

    private readonly ImmutableArray<IInteractionSource> _sources;

    /// <summary>Puts sources together; of equal levels the later one is named first, for it is the more particular.</summary>
    public InteractionKnowledge(params ReadOnlySpan<IInteractionSource> sources) => _sources = [.. sources];

    /// <summary>The sources, in order.</summary>
    public ImmutableArray<IInteractionSource> Sources => _sources;

    /// <summary>The names of the sources.</summary>
    public string Source => string.Join("; ", _sources.Select(source => source.Name));

    /// <summary>The shipped base (OSDI) with the shipped supplement; see data/interactions.</summary>
    public static InteractionKnowledge Shipped() => new(Base(), Supplement(DrugClasses.Shipped()));

    /// <summary>The same with one more source.</summary>
    public InteractionKnowledge With(IInteractionSource source) => new([.. _sources, source]);

    /// <summary>Whether at least one source surveys <paramref name="ingredient"/>.</summary>
    public bool Knows(Code ingredient) => _sources.Any(source => source.Knows(ingredient));

    /// <summary>What the sources say of two ingredients, the highest level first; none where no source has a fact.</summary>
    public ImmutableArray<InteractionFact> Between(Code first, Code second)
    {
        var facts = ImmutableArray<InteractionFact>.Empty;
        for (var at = _sources.Length - 1; at >= 0; at--)
            if (_sources[at].Between(first, second) is { } fact)
                facts = facts.Add(fact);
        return facts.Length < 2 ? facts : [.. facts.OrderByDescending(fact => fact.Severity)];
    }

    /// <summary>Every ingredient that a source surveys or names.</summary>
    public ImmutableArray<Code> Universe() => [.. _sources.SelectMany(source => source is ClassFacts single ? single.Named : source.Surveyed).Distinct().Order()];

    /// <summary>The same as a plain table, for projections and rates: the highest level of each pair.</summary>
    public InteractionTable Table()
    {
        var universe = Universe();
        var known = new InteractionTable(Source, _sources.SelectMany(source => source.Surveyed), []);
        return known.With(Source, _sources.SelectMany(source => source.Pairs(universe)));
    }

    /// <summary>SHA-256 over the sources' names, the ingredients they survey and every pair with its level, in lower-case hexadecimal.</summary>
    public string Digest() => DigestOf(Table());

    /// <summary>The same of a plain table.</summary>
    public static string DigestOf(InteractionTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        Add(table.Source);
        foreach (var code in table.Ingredients.Order())
            Add(code.ToString());
        foreach (var (first, second, severity) in table.Pairs.OrderBy(pair => pair.First).ThenBy(pair => pair.Second))
            Add($"{first} {second} {(int)severity}");
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    internal static PackedFacts Base()
    {
        using var stream = typeof(InteractionKnowledge).Assembly.GetManifestResourceStream("interactions.bin")
            ?? throw new InvalidOperationException("interactions.bin is not embedded.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new PackedFacts(bytes, InteractionFacts.ShippedSource, BaseVersion);
    }

    internal static ClassFacts Supplement(DrugClasses classes) => new(
        InteractionFacts.SupplementSource,
        SupplementVersion,
        [.. CsvTable.Shipped("supplement.csv", "first", "second", "severity", "mechanism", "citation").Rows.Select(row => ClassPair.Of(row, classes))]);
}
