using CafeMed.Learning.Causal.Discovery;
using CafeMed.Learning.Storage;
using CafeMed.Tests.Data;

namespace CafeMed.Tests.Learning.Causal.Discovery;

public sealed class CodeGraphDiscoveryTests(ITestOutputHelper output)
{
    [Fact]
    public void A_planted_graph_is_found_with_its_roles()
    {
        var (found, right, roles) = (0, 0, 0);
        for (var seed = 1; seed <= 3; seed++)
        {
            var graph = Learn(PlantedGraph.Draw(2500, seed, 1.4));
            var planted = PlantedGraph.Edges.Select(Joined).ToHashSet();
            found += graph.Edges.Length;
            right += graph.Edges.Count(edge => planted.Contains(Joined((edge.From, edge.To))));
            roles += PlantedGraph.Roles.Count(role => graph.Nodes[role.Key].Role == role.Value);
            Assert.All(graph.Edges.Where(edge => edge.Directed), edge => Assert.DoesNotContain((edge.To, edge.From), PlantedGraph.Edges));
        }

        var f1 = 2.0 * right / (found + 3 * PlantedGraph.Edges.Length);
        output.WriteLine($"{found} found, {right} right, F1 {f1:0.000}, roles {roles} of {3 * PlantedGraph.Roles.Count}");
        Assert.True(f1 >= 0.95, $"F1 {f1:0.000}");
        Assert.True(roles >= 0.9 * 3 * PlantedGraph.Roles.Count, $"{roles} roles");
    }

    [Fact]
    public void Nodes_that_have_nothing_to_do_with_each_other_have_hardly_an_edge()
    {
        var random = new Random(5);
        double[] rates = [.. Enumerable.Range(0, 60).Select(_ => 0.01 + 0.3 * random.NextDouble())];
        CodeTier[] tiers = [.. Enumerable.Range(0, 60).Select(node => (CodeTier)(node / 20))];

        var graph = Learn(PlantedGraph.Of(2000, 2, _ => Array.ConvertAll(rates, rate => random.NextDouble() < rate), tiers));

        Assert.True(graph.Edges.Length <= 1, $"{graph.Edges.Length} edges");
    }

    [Fact]
    public void No_edge_leads_to_an_earlier_tier_or_into_the_first_and_directed_edges_make_no_circle()
    {
        var random = new Random(3);
        CodeTier[] tiers = [.. Enumerable.Range(0, 15).Select(node => (CodeTier)(node / 5))];
        // Later nodes lead to earlier ones, which no graph may say.
        var graph = Learn(PlantedGraph.Of(800, 2, _ =>
        {
            var has = new bool[15];
            for (var node = 14; node >= 0; node--)
                has[node] = random.NextDouble() < (has.Skip(node + 1).Take(4).Any(one => one) ? 0.5 : 0.15);
            return has;
        }, tiers));

        Assert.NotEmpty(graph.Edges);
        Assert.All(graph.Edges, edge => Assert.True(tiers[edge.From] <= tiers[edge.To] && tiers[edge.To] != CodeTier.Before));
        Assert.All(graph.Edges.Where(edge => tiers[edge.From] < tiers[edge.To]), edge => Assert.True(edge.Directed && edge.Forward == edge.Share));
        Assert.All(graph.Edges, edge => Assert.InRange(edge.Share, 0.6f, 1f));
        var left = graph.Edges.Where(edge => edge.Directed).ToList();
        while (left.RemoveAll(edge => left.All(other => other.To != edge.From)) > 0)
        {
        }
        Assert.Empty(left);
    }

    [Fact]
    public void The_same_seed_gives_the_same_graph_and_another_one_other_shares()
    {
        var data = PlantedGraph.Draw(300, 2, 1);

        var (one, same, other) = (Learn(data), Learn(data), Learn(data, new DiscoveryOptions { Seed = 8 }));

        Assert.Equal(one.Edges.AsEnumerable(), same.Edges);
        Assert.Equal(one.Nodes.AsEnumerable(), same.Nodes);
        Assert.NotEqual(one.Edges.Select(edge => edge.Share), other.Edges.Select(edge => edge.Share));
    }

    [Theory]
    [InlineData("constant")]
    [InlineData("identical")]
    [InlineData("one patient")]
    [InlineData("nobody")]
    public void Degenerate_visits_give_a_graph_that_is_finite(string what)
    {
        var random = new Random(1);
        CodeTier[] tiers = [CodeTier.Before, CodeTier.Diagnosis, CodeTier.Diagnosis, CodeTier.Procedure];
        var data = PlantedGraph.Of(what == "nobody" ? 0 : what == "one patient" ? 1 : 300, 3, _ =>
        {
            var has = Array.ConvertAll(tiers, _ => random.NextDouble() < 0.4);
            (has[1], has[2]) = what switch { "constant" => (true, false), "identical" => (has[1], has[1]), _ => (has[1], has[2]) };
            return has;
        }, tiers);

        var graph = Learn(data);

        Assert.All(graph.Edges, edge => Assert.True(float.IsFinite(edge.LogOdds) && float.IsFinite(edge.Share)));
        Assert.All(graph.Nodes, node => Assert.InRange(node.RoleShare, 0, 1));
        Assert.Equal(what == "identical" ? 1 : 0, graph.Edges.Count(edge => edge is { From: 1, To: 2 } or { From: 2, To: 1 }));
        if (what == "identical")
            Assert.Equal(NodeRole.Undirected, graph.Nodes[1].Role);
    }

    [Fact]
    public void Drugs_do_not_matter_and_what_was_left_out_is_counted()
    {
        var (cohort, _) = CafeMed.Data.Synthetic.SyntheticCohort.Create(new() { Patients = 60 }, null, TestContext.Current.CancellationToken);
        var undrugged = new Cohort("no drugs", [.. cohort.Patients.Select(patient => new Patient(patient.Id, [.. patient.Visits.Select(visit => visit with { Codes = visit.Codes.With(CodeKind.Medication, CodeSet.From([])) })]))]);
        var options = new DiscoveryOptions { Resamples = 2, MaxNodes = 30, MinVisits = 15 };

        var graph = CodeGraphDiscovery.Run(cohort, Category, options, null, TestContext.Current.CancellationToken);
        var without = CodeGraphDiscovery.Run(undrugged, Category, options, null, TestContext.Current.CancellationToken);

        Assert.Equal(graph.Edges.AsEnumerable(), without.Edges);
        Assert.True(graph.Nodes.Length <= 30 && graph.LeftOut > 0);
        Assert.DoesNotContain(graph.Nodes, node => node.Group.Contains("Atc", StringComparison.Ordinal));
        Fails.With("CM2008", () => graph.Refuse(cohort.Patients[..3]));
        Assert.Contains(CodeGraph.Knowledge, Assert.Throws<CafeMedException>(() => graph.Refuse(cohort.Patients[..3])).Fault.Message, StringComparison.Ordinal);
        Fails.With("CM3080", () => CodeGraphDiscovery.Run(cohort, Category, new DiscoveryOptions { KeptFrom = double.NaN }, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_score_is_that_of_counting_by_hand()
    {
        var data = PlantedGraph.Draw(80, 4, 1);
        var options = new DiscoveryOptions { Sparsity = 0 };
        var columns = BitColumns.Of(data, [.. Enumerable.Range(0, data.Patients)]);
        var score = new FamilyScore(columns, options);
        int[] parents = [4, 5, 7];

        var slow = -(1 << parents.Length) * Math.Log(data.Visits) / 2;
        for (var cell = 0; cell < 1 << parents.Length; cell++)
        {
            bool In(int row) => !parents.Where((parent, bit) => data.Rows[row].Contains(parent) != ((cell >> bit & 1) == 1)).Any();
            double all = Enumerable.Range(0, data.Visits).Count(In), with = Enumerable.Range(0, data.Visits).Count(row => In(row) && data.Rows[row].Contains(6));
            slow += (with > 0 ? with * Math.Log(with / all) : 0) + (with < all ? (all - with) * Math.Log((all - with) / all) : 0);
        }
        var gains = new double[data.Nodes.Length];
        score.Gains(6, [4, 5], _ => true, gains);

        Assert.Equal(slow, score.Of(6, parents), 1e-8);
        Assert.Equal(score.Of(6, parents) - score.Of(6, [4, 5]), gains[7], 1e-8);
    }

    [Fact]
    public void A_graph_comes_back_from_its_file_and_from_a_file_of_effects()
    {
        using var place = new TempFolder();
        var graph = Learn(PlantedGraph.Draw(300, 2, 1.5));
        var file = place.File("roles.safetensors");

        CodeGraphFile.Write(file, graph);
        var read = CodeGraphFile.Read(file)!;

        Assert.Equal(graph.Edges.AsEnumerable(), read.Edges);
        Assert.Equal(graph.Nodes.AsEnumerable(), read.Nodes);
        Assert.Equal((graph.Patients, graph.Resamples, graph.KeptFrom, graph.FittedOn.Digest), (read.Patients, read.Resamples, read.KeptFrom, read.FittedOn.Digest));
        var bytes = File.ReadAllBytes(file.FullName);
        File.WriteAllBytes(file.FullName, bytes[..(bytes.Length / 2)]);
        Fails.With("CM3012", () => CodeGraphFile.Read(file));
    }

    private static (int, int) Joined((int From, int To) edge) => (Math.Min(edge.From, edge.To), Math.Max(edge.From, edge.To));

    private static string Category(CodeKind kind, Code code) => CodeCategories.OwnOf(code).ToString();

    private static CodeGraph Learn(DiscoveryData data, DiscoveryOptions? options = null) =>
        CodeGraphDiscovery.Run(data, Fingerprint.None, options ?? new DiscoveryOptions(), null, TestContext.Current.CancellationToken);
}
