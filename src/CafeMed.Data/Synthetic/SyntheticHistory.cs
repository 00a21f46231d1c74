using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>Draws people, one after another, each with all visits. For one thread.</summary>
internal sealed class SyntheticHistory
{
    private readonly SyntheticModel _model;
    private readonly SyntheticPerson _person;
    private readonly SyntheticStay _stay;
    private readonly SyntheticPrescriber _prescriber;
    private readonly SyntheticRecorder _recorder;

    public SyntheticHistory(SyntheticModel model)
    {
        (_model, _person, _prescriber, _recorder) = (model, new(model), new(model), new(model));
        _stay = new(model, _person);
    }

    /// <summary>The person of an index, from 0; only the options and the index matter.</summary>
    public SyntheticDraw Draw(int index, bool withTruth)
    {
        _person.Begin(index);
        var (visits, truths) = (ImmutableArray.CreateBuilder<Visit>(), ImmutableArray.CreateBuilder<SyntheticVisitTruth>());
        float[] clusters = withTruth ? [.. _person.Clusters.Select(value => (float)value)] : [];
        foreach (var (number, start, end, days) in Stays())
        {
            var visit = _recorder.Record(_person, _stay, _prescriber.Given, number, start, end);
            visits.Add(visit);
            if (withTruth)
                truths.Add(Truth(visit.Id, clusters, days));
        }
        return new(new Patient(_person.Id, visits.DrainToImmutable()), truths.DrainToImmutable());
    }

    /// <summary>The averages that a person of an index adds to, without the record: visits, diagnoses, and the chances of procedures and drugs.</summary>
    public void Measure(int index, SyntheticMarginals into)
    {
        _person.Begin(index);
        foreach (var _ in Stays())
            into.Add(_stay, _prescriber.Probabilities, _model.Causes.Diseases);
    }

    private IEnumerable<(int Number, DateTime Start, DateTime End, int Days)> Stays()
    {
        var chance = _person.Chance;
        var birthday = SyntheticClock.Start.AddDays(chance.Below(SyntheticClock.Span));
        var (start, lastEnd, number) = (birthday, birthday, 0);
        do
        {
            var first = number++ == 0;
            if (!first)
                start = lastEnd.AddDays(2 + (int)chance.Waiting(_person.Frailty > 0.5 ? 160 : 330));
            start = start.Date.AddMinutes(chance.Below(24 * 60));
            var days = first ? -1 : (int)((start.Ticks - lastEnd.Ticks) / TimeSpan.TicksPerDay);
            _stay.Draw(_person.FirstAge + (start.Ticks - birthday.Ticks) / (365.25 * TimeSpan.TicksPerDay), SyntheticClock.Of(start), first);
            lastEnd = start.AddHours(18 + (int)(24 * chance.Waiting(3.5 + (_stay.Intensive ? 3 : 0) + Math.Max(0, _stay.Illness))));
            _prescriber.Prescribe(_person, _stay, days);
            yield return (number, start, lastEnd, days);
        }
        while (number < _model.Options.MaxVisits && chance.Chance(SyntheticMath.Probability(_model.Shift.Visits + SyntheticCalibration.FrailtyVisits * _person.Frailty)));
    }

    private SyntheticVisitTruth Truth(string id, float[] clusters, int days) => new()
    {
        Id = id,
        Patient = _person.Index,
        Clusters = clusters,
        States = [.. _stay.States],
        Offsets = [.. _prescriber.Offsets],
        Effects = [.. _prescriber.Effects],
        Probabilities = [.. _prescriber.Probabilities],
        Propensities = [.. _stay.Propensities],
        Given = [.. _prescriber.Given],
        Labels = [.. _recorder.Labels],
        Codes = [.. _recorder.Codes],
        Lost = [.. _recorder.Lost],
        Female = _person.Female,
        Site = _person.Site,
        Time = _stay.Time,
        Days = days,
    };
}
