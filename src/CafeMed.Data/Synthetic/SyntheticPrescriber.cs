namespace CafeMed.Data.Synthetic;

/// <summary>Gives drugs at a visit: the log odds of the model, then one coin for each group. Used again for the next visit.</summary>
internal sealed class SyntheticPrescriber(SyntheticModel model)
{
    private readonly double[] _logOdds = new double[model.Medications.Length];

    /// <summary>(M) log odds but for the effects of codes.</summary>
    public float[] Offsets { get; } = new float[model.Medications.Length];

    /// <summary>(M) the probability of each group.</summary>
    public float[] Probabilities { get; } = new float[model.Medications.Length];

    /// <summary>(M) what was given.</summary>
    public bool[] Given { get; } = new bool[model.Medications.Length];

    /// <summary>The effects at work.</summary>
    public List<int> Effects { get; } = [];

    /// <summary>Draws the drugs of a stay, and moves the person's history on; <paramref name="days"/> since the last visit's end, negative at a first visit.</summary>
    public void Prescribe(SyntheticPerson person, SyntheticStay stay, int days)
    {
        Fill(Offsets, person, stay, days);
        for (var m = 0; m < _logOdds.Length; m++)
            _logOdds[m] = Offsets[m];
        Effects.Clear();
        foreach (var code in stay.Codes)
            if (code >= 0)
                foreach (var effect in model.OfCause[code])
                {
                    Effects.Add(effect);
                    _logOdds[model.Columns[effect]] += model.EffectLogOdds[effect] * model.Gate(effect, stay.States);
                }
        for (var m = 0; m < _logOdds.Length; m++)
        {
            var probability = SyntheticMath.Probability(_logOdds[m]);
            Probabilities[m] = (float)probability;
            Given[m] = person.Chance.Chance(probability);
        }
        for (var m = 0; m < Given.Length; m++)
            if (Given[m] && person.Ingredients[m] < 0)
                person.Ingredients[m] = Ingredient(person, m);
        Array.Copy(Given, person.LastGiven, Given.Length);
    }

    /// <summary>What the last visit's drugs add to the log odds of a group.</summary>
    public static double Memory(SyntheticModel model, int m, bool[] last, int days)
    {
        if (days < 0)
            return 0;
        // What was given long ago binds less.
        var memory = days < 90 ? 1.0 : 0.8;
        var (drug, rival) = (model.Medications[m], model.Tables.Drugs[m].Rival);
        return memory * (last[m] ? drug.Continued : drug.Started + (rival >= 0 && last[rival] ? drug.RivalLogOdds : 0));
    }

    // Everything but the effects of diagnoses and procedures.
    private void Fill(float[] offsets, SyntheticPerson person, SyntheticStay stay, int days)
    {
        double age = stay.States[(int)SyntheticState.Age];
        for (var m = 0; m < offsets.Length; m++)
        {
            var drug = model.Medications[m];
            offsets[m] = (float)(person.Offsets[m] + drug.AgeLogOdds * age + drug.DriftLogOdds * stay.Time + Memory(model, m, person.LastGiven, days));
        }
    }

    // The hospital's formulary puts one ingredient first; a person stays with what they got.
    private int Ingredient(SyntheticPerson person, int m)
    {
        var shares = model.IngredientShares[m];
        return (person.Chance.Choose(shares) + model.FirstIngredients[person.Site][m]) % shares.Length;
    }
}
