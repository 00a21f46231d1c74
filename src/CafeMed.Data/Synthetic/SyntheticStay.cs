namespace CafeMed.Data.Synthetic;

/// <summary>One visit as it is drawn: diagnoses from the person, then unit, procedures and state from the diagnoses.</summary>
internal sealed class SyntheticStay
{
    private static readonly string[] _bands = ["18-29", "30-39", "40-49", "50-59", "60-69", "70-79", "80-89", "90+"];

    private readonly SyntheticModel _model;
    private readonly SyntheticPerson _person;
    private readonly Code?[] _diagnoses;

    public SyntheticStay(SyntheticModel model, SyntheticPerson person, double years, bool first)
    {
        (_model, _person) = (model, person);
        Band = Math.Clamp((int)(years / 10) - 2, 0, _bands.Length - 1);
        States[(int)SyntheticState.Age] = (float)((Band == 0 ? 24 : 25 + 10 * Band) - 62) / 20;
        Illness = Math.Clamp(0.7 * person.Severity + 0.7 * person.Chance.Normal(), -2, 2);
        States[(int)SyntheticState.Severity] = (float)Illness;
        person.FallIll(Age, first ? 1 : 0.06);
        _diagnoses = Diagnose();
        Intensive = person.Chance.Chance(LogOdds.Probability(-3.0 + 0.9 * Illness + Sum(category => category.Intensive)));
        States[(int)SyntheticState.Intensive] = Intensive ? 1 : -0.4f;
        var emergency = person.Chance.Chance(LogOdds.Probability(0.6 + 0.4 * Illness + (Intensive ? 0.8 : 0)));
        States[(int)SyntheticState.Emergency] = emergency ? 0.6f : -0.9f;
        Admission = emergency ? "EMERGENCY" : person.Chance.Uniform() switch { < 0.4 => "ELECTIVE", < 0.75 => "URGENT", _ => "OBSERVATION" };
        Diagnoses = [.. _diagnoses.Where(code => code is not null).Select(code => code!.Value)];
        States[(int)SyntheticState.Burden] = Math.Clamp((Diagnoses.Length - 12) / 5f, -1.5f, 1.5f);
        Procedures = [.. Operate()];
        Unit = UnitName();
    }

    /// <summary>(5) by <see cref="SyntheticState"/>.</summary>
    public float[] States { get; } = new float[5];

    public int Band { get; }

    /// <summary>The age band as the context code says it.</summary>
    public string BandName => _bands[Band];

    public double Illness { get; }

    public bool Intensive { get; }

    public string Admission { get; }

    public string Unit { get; }

    public Code[] Diagnoses { get; }

    public Code[] Procedures { get; }

    private double Age => States[(int)SyntheticState.Age];

    private Code?[] Diagnose()
    {
        var categories = _model.Tables.Categories;
        var found = new Code?[categories.Length];
        for (var c = 0; c < categories.Length; c++)
        {
            var (category, draw) = (categories[c], _person.Chance.Uniform());
            var there = category.Chronic
                ? _person.Chronic(c) is not null && draw < 0.93
                : draw < _person.Probability(category, Age, 0.35 * Illness);
            if (there && SyntheticPerson.Possible(category, other => found[other] is not null))
                found[c] = _person.Chronic(c) ?? _person.Choose(category);
        }
        if (found.All(code => code is null))
            found[0] = _person.Choose(categories[0]);
        return found;
    }

    private IEnumerable<Code> Operate()
    {
        foreach (var procedure in _model.Tables.Procedures)
        {
            var logOdds = procedure.LogOdds + 1.05 + (Intensive ? procedure.Intensive : 0) + 0.15 * Illness;
            foreach (var (category, added) in procedure.Reasons)
                logOdds += _diagnoses[category] is null ? 0 : added;
            if (!_person.Chance.Chance(LogOdds.Probability(logOdds)))
                continue;
            var codes = _person.Icd9 ? procedure.Icd9 : procedure.Icd10;
            yield return codes[_person.Chance.Zipf(codes.Length, steep: true)];
        }
    }

    private double Sum(Func<CategoryRow, double> value)
    {
        var sum = 0.0;
        for (var c = 0; c < _diagnoses.Length; c++)
            sum += _diagnoses[c] is null ? 0 : value(_model.Tables.Categories[c]);
        return sum;
    }

    private string UnitName()
    {
        var counts = new int[_model.Tables.Clusters.Length];
        for (var c = 0; c < _diagnoses.Length; c++)
            if (_diagnoses[c] is not null && !_model.Tables.Categories[c].Chronic)
                counts[_model.Tables.Categories[c].Cluster]++;
        var most = Array.IndexOf(counts, counts.Max());
        var cluster = counts[most] == 0 ? "" : _model.Tables.Clusters[most];
        return (Intensive, cluster) switch
        {
            (true, "cardiac") => "ICU-CARDIAC",
            (true, "neuro") => "ICU-NEURO",
            (true, "musculoskeletal" or "digestive") => "ICU-SURGICAL",
            (true, _) => "ICU-MEDICAL",
            (_, "cardiac") => "CARDIOLOGY",
            (_, "neuro") => "NEUROLOGY",
            (_, "musculoskeletal") => "ORTHOPAEDICS",
            (_, "digestive") => "SURGERY",
            (_, "oncology") => "ONCOLOGY",
            _ => "MEDICINE",
        };
    }
}
