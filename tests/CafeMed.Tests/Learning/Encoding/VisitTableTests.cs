namespace CafeMed.Tests.Learning.Encoding;

public sealed class VisitTableTests
{
    private static readonly PatientEncoder Encoder = new(Vocabularies.Of(Small.Cohort));

    [Fact]
    public void A_visit_has_its_codes_the_drugs_of_the_visit_before_and_its_own_as_targets()
    {
        var table = Encoder.Encode([Small.Anna, Small.Ben]);

        Assert.Equal(3, table.Visits);
        Assert.Equal([0, 2, 3], table.PatientOffsets);
        Assert.Equal([0, 1, 0], table.Numbers);
        Assert.Equal([Small.Diabetes, Small.Hypertension, Small.Fibrillation], Codes(table, Channel.Diagnosis, 1));
        Assert.Equal([Small.Stent], Codes(table, Channel.Procedure, 1));
        Assert.Empty(Codes(table, Channel.History, 0));
        Assert.Equal([Small.Metformin, Small.Lisinopril], Codes(table, Channel.History, 1));
        Assert.Empty(Codes(table, Channel.History, 2));
        Assert.Equal([Small.Metformin, Small.Warfarin, Small.Ramipril], table.Targets[1].ToArray().Select(m => Encoder.Medications[m]));
    }

    [Fact]
    public void Time_since_the_visit_before_counts_from_its_end()
    {
        var table = Encoder.Encode([Small.Anna]);
        var days = (Small.Anna.Visits[1].StartedAt - Small.Anna.Visits[0].EndedAt!.Value).TotalDays;

        Assert.Equal(0, table.Gaps[0]);
        Assert.Equal(Math.Log(1 + days), table.Gaps[1], 1e-5);
    }

    [Fact]
    public void Time_counts_from_the_start_where_no_end_is_known_and_is_never_negative()
    {
        var (first, second) = (Small.Anna.Visits[0], Small.Anna.Visits[1]);
        var open = Encoder.Encode([new Patient("open", [first with { EndedAt = null }, second])]);
        var overlapping = Encoder.Encode([new Patient("over", [first with { EndedAt = second.StartedAt.AddDays(1) }, second])]);

        Assert.Equal(Math.Log(1 + (second.StartedAt - first.StartedAt).TotalDays), open.Gaps[1], 1e-5);
        Assert.Equal(0, overlapping.Gaps[1]);
    }

    [Fact]
    public void Earlier_medications_come_with_the_share_of_visits_that_had_them()
    {
        var (a, b, c) = (Small.Metformin, Small.Lisinopril, Small.Warfarin);
        var patient = new Patient("four",
        [
            Small.Stay("1", 2150, [], [], [a, b]), Small.Stay("2", 2151, [], [], [a]), Small.Stay("3", 2152, [], [], [c]), Small.Stay("4", 2153, [], [], []),
        ]);
        var table = Encoder.Encode([patient]);

        Assert.Equal([], Earlier(table, 0));
        Assert.Equal([(a, 1), (b, 1)], Earlier(table, 1));
        Assert.Equal([(a, 1), (b, 0.5f)], Earlier(table, 2));
        Assert.Equal([(a, 2f / 3), (c, 1f / 3), (b, 1f / 3)], Earlier(table, 3).OrderByDescending(pair => pair.Share).ThenBy(pair => pair.Code));
    }

    [Fact]
    public void Codes_that_training_never_saw_are_unknown_and_are_listed()
    {
        var table = TinyStudy.Encoder.Encode([TinyStudy.Stranger]);

        Assert.Equal([TinyStudy.Encoder.Size(Channel.Diagnosis) - 1], table[Channel.Diagnosis][0].ToArray());
        Assert.Equal(2, table[Channel.Diagnosis][1].Length);
        Assert.Equal([TinyStudy.Encoder.Size(Channel.Procedure) - 1], table[Channel.Procedure][0].ToArray());
        Assert.Equal((CodeKind.Sex, null), TinyStudy.Encoder.CodeOf(Channel.Context, Assert.Single(table[Channel.Context][0].ToArray())));
        Assert.Equal([TinyStudy.Encoder.Medications.Count], table[Channel.History][1].ToArray());
        Assert.Empty(table.Targets[0].ToArray());
        Assert.Equal([1, 1], table.Outside);
        Assert.Equal(
            ["s-1 Diagnosis Z1", "s-1 Medication V03AB01", "s-1 Procedure Z2", "s-1 Sex Z3", "s-2 Diagnosis Z1", "s-2 Diagnosis Z4"],
            table.Unknown.Select(unknown => $"{unknown.Visit} {unknown.Kind} {unknown.Code.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_token_has_a_code_that_encodes_to_it()
    {
        var encoder = TinyStudy.Encoder;
        foreach (var channel in Enum.GetValues<Channel>())
            for (var token = 0; token < encoder.Size(channel); token++)
            {
                var (kind, code) = encoder.CodeOf(channel, token);
                if (code is null)
                    continue;
                // A category is written with a code of it.
                if (kind == CodeKind.Category)
                    continue;
                var visit = new Visit("v", new DateTime(2150, 1, 1), null, VisitCodes.Empty.With(kind, [code.Value]));
                var after = visit with { Id = "w", Codes = VisitCodes.Empty };
                var table = encoder.Encode([new Patient("p", channel == Channel.History ? [visit, after] : [after, visit])]);

                Assert.Equal([token], table[channel][1].ToArray());
                Assert.Empty(table.Unknown);
            }
    }

    [Fact]
    public void Every_kind_has_one_token_more_than_codes_and_its_last_is_unknown()
    {
        var encoder = TinyStudy.Encoder;

        foreach (var channel in Enum.GetValues<Channel>())
        {
            var tokens = Enumerable.Range(0, encoder.Size(channel)).Select(token => encoder.CodeOf(channel, token)).ToArray();
            Assert.All(tokens.GroupBy(token => token.Kind), ofKind =>
            {
                Assert.Equal(encoder.Vocabularies[ofKind.Key].Count + 1, ofKind.Count());
                Assert.Null(ofKind.Last().Code);
                Assert.All(ofKind.SkipLast(1), token => Assert.NotNull(token.Code));
            });
        }
        Assert.Equal(CodeKinds.Context, Enumerable.Range(0, encoder.Size(Channel.Context)).Select(token => encoder.CodeOf(Channel.Context, token).Kind).Distinct());
    }

    [Fact]
    public void Truth_marks_what_was_prescribed()
    {
        var (table, truth) = (TinyStudy.Table, TinyStudy.Table.Truth());
        var visits = table.Patients.SelectMany(patient => patient.Visits).ToArray();
        var size = TinyStudy.Encoder.Medications.Count;

        for (var i = 0; i < truth.Length; i++)
            Assert.Equal(visits[i / size].Medications.Contains(TinyStudy.Encoder.Medications[i % size]), truth[i]);
    }

    private static Code[] Codes(VisitTable table, Channel channel, int visit) =>
        [.. table[channel][visit].ToArray().Select(token => Encoder.CodeOf(channel, token).Code!.Value)];

    private static (Code Code, float Share)[] Earlier(VisitTable table, int visit) =>
    [
        .. Enumerable.Range(table.Earlier.Offsets[visit], table.Earlier.Offsets[visit + 1] - table.Earlier.Offsets[visit])
            .Select(i => (Encoder.Medications[table.Earlier.Tokens[i]], table.Earlier.Amounts![i])),
    ];
}
