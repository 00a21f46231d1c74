namespace CafeMed.Data.Synthetic;

/// <summary>One visit as it is drawn: diagnoses from the person, then unit, procedures and state from the diagnoses. Used again for the next visit.</summary>
internal sealed class SyntheticStay(SyntheticModel model, SyntheticPerson person)
{
    /// <summary>How many states there are.</summary>
    public const int StateCount = 5;

    /// <summary>How much illness raises an acute disease, in nats, at confounding 1.</summary>
    public const double IllnessLogOdds = 0.35;

    /// <summary>How much illness raises intensive care, in nats.</summary>
    public const double IntensiveLogOdds = 0.9;

    /// <summary>Chance that a chronic disease is diagnosed again at a visit.</summary>
    public const double Diagnosed = 0.93;

    private readonly int[] _counts = new int[model.Tables.Clusters.Length];

    /// <summary>(5) by <see cref="SyntheticState"/>.</summary>
    public float[] States { get; } = new float[StateCount];

    /// <summary>The number of each cause's code at the visit, or -1: diseases, then kinds of procedure.</summary>
    public int[] Codes { get; } = new int[model.Causes.Diseases + model.Causes.Procedures];

    /// <summary>The chance that each cause had, given all before it.</summary>
    public float[] Propensities { get; } = new float[model.Causes.Diseases + model.Causes.Procedures];

    public int Band { get; private set; }

    public double Illness { get; private set; }

    public double Time { get; private set; }

    public bool Intensive { get; private set; }

    /// <summary>0 for an emergency, then elective, urgent, observation.</summary>
    public int Admission { get; private set; }

    /// <summary>Log odds of intensive care, but for illness.</summary>
    public double IntensiveOffset { get; private set; }

    /// <summary>Draws the visit.</summary>
    public void Draw(double years, double time, bool first)
    {
        var chance = person.Chance;
        Time = time;
        Band = Math.Clamp((int)(years / 10) - 2, 0, SyntheticContext.Bands - 1);
        States[(int)SyntheticState.Age] = AgeState(Band);
        Illness = Math.Clamp(0.7 * person.Severity + 0.7 * chance.Normal(), -2, 2);
        States[(int)SyntheticState.Severity] = (float)Illness;
        person.FallIll(States[(int)SyntheticState.Age], time, first ? 1 : 0.06);
        var diagnoses = Diagnose();
        IntensiveOffset = -3.0 + IntensiveNeed();
        Intensive = chance.Chance(SyntheticMath.Probability(IntensiveOffset + IntensiveLogOdds * Illness));
        States[(int)SyntheticState.Intensive] = IntensiveState(Intensive);
        var emergency = chance.Chance(SyntheticMath.Probability(0.6 + 0.4 * Illness + (Intensive ? 0.8 : 0)));
        States[(int)SyntheticState.Emergency] = EmergencyState(emergency);
        Admission = emergency ? 0 : chance.Uniform() switch { < 0.4 => 1, < 0.75 => 2, _ => 3 };
        States[(int)SyntheticState.Burden] = BurdenState(diagnoses);
        Operate();
    }

    public static float AgeState(int band) => (float)((band == 0 ? 24 : 25 + 10 * band) - 62) / 20;

    public static float BurdenState(int diagnoses) => Math.Clamp((diagnoses - 12) / 5f, -1.5f, 1.5f);

    public static float IntensiveState(bool intensive) => intensive ? 1 : -0.4f;

    public static float EmergencyState(bool emergency) => emergency ? 0.6f : -0.9f;

    /// <summary>The unit: by intensive care, and the cluster with most acute diseases.</summary>
    public int Unit()
    {
        Array.Clear(_counts);
        for (var c = 0; c < model.Causes.Diseases; c++)
            if (Codes[c] >= 0 && !model.Tables.Categories[c].Chronic)
                _counts[model.Tables.Categories[c].Cluster]++;
        var most = 0;
        for (var k = 1; k < _counts.Length; k++)
            if (_counts[k] > _counts[most])
                most = k;
        return SyntheticContext.Unit(Intensive, _counts[most] == 0 ? "" : model.Tables.Clusters[most]);
    }

    private int Diagnose()
    {
        var (categories, count, age) = (model.Tables.Categories, 0, States[(int)SyntheticState.Age]);
        Array.Fill(Codes, -1);
        for (var c = 0; c < categories.Length; c++)
        {
            var category = categories[c];
            var draw = person.Chance.Uniform();
            var probability = category.Chronic ? Diagnosed : person.Probability(c, age, Time, model.Options.Confounding * IllnessLogOdds * Illness);
            var possible = SyntheticPerson.Possible(category, Codes);
            Propensities[c] = (float)(possible ? category.Chronic ? Diagnosed * person.Onsets[c] : probability : 0);
            if (draw >= probability || !possible || category.Chronic && person.Chronic[c] < 0)
                continue;
            Codes[c] = category.Chronic ? person.Chronic[c] : person.Choose(c);
            count++;
        }
        if (count > 0)
            return count;
        Codes[0] = person.Choose(0);
        return 1;
    }

    private double IntensiveNeed()
    {
        var sum = 0.0;
        for (var c = 0; c < model.Causes.Diseases; c++)
            if (Codes[c] >= 0)
                sum += model.Tables.Categories[c].Intensive;
        return sum;
    }

    private void Operate()
    {
        var procedures = model.Tables.Procedures;
        for (var p = 0; p < procedures.Length; p++)
        {
            var procedure = procedures[p];
            var logOdds = procedure.LogOdds + model.Shift.Procedures + (Intensive ? procedure.Intensive : 0) + 0.15 * Illness;
            foreach (var (category, added) in procedure.Reasons)
                if (Codes[category] >= 0)
                    logOdds += added;
            var (cause, probability) = (model.Causes.Diseases + p, SyntheticMath.Probability(logOdds));
            Propensities[cause] = (float)probability;
            if (person.Chance.Chance(probability))
                Codes[cause] = person.Choose(cause);
        }
    }
}
