using CafeMed.Data;

namespace CafeMed.Tests.Data;

public sealed class SqlConnectorTests : IDisposable
{
    private readonly TempFolder _place = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public SqlConnectorTests()
    {
        _place.Write("src/stay.csv", "stay,person,since,mark\n" + string.Join('\n', Enumerable.Range(0, 30).Select(i => $"s{i},p{i % 12},{new DateTime(2130, 1, 1).AddDays(20 * i):yyyy-MM-dd},{(i == 7 ? "x" : "")}")) + "\n");
        _place.Write("src/given.csv", "stay,drug,given_at\n" + string.Join('\n', Enumerable.Range(0, 90).Select(i => $"s{i % 33},{i % 4},{(i % 2 == 0 ? "" : $"2130-06-0{1 + i % 9} 08:00:00")}")) + "\n");
        _place.Write("src/drug.csv", "drug,atc\n0,C09AA05\n1,C03CA01\n2,B01AA03\n3,A10BA02\n4,N02BE01\n");
    }

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Rows_of_a_table_that_every_bucket_sees_count_once_and_what_the_whole_tells_is_known_to_each(int buckets)
    {
        var receipt = await Run(buckets);

        Assert.Equal(
            [("drug", 5, 4), ("given", 90, 84), ("stay", 30, 30)],
            receipt.Tables.Select(table => (table.Table, table.Rows, table.Used)));
        Assert.Equal(new DroppedRows("never given", 1), Assert.Single(receipt.Tables[0].Dropped));
        Assert.Equal(new DroppedRows("no usable visit", 6), Assert.Single(receipt.Tables[1].Dropped));
        Assert.All(CohortFolder.Open(_place.Sub($"c{buckets}")).Patients(_ct).SelectMany(patient => patient.Visits), visit => Assert.Equal("marked", visit[CodeKind.Site].Single().Value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task The_first_time_at_which_a_code_became_known_is_kept(int buckets)
    {
        await Run(buckets);

        var visit = CohortFolder.Open(_place.Sub($"c{buckets}")).Patients(_ct).SelectMany(patient => patient.Visits).Single(visit => visit.Id == "s1");
        // Given rows 1, 34 and 67 are of this stay; those with odd numbers have a time.
        Assert.Equal(new DateTime(2130, 6, 2, 8, 0, 0), visit.KnownAt(CodeKind.Medication, Code.Atc("C03CA01")));
        Assert.Null(visit.KnownAt(CodeKind.Medication, Code.Atc("B01AA03")));
        Assert.Equal(new DateTime(2130, 6, 5, 8, 0, 0), visit.KnownAt(CodeKind.Medication, Code.Atc("A10BA02")));
        Assert.Null(visit.KnownAt(CodeKind.Site, visit[CodeKind.Site].Single()));
    }

    [Fact]
    public async Task Buckets_make_no_difference_to_people()
    {
        await Run(1);
        await Run(8);

        var comparison = await CohortComparison.OfAsync(CohortFolder.Open(_place.Sub("c1")), CohortFolder.Open(_place.Sub("c8")), _ct);

        Assert.Empty(comparison.Differences);
    }

    [Fact]
    public async Task The_funnel_leads_from_rows_to_patients_without_a_gap()
    {
        var receipt = await Run(4, new() { MinVisits = 3 });

        Assert.Equal("read the rows, use the rows, turn rows into codes", string.Join(", ", receipt.Funnel.Take(3).Select(step => step.Step)));
        Assert.Equal(receipt.Tables.Sum(table => table.Rows), receipt.Funnel[0].Counts[0].In);
        Assert.Equal(receipt.Funnel[0].Counts[0].Out, receipt.Funnel[1].Counts[0].In);
        Assert.Equal(receipt.Funnel[1].Counts[0].Out, receipt.Funnel[2].Counts[0].In);
        for (var step = 4; step < receipt.Funnel.Length; step++)
            Assert.Equal(receipt.Funnel[step - 1].Counts.Select(count => (count.Unit, count.Out)), receipt.Funnel[step].Counts.Select(count => (count.Unit, count.In)));
        Assert.Equal([receipt.Patients, receipt.Visits, receipt.Kinds.Sum(kind => kind.Rows)], receipt.Funnel[^1].Counts.Select(count => count.Out));
        Assert.Equal("as they were given", receipt.Label);
        Assert.Single(receipt.Maps);
        Assert.Equal(64, receipt.Maps[0].Sha256.Length);
    }

    private Task<CohortReceipt> Run(int buckets, CohortCriteria? criteria = null) =>
        new CohortImport(new Tiny(), "tiny", new() { Buckets = buckets }, (criteria ?? new()) with { RequireDiagnosis = false }).RunAsync(_place.Sub("src"), _place.Sub($"c{buckets}"), null, _ct);

    [Part("tiny", Source = "a test", Summary = "a test")]
    private sealed class Tiny : SqlConnector
    {
        public override string Label => "as they were given";

        protected override IReadOnlyList<string> Folders => [];

        protected override IReadOnlyList<SourceTable> Tables { get; } =
        [
            new("given", "stay", "drug", "given_at") { Key = "stay", KeyOf = "stay" }, new("drug", "drug", "atc"), new("stay", "stay", "person", "since", "mark") { Key = "person" },
        ];

        protected override string Whole => "select exists(select 1 from stay where mark = 'x') as marked, (select count(*) from given) as rows_given";

        protected override string Script =>
            """
            create temp table visit as select person as patient_id, stay as visit_id, since::timestamp as started_at, null::timestamp as ended_at from stay;
            create temp table line as
            select 'stay' as source, stay.rowid as row, null as reason, person as patient_id, stay as visit_id, 'Site' as kind, 'Local' as system,
                   if(marked and rows_given = 90, 'marked', 'not') as value, null::timestamp as known_at from stay, whole
            union all
            select 'given', g.rowid, if(visit_id is null, 'no usable visit', null), null, g.stay, 'Medication', 'Atc', atc, try_cast(given_at as timestamp)
              from given g left join visit on visit_id = g.stay left join drug d on d.drug = g.drug
            union all
            select 'drug', d.rowid, if(g.drug is null, 'never given', null), null, null, null, null, null, null
              from drug d left join (select distinct drug from given) g on g.drug = d.drug;
            """;
    }
}
