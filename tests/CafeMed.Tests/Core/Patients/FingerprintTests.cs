using CsCheck;

namespace CafeMed.Tests.Core.Patients;

public sealed class FingerprintTests
{
    [Fact]
    public void The_digest_does_not_depend_on_order() => Gen.Shuffle(Enumerable.Range(0, 8).Select(number => $"p{number}").ToArray()).Sample(ids =>
        Assert.Equal(Of([.. ids.Order(StringComparer.Ordinal)]).Digest, Of(ids).Digest));

    [Fact]
    public void Other_patients_have_another_digest()
    {
        Assert.NotEqual(Of("anna").Digest, Of("ben").Digest);
        Assert.NotEqual(Of("anna").Digest, Of("anna", "ben").Digest);
        Assert.Equal(64, Fingerprint.None.Digest.Length);
    }

    [Fact]
    public void Overlap_counts_the_shared() => Gen.Select(Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int[0, 30]).Sample((first, second, count) =>
    {
        var fitted = Fingerprint.Of(People(first, count).Patients);

        Assert.Equal(Math.Max(0, count - Math.Abs(first - second)), fitted.Overlap(People(second, count).Patients));
    });

    [Fact]
    public void Refuse_is_a_fault_as_soon_as_one_took_part()
    {
        var fault = Fails.With("CM2008", () => Fingerprint.Of([Small.Anna]).Refuse("vocabularies", [Small.Anna, Small.Ben]));

        Assert.StartsWith("1 of the 2 patients", fault.Message, StringComparison.Ordinal);
        Assert.Contains("vocabularies", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuse_says_nothing_about_strangers() => Fingerprint.Of([Small.Anna]).Refuse("vocabularies", [Small.Ben]);

    [Fact]
    public void A_saved_fingerprint_is_the_same_in_any_order()
    {
        var fitted = Of("anna", "ben", "carl");

        var restored = new Fingerprint([.. fitted.People.Reverse()]);

        Assert.Equal(fitted.Digest, restored.Digest);
        Assert.Equal(1, restored.Overlap([Small.Ben]));
    }

    private static Fingerprint Of(params string[] ids) => Fingerprint.Of(Small.Named(ids).Patients);

    private static Cohort People(int first, int count) => Small.Named(Enumerable.Range(first, count).Select(number => $"p{number}"));
}
