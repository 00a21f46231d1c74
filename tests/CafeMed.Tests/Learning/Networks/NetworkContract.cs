using CafeMed.Learning;
using CafeMed.Learning.Encoding;
using CafeMed.Learning.Networks;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Networks;

// What every network must do. A new network is tested by existing: it is found, not listed.
[Collection(TorchTests.Turn)]
public sealed class NetworkContract
{
    private static readonly Patient[] People = [.. TinyStudy.Cohort(40, 1).Patients];

    public static TheoryData<string> Names => [.. NetworkFactory.Catalogue.Names];

    [Fact]
    public void There_are_networks() => Assert.Contains("cafemed", NetworkFactory.Catalogue.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void Gives_one_finite_logit_per_visit_and_medication(string name)
    {
        using var network = TinyStudy.Network(name);
        using var batch = TinyStudy.Table.Batch([0, 1, 2, 3]);
        using var logits = network.call(batch);

        Assert.Equal([batch.Visits, TinyStudy.Encoder.Medications.Count], logits.shape);
        Assert.True(logits.isfinite().all().item<bool>());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_reaches_every_parameter(string name)
    {
        using var scope = NewDisposeScope();
        using var network = TinyStudy.Network(name);
        TinyStudy.Perturb(network);
        using var batch = TinyStudy.Table.Batch([.. Enumerable.Range(0, 20)]);

        network.call(batch).Squared().sum().backward();

        Assert.All(network.named_parameters(), named =>
        {
            Assert.True(named.parameter.grad is not null, $"{named.name} has no gradient.");
            Assert.True(named.parameter.grad.abs().max().item<float>() > 0, $"The gradient of {named.name} is zero.");
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_patients_logits_depend_on_nobody_else_nor_on_order_nor_on_padding(string name)
    {
        using var network = Ready(name);
        var together = Of(network, People, [.. Enumerable.Range(0, 12)]);
        var reversed = Of(network, People, [.. Enumerable.Range(0, 12).Reverse()]);

        for (var patient = 0; patient < 12; patient++)
        {
            Near(Of(network, People, [patient]), together);
            Near(Of(network, People, [patient]), reversed);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_comes_later_changes_no_earlier_logit(string name)
    {
        using var network = Ready(name);
        var full = Of(network, People, [3]);
        var later = People[3].Visits[^1] with { Codes = People[4].Visits[0].Codes, StartedAt = People[3].Visits[^1].StartedAt.AddYears(1), EndedAt = null };
        var other = Of(network, [.. People[..3], new Patient("p3", [.. People[3].Visits[..^1], later])], [3]);

        Assert.Equal(4, full.Count);
        Near(full.Take(3), other);
        Assert.True(Distance(full.Last().Value, other.Last().Value) > 1e-3, "The last visit's own codes do nothing.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_medications_of_a_visit_do_not_speak_for_themselves(string name)
    {
        using var network = Ready(name);
        var changed = People.Select(patient => new Patient(patient.Id, [.. patient.Visits[..^1], Without(patient.CurrentVisit)])).ToArray();

        Near(Of(network, People, [.. Enumerable.Range(0, 12)]), Of(network, changed, [.. Enumerable.Range(0, 12)]), 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void People_of_whom_next_to_nothing_is_known_get_finite_logits(string name)
    {
        using var network = Ready(name);
        var bare = new Patient("bare", [Small.Stay("b", 2150, [], [], [])]);
        Patient[][] groups = [[bare], [TinyStudy.Stranger], [bare, TinyStudy.Stranger, People[0], People[5]]];

        Assert.All(groups, group => Assert.All(
            Of(network, group, [.. Enumerable.Range(0, group.Length)]).Values.SelectMany(row => row), logit => Assert.True(float.IsFinite(logit))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_account_sums_to_the_logits(string name)
    {
        using var scope = NewDisposeScope();
        using var network = Ready(name);
        using var batch = TinyStudy.Table.Batch([.. Enumerable.Range(0, 12)]);
        using var account = network.Account(batch);
        using var gradients = no_grad();

        var sum = account.Base.Plus(account.History).Plus(account.Interplay);
        foreach (var (channel, amounts) in account.Effects)
            sum = sum.AddRows(batch[channel].Owner, amounts);

        Assert.InRange((sum - network.call(batch)).abs().max().item<float>(), 0, 1e-4f);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Saved_and_loaded_it_gives_the_same_logits(string name)
    {
        using var network = Ready(name);
        using var other = TinyStudy.Network(name, seed: 99);
        using var file = new MemoryStream();
        using (var writer = new BinaryWriter(file, System.Text.Encoding.UTF8, leaveOpen: true))
            network.save(writer);
        file.Position = 0;
        using (var reader = new BinaryReader(file))
            other.load(reader);
        other.eval();

        Near(Of(network, People, [0, 1, 2]), Of(other, People, [0, 1, 2]), 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_unknown_option_is_refused_with_what_was_meant(string name)
    {
        var key = TinyStudy.Smallest(name).First().Key;
        var slip = key[..^1] + "x";

        var fault = Fails.With("CM3001", () => NetworkFactory.Create(name, TinyStudy.Knowledge, $$"""{ "{{slip}}": 8 }"""));

        Assert.Contains($"'{key}'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_option_out_of_range_is_refused(string name)
    {
        foreach (var key in TinyStudy.Smallest(name).Select(option => option.Key))
            Fails.With("CM3002", () => NetworkFactory.Create(name, TinyStudy.Knowledge, $$"""{ "{{key}}": -1 }"""));
    }

    // A network in which every parameter takes part.
    private static MedicationNetwork Ready(string name)
    {
        var network = TinyStudy.Network(name);
        TinyStudy.Perturb(network);
        network.eval();
        return network;
    }

    private static Visit Without(Visit visit) => visit with { Codes = visit.Codes.With(CodeKind.Medication, [TinyStudy.Medications[visit.Medications.Count % 9]]) };

    // The logits of every visit, by its identifier.
    private static Dictionary<string, float[]> Of(MedicationNetwork network, Patient[] people, int[] patients)
    {
        using var gradients = no_grad();
        var table = TinyStudy.Encoder.Encode(people);
        using var batch = table.Batch(patients);
        using var logits = network.call(batch);
        var rows = logits.data<float>().ToArray().Chunk(TinyStudy.Encoder.Medications.Count).ToArray();
        var visits = table.Patients.SelectMany(patient => patient.Visits).ToArray();
        return batch.Rows.Select((row, i) => (visits[row].Id, rows[i])).ToDictionary();
    }

    private static void Near(IEnumerable<KeyValuePair<string, float[]>> expected, Dictionary<string, float[]> actual, double tolerance = 1e-5) =>
        Assert.All(expected, visit => Assert.InRange(Distance(visit.Value, actual[visit.Key]), 0, tolerance));

    private static double Distance(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
