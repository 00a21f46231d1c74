namespace CafeMed.Tests.Learning.Encoding;

public sealed class VisitTrackTests
{
    private static readonly Code Potassium = new(CodeSystem.Local, "Potassium high");
    private static readonly Code Ward = new(CodeSystem.Local, "ward");
    private static readonly DateTime Start = Small.Anna.Visits[0].StartedAt;

    // A first visit with a diagnosis known on arrival and one coded later; a second with only later ones.
    private static readonly Patient Patient = new("p",
    [
        Small.Anna.Visits[0] with
        {
            Codes = Small.Anna.Visits[0].Codes
                .With(CodeKind.Diagnosis, [Small.Diabetes, Small.Hypertension], [Start, Start.AddDays(3)])
                .With(CodeKind.Laboratory, [Potassium], [Start.AddHours(2)])
                .With(CodeKind.AdmissionDrug, [Small.Metformin, Small.Warfarin], [null, Start.AddDays(1)]),
        },
        Small.Anna.Visits[1],
    ]);

    private static readonly Vocabularies Known = Vocabularies.Of(new Cohort("known", [Patient, Small.Ben]));

    [Fact]
    public void On_admission_a_visit_shows_what_was_known_and_the_diagnoses_of_the_visit_before()
    {
        var table = new PatientEncoder(Known, VisitTrack.Admission).Encode([Patient]);

        Assert.Equal([Small.Diabetes], Codes(table, Channel.Diagnosis, 0));
        Assert.Equal([Small.Metformin], Codes(table, Channel.Context, 0));
        Assert.Equal([Small.Diabetes, Small.Hypertension], Codes(table, Channel.Diagnosis, 1));
        Assert.Empty(Codes(table, Channel.Procedure, 1));
        Assert.Equal(Patient.Visits[0].Medications, CodeSet.From(Codes(table, Channel.History, 1)));
        // Hypertension, potassium, warfarin; then three diagnoses and a stent.
        Assert.Equal(7, table.Hidden);
    }

    [Fact]
    public void Both_tracks_have_the_same_columns_targets_and_drugs_before()
    {
        var (all, arrival) = (new PatientEncoder(Known).Encode([Patient]), new PatientEncoder(Known, VisitTrack.Admission).Encode([Patient]));

        Assert.Equal(all.Encoder.Sizes, arrival.Encoder.Sizes);
        Assert.Equal(all.Targets.Tokens, arrival.Targets.Tokens);
        Assert.Equal(all[Channel.History].Tokens, arrival[Channel.History].Tokens);
        Assert.Equal(all.Earlier.Tokens, arrival.Earlier.Tokens);
    }

    [Fact]
    public void In_retrospect_all_codes_of_the_stay_are_shown_but_for_drugs_on_admission_that_were_noted_later()
    {
        var table = new PatientEncoder(Known).Encode([Patient]);

        Assert.Equal([Small.Diabetes, Small.Hypertension], Codes(table, Channel.Diagnosis, 0));
        Assert.Equal([Small.Metformin, Potassium], Codes(table, Channel.Context, 0));
        Assert.Equal(1, table.Hidden);
    }

    [Fact]
    public void A_visit_that_had_not_ended_tells_the_next_only_what_was_known_by_then()
    {
        var open = Patient.Visits[0] with { EndedAt = Patient.Visits[1].StartedAt.AddDays(1) };
        var late = open with { Codes = open.Codes.With(CodeKind.Diagnosis, [Small.Diabetes, Small.Hypertension], [Start, null]) };

        Assert.Equal([Small.Diabetes], Codes(new PatientEncoder(Known, VisitTrack.Admission).Encode([new Patient("p", [late, Patient.Visits[1]])]), Channel.Diagnosis, 1));
    }

    [Fact]
    public void Arrival_is_on_the_ward_where_its_time_is_known()
    {
        var visit = Patient.Visits[0] with { Codes = Patient.Visits[0].Codes.With(CodeKind.Unit, [Ward], [Start.AddHours(5)]) };

        Assert.Equal(Start, Patient.Visits[0].ArrivedAt);
        Assert.Equal(Start.AddHours(5), visit.ArrivedAt);
        Assert.Single(visit.OnArrival()[CodeKind.Unit]);
        Assert.Single(visit.OnArrival()[CodeKind.Laboratory]);
    }

    private static Code[] Codes(VisitTable table, Channel channel, int visit) =>
        [.. table[channel][visit].ToArray().Select(token => table.Encoder.CodeOf(channel, token).Code!.Value)];
}
