using CsCheck;

namespace CafeMed.Tests;

/// <summary>Generators of clinical values for property tests.</summary>
internal static class Generate
{
    /// <summary>One of <paramref name="values"/>.</summary>
    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    /// <summary>Codes of few systems and few values, so that repetitions are common.</summary>
    public static readonly Gen<Code> Code = Gen.Select(
        OneOf(CodeSystem.Atc, CodeSystem.Icd9Cm, CodeSystem.Icd10Cm), Gen.Int[0, 12],
        (system, number) => new Code(system, $"X{number}"));

    /// <summary>Up to 20 of them, repetitions among them.</summary>
    public static readonly Gen<Code[]> Codes = Code.Array[0, 20];

    /// <summary>An ATC code of level 5 out of 4 groups of 3.</summary>
    public static readonly Gen<Code> Ingredient = Gen.Select(
        OneOf("C09AA", "C09CA", "B01AA", "M01AE"), Gen.Int[1, 3],
        (group, number) => CafeMed.Code.Atc($"{group}{number:00}"));

    /// <summary>An interaction between two different medications, the lesser first, with shares that sum to at most 1.</summary>
    public static readonly Gen<Interaction> Interaction = Gen.Select(
        Ingredient, Ingredient, Gen.Double[0, 0.25].Array[4],
        (a, b, shares) => new Interaction(a < b ? a : b, a < b ? b : a, Severity.Caution, [.. shares], []));

    /// <summary>Interactions, at most one per pair and none of a medication with itself.</summary>
    public static readonly Gen<InteractionGraph> Graph = Interaction.Array[0, 30].Select(all => new InteractionGraph(
        "generated", all.Where(edge => edge.First != edge.Second).DistinctBy(edge => (edge.First, edge.Second)), [], Fingerprint.None));
}
