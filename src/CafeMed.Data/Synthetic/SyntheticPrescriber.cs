namespace CafeMed.Data.Synthetic;

/// <summary>Gives drugs at a visit: the log odds of the model, then one coin for each group.</summary>
internal sealed class SyntheticPrescriber(SyntheticModel model)
{
    /// <summary>Draws the drugs of a stay, writes what is true of it into <paramref name="ledger"/>, and moves the person's history on; <paramref name="days"/> since the last visit's end, negative at a first visit.</summary>
    public IEnumerable<Code> Prescribe(SyntheticPerson person, SyntheticStay stay, int days, SyntheticLedger ledger)
    {
        var count = model.Medications.Length;
        var (offsets, logOdds) = (new float[count], new double[count]);
        for (var m = 0; m < count; m++)
            logOdds[m] = offsets[m] = (float)Offset(m, person, stay, days);
        int[] effects = [.. stay.Diagnoses.Concat(stay.Procedures).SelectMany(code => model.OfCause.GetValueOrDefault(code) ?? [])];
        foreach (var effect in effects)
            logOdds[model.Columns[effect]] += model.Effects[effect].LogOdds * model.Effects[effect].Gate(stay.States);
        var (probabilities, given) = (new float[count], new bool[count]);
        for (var m = 0; m < count; m++)
        {
            var probability = LogOdds.Probability(logOdds[m]);
            probabilities[m] = (float)probability;
            given[m] = person.Chance.Chance(probability);
        }
        ledger.States.Add(stay.States);
        ledger.Offsets.Add(offsets);
        ledger.Effects.Add(effects);
        ledger.Probabilities.Add(probabilities);
        ledger.Given.Add(given);
        person.LastGiven = given;
        return [.. Enumerable.Range(0, count).Where(m => given[m]).Select(m => Ingredient(person, m))];
    }

    // Everything but the effects of diagnoses and procedures.
    private double Offset(int m, SyntheticPerson person, SyntheticStay stay, int days)
    {
        var (drug, row) = (model.Medications[m], model.Tables.Drugs[m]);
        var value = drug.BaseLogOdds + drug.AgeLogOdds * stay.States[(int)SyntheticState.Age] + (person.Female ? drug.FemaleLogOdds : 0)
            + model.Sites[person.Site - 1].LogOdds[m] + drug.ClusterLogOdds * person.Clusters[row.Cluster];
        if (days < 0)
            return value;
        // What was given long ago binds less.
        var memory = days < 90 ? 1.0 : 0.8;
        if (person.LastGiven[m])
            return value + memory * drug.Continued;
        return value + memory * (drug.Started + (row.Rival >= 0 && person.LastGiven[row.Rival] ? drug.RivalLogOdds : 0));
    }

    // The hospital's formulary puts one ingredient first; a person stays with what they got.
    private Code Ingredient(SyntheticPerson person, int m)
    {
        if (person.Ingredients[m] is { } chosen)
            return chosen;
        var choices = model.Tables.Drugs[m].Ingredients;
        var turn = SyntheticStream.Fixed(choices[0].Value, $"formulary-{person.Site}") < 0.7 ? 0 : 1;
        var first = choices[(person.Chance.Zipf(choices.Length, steep: true) + turn) % choices.Length];
        person.Ingredients[m] = first;
        return first;
    }
}
