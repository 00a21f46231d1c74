using System.Globalization;

namespace CafeMed.Data.Synthetic;

/// <summary>One made-up person: what is hidden, what stays, and what happened so far.</summary>
internal sealed class SyntheticPerson
{
    private readonly SyntheticModel _model;
    private readonly Code?[] _chronic;

    public SyntheticPerson(SyntheticModel model, int index)
    {
        _model = model;
        Chance = new(model.Options.Seed, index);
        Id = string.Create(CultureInfo.InvariantCulture, $"syn-{index:D6}");
        Severity = Chance.Normal();
        Frailty = Chance.Normal();
        FirstAge = Math.Clamp(60 + 16 * Chance.Normal() + 3 * Frailty, 18, 95);
        Female = Chance.Chance(0.49);
        Site = 1 + Chance.Zipf(model.Options.Sites, steep: false);
        Icd9 = Chance.Chance(model.Options.Icd9Share);
        var heart = Chance.Normal();
        Clusters = [.. model.Tables.Clusters.Select(name =>
            0.4 * Frailty + (name is "cardiac" or "metabolic" or "renal" ? 0.5 * heart + 0.77 * Chance.Normal() : 0.92 * Chance.Normal()))];
        _chronic = new Code?[model.Tables.Categories.Length];
        LastGiven = new bool[model.Medications.Length];
        Ingredients = new Code?[model.Medications.Length];
    }

    public SyntheticStream Chance { get; }

    public string Id { get; }

    /// <summary>Standard normal.</summary>
    public double Severity { get; }

    /// <summary>Standard normal.</summary>
    public double Frailty { get; }

    /// <summary>Years of age at the first visit.</summary>
    public double FirstAge { get; }

    public bool Female { get; }

    /// <summary>From 1.</summary>
    public int Site { get; }

    public bool Icd9 { get; }

    /// <summary>Nearly standard normal, one for each cluster.</summary>
    public double[] Clusters { get; }

    /// <summary>What was given at the last visit, by column.</summary>
    public bool[] LastGiven { get; set; }

    /// <summary>The ingredient that this person gets of each group, once chosen.</summary>
    public Code?[] Ingredients { get; }

    /// <summary>The code of a chronic disease that the person has, or <see langword="null"/>.</summary>
    public Code? Chronic(int category) => _chronic[category];

    /// <summary>Lets chronic diseases begin: all that are there at the first visit, few later.</summary>
    /// <param name="age">The age state.</param>
    /// <param name="share">Share of the rate that applies.</param>
    public void FallIll(double age, double share)
    {
        var categories = _model.Tables.Categories;
        for (var c = 0; c < categories.Length; c++)
        {
            if (!categories[c].Chronic || _chronic[c] is not null)
                continue;
            var draw = Chance.Uniform();
            if (draw < share * Probability(categories[c], age, 0) && Possible(categories[c], category => _chronic[category] is not null))
                _chronic[c] = Choose(categories[c]);
        }
    }

    /// <summary>The probability of a disease.</summary>
    public double Probability(CategoryRow category, double age, double illness)
    {
        var logOdds = category.LogOdds - 0.3 + 0.15 * Frailty + 0.6 * _model.Options.Confounding * Clusters[category.Cluster]
            + category.Age * age + (Female ? category.Female : category.Male) + illness;
        return LogOdds.Probability(logOdds);
    }

    /// <summary>Whether what must be there is there, and what must not is not.</summary>
    public static bool Possible(CategoryRow category, Func<int, bool> present) =>
        (category.Given.IsEmpty || category.Given.Any(all => all.All(present))) && !category.Excludes.Any(present);

    /// <summary>One code of a disease, in the person's coding system.</summary>
    public Code Choose(CategoryRow category)
    {
        var codes = Icd9 ? category.Icd9 : category.Icd10;
        return codes[Chance.Zipf(codes.Length, steep: true)];
    }
}
