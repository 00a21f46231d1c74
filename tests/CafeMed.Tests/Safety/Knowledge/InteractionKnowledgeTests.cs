using System.IO.Compression;
using CafeMed.Safety;
using CafeMed.Safety.Knowledge;
using CsCheck;

namespace CafeMed.Tests.Safety.Knowledge;

public sealed class InteractionKnowledgeTests
{
    private static readonly InteractionKnowledge s_shipped = Knowing.Shipped.Interactions;
    private static readonly Code[] s_universe = [.. s_shipped.Universe()];

    [Theory]
    [InlineData("C01AA05", "L04AD01", Severity.Caution)] // digoxin, ciclosporin
    [InlineData("B01AC04", "A02BC01", Severity.Warning)] // clopidogrel, omeprazole
    [InlineData("B01AC04", "A02BC05", Severity.Warning)] // clopidogrel, esomeprazole
    [InlineData("B01AA03", "J01XD01", Severity.Caution)] // warfarin, metronidazole
    [InlineData("J01MA02", "A12AA04", Severity.Caution)] // ciprofloxacin, calcium
    [InlineData("J01MA02", "B03AA07", Severity.Caution)] // ciprofloxacin, iron
    [InlineData("J01MA02", "A02AA04", Severity.Caution)] // ciprofloxacin, an antacid
    [InlineData("C07AA05", "C01CA24", Severity.Warning)] // propranolol, adrenaline
    public void What_the_base_misses_the_supplement_says_with_a_citation(string first, string second, Severity severity)
    {
        var fact = s_shipped.Between(Code.Atc(first), Code.Atc(second))[0];

        Assert.Equal(severity, fact.Severity);
        Assert.NotEqual(Mechanism.Other, fact.Mechanism);
        Assert.Contains("US prescribing information", fact.Source, StringComparison.Ordinal);
        Assert.Equal(InteractionKnowledge.SupplementVersion, fact.Version);
    }

    [Fact]
    public void A_pair_is_the_same_in_both_orders() =>
        Gen.Select(Gen.Int[0, s_universe.Length - 1], Gen.Int[0, s_universe.Length - 1]).Sample((a, b) =>
            Assert.Equal(s_shipped.Between(s_universe[a], s_universe[b]), s_shipped.Between(s_universe[b], s_universe[a])));

    [Fact]
    public void The_table_has_the_highest_level_of_every_pair()
    {
        var table = s_shipped.Table();

        Gen.Select(Gen.Int[0, s_universe.Length - 1], Gen.Int[0, s_universe.Length - 1]).Sample((a, b) =>
            Assert.Equal(
                a == b ? null : s_shipped.Between(s_universe[a], s_universe[b]).Select(fact => (Severity?)fact.Severity).Max(),
                table.Between(s_universe[a], s_universe[b])), iter: 5000);
    }

    [Fact]
    public void A_drug_that_the_supplement_alone_names_is_not_known() // ketorolac: one row about a drug is no survey of it
    {
        Assert.NotEmpty(s_shipped.Between(Code.Atc("M01AB15"), Code.Atc("B01AA03")));
        Assert.False(s_shipped.Knows(Code.Atc("M01AB15")));
        Assert.False(s_shipped.Table().Knows(Code.Atc("M01AB15")));
    }

    [Fact]
    public void Of_conflicting_levels_both_are_kept_and_the_higher_comes_first()
    {
        var own = new ListedFacts("mine", [], [(Code.Atc("B01AA03"), Code.Atc("M01AE01"), new InteractionFact(Severity.Contraindicated, Mechanism.Bleeding, "", ""))]);
        var facts = s_shipped.With(own).Between(Code.Atc("M01AE01"), Code.Atc("B01AA03"));

        Assert.Equal(("mine", Severity.Contraindicated), (facts[0].Source, facts[0].Severity));
        Assert.True(facts.Length > 1 && facts.Skip(1).All(fact => fact.Severity == Severity.Warning));
    }

    [Fact]
    public void The_digest_is_of_the_facts()
    {
        var own = new ListedFacts("mine", [], [(Code.Atc("A01AA01"), Code.Atc("A01AA02"), new InteractionFact(Severity.Note, Mechanism.Other, "", ""))]);

        Assert.Equal(s_shipped.Digest(), InteractionKnowledge.Shipped().Digest());
        Assert.NotEqual(s_shipped.Digest(), s_shipped.With(own).Digest());
        Assert.Equal(64, s_shipped.Digest().Length);
    }

    [Fact]
    public void The_packed_base_says_what_the_readable_one_says()
    {
        var packed = s_shipped.Sources[0];
        var lines = Readable().Skip(1).ToArray();

        Assert.Equal(1338, packed.Surveyed.Count());
        foreach (var line in lines.Where((line, at) => at % 7 == 0 && !line.EndsWith(",,,", StringComparison.Ordinal)))
        {
            var cells = line.Split(',');
            var fact = packed.Between(Code.Atc(cells[0]), Code.Atc(cells[1]));
            Assert.Equal((cells[2], cells[3]), ($"{(int)fact!.Severity}", MechanismWords.Of(fact.Mechanism)));
        }
        Assert.Equal(lines.Count(line => !line.EndsWith(",,,", StringComparison.Ordinal)), packed.Pairs([.. packed.Surveyed]).Count());
    }

    private static List<string> Readable()
    {
        using var reader = new StreamReader(new GZipStream(Repository.File("data/interactions/interactions.csv.gz").OpenRead(), CompressionMode.Decompress));
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
            lines.Add(line);
        return lines;
    }

    [Fact]
    public void Little_of_the_base_has_no_mechanism()
    {
        var others = Readable().Count(line => line.EndsWith(",other", StringComparison.Ordinal));

        Assert.InRange(others, 1, 1000);
    }

    [Fact]
    public void Management_has_a_sentence_for_every_mechanism_and_severity()
    {
        var told = from mechanism in Enum.GetValues<Mechanism>()
                   from severity in Enum.GetValues<Severity>()
                   select Knowing.Shipped.Tables.Management.Of(mechanism, severity);

        Assert.All(told, sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal));
        Assert.Equal(told.Count(), told.Distinct().Count());
    }

    [Theory]
    [InlineData("first,second,severity,mechanism,citation\nB01AA03,M01AE01,3,bleeding,\"Label, section 7\"\n", Mechanism.Bleeding, "Label, section 7")]
    [InlineData("first,second,severity\nB01AA03,M01AE01,3\n", Mechanism.Other, "mine.csv")]
    public void A_table_of_the_users_may_have_mechanism_and_citation(string text, Mechanism mechanism, string source)
    {
        using var folder = new Data.TempFolder();
        var fact = InteractionFacts.ReadFacts(folder.Write("mine.csv", text)).Between(Code.Atc("M01AE01"), Code.Atc("B01AA03"))!;

        Assert.Equal((Severity.Warning, mechanism, source), (fact.Severity, fact.Mechanism, fact.Source));
    }

    [Fact]
    public void A_mechanism_that_is_none_is_a_fault_that_offers_the_nearest()
    {
        using var folder = new Data.TempFolder();
        var file = folder.Write("mine.csv", "first,second,severity,mechanism\nB01AA03,M01AE01,3,bleding\n");

        Assert.Contains("did you mean 'bleeding'", Fails.With("CM4012", () => InteractionFacts.ReadFacts(file)).Message, StringComparison.Ordinal);
    }
}
