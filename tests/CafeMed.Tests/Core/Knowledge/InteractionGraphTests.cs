using CsCheck;

namespace CafeMed.Tests.Core.Knowledge;

public sealed class InteractionGraphTests
{
    private static readonly Interaction s_bleeding = new(
        Small.Warfarin, Small.Ibuprofen, Severity.Contraindicated, [0.1, 0.2, 0.0, 0.4],
        [new IngredientPair(Small.Warfarin, Small.Ibuprofen, Severity.Contraindicated, 0.4)]);

    private static readonly InteractionGraph s_graph = new("test", [s_bleeding], [Small.Metformin], Fingerprint.None);

    [Fact]
    public void Interactions_have_no_direction() => Gen.Select(Generate.Graph, Generate.Ingredient, Generate.Ingredient).Sample((graph, a, b) =>
        Assert.Same(graph.Between(a, b), graph.Between(b, a)));

    [Fact]
    public void Rate_is_a_share() => Gen.Select(Generate.Graph, Generate.Ingredient.Array[0, 12], Gen.Enum<Severity>()).Sample((graph, codes, severity) =>
        Assert.InRange(graph.Rate(CodeSet.From(codes), severity), 0, 1));

    [Fact]
    public void Rate_falls_as_severity_rises() => Gen.Select(Generate.Graph, Generate.Ingredient.Array[0, 12]).Sample((graph, codes) =>
    {
        var rates = Enum.GetValues<Severity>().Select(severity => graph.Rate(CodeSet.From(codes), severity)).ToArray();

        Assert.Equal(rates.OrderDescending(), rates);
    });

    [Fact]
    public void Rate_counts_each_pair_once()
    {
        Assert.Equal(0.7, s_graph.Rate([Small.Warfarin, Small.Ibuprofen], Severity.Note), 1e-12);
        Assert.Equal(0.4, s_graph.Rate([Small.Warfarin, Small.Ibuprofen], Severity.Contraindicated), 1e-12);
        Assert.Equal(0.7 / 3, s_graph.Rate([Small.Warfarin, Small.Ibuprofen, Small.Metformin], Severity.Note), 1e-12);
    }

    [Fact]
    public void Rate_of_less_than_a_pair_is_zero()
    {
        Assert.Equal(0, s_graph.Rate([], Severity.Note));
        Assert.Equal(0, s_graph.Rate([Small.Warfarin], Severity.Note));
    }

    [Fact]
    public void Pairs_within_come_once_and_only_from_within() => Gen.Select(Generate.Graph, Generate.Ingredient.Array[0, 12]).Sample((graph, codes) =>
    {
        var set = CodeSet.From(codes);

        var expected = graph.Interactions.Where(edge => set.Contains(edge.First) && set.Contains(edge.Second));

        Assert.Equal(expected, graph.PairsWithin(set));
    });

    [Fact]
    public void Matrix_is_symmetric_with_a_zero_diagonal_and_sums_to_the_rate() => Gen.Select(Generate.Graph, Generate.Ingredient.Array[2, 12]).Sample((graph, codes) =>
    {
        var (set, vocabulary) = (CodeSet.From(codes), new Vocabulary(CodeKind.Medication, codes));
        var size = vocabulary.Count;

        var matrix = graph.Matrix(vocabulary, Severity.Caution);

        var sum = 0.0;
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
            {
                Assert.Equal(matrix[i * size + j], matrix[j * size + i]);
                sum += matrix[i * size + j];
                Assert.True(i != j || matrix[i * size + j] == 0);
            }
        Assert.Equal(graph.Rate(set, Severity.Caution) * size * (size - 1), sum, 1e-5);
    });

    [Fact]
    public void Shares_add_up_from_a_severity_upwards()
    {
        Assert.Equal(0.7, s_bleeding.ShareAtLeast(Severity.Note), 1e-12);
        Assert.Equal(0.6, s_bleeding.ShareAtLeast(Severity.Caution), 1e-12);
        Assert.Equal(0.4, s_bleeding.ShareAtLeast(Severity.Warning), 1e-12);
        Assert.Equal(0.4, s_bleeding.ShareAtLeast(Severity.Contraindicated), 1e-12);
    }

    [Fact]
    public void A_medication_that_would_interact_with_itself_is_refused() =>
        Assert.Throws<ArgumentException>(() => new InteractionGraph("test", [s_bleeding with { Second = Small.Warfarin }], [], Fingerprint.None));

    [Fact]
    public void One_pair_given_twice_is_refused_in_either_direction() =>
        Assert.Throws<ArgumentException>(() => new InteractionGraph(
            "test", [s_bleeding, s_bleeding with { First = Small.Ibuprofen, Second = Small.Warfarin }], [], Fingerprint.None));

    [Fact]
    public void Unknown_medications_are_kept_apart_from_those_without_interactions() => Assert.Equal([Small.Metformin], s_graph.Unknown);
}
