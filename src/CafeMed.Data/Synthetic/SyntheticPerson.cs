using System.Globalization;

namespace CafeMed.Data.Synthetic;

/// <summary>One made-up person: what is hidden, what stays, and what happened so far. Used again for the next person.</summary>
internal sealed class SyntheticPerson
{
    /// <summary>How much frailty raises every disease, in nats, at confounding 1.</summary>
    public const double FrailtyLogOdds = 0.15;

    /// <summary>How much a cluster raises its diseases, in nats, at confounding 1.</summary>
    public const double ClusterLogOdds = 0.6;

    private readonly SyntheticModel _model;
    private readonly double[] _diseases;

    public SyntheticPerson(SyntheticModel model)
    {
        _model = model;
        _diseases = new double[model.Causes.Diseases];
        Clusters = new double[model.Tables.Clusters.Length];
        Hearts = [.. model.Tables.Clusters.Select(name => name is "cardiac" or "metabolic" or "renal")];
        (Chronic, Onsets) = (new int[model.Causes.Diseases], new double[model.Causes.Diseases]);
        (LastGiven, Ingredients, Offsets) = (new bool[model.Medications.Length], new int[model.Medications.Length], new double[model.Medications.Length]);
    }

    public SyntheticStream Chance { get; } = new();

    /// <summary>What is recorded wrongly: a stream of its own, so that noise changes nobody's life.</summary>
    public SyntheticStream Noise { get; } = new();

    public int Index { get; private set; }

    public string Id { get; private set; } = "";

    /// <summary>Standard normal.</summary>
    public double Severity { get; private set; }

    /// <summary>Standard normal.</summary>
    public double Frailty { get; private set; }

    /// <summary>Years of age at the first visit.</summary>
    public double FirstAge { get; private set; }

    public bool Female { get; private set; }

    /// <summary>From 0.</summary>
    public int Site { get; private set; }

    /// <summary>The coding system: 0 for ICD-10, 1 for ICD-9.</summary>
    public int Revision { get; private set; }

    /// <summary>Nearly standard normal, one for each cluster.</summary>
    public double[] Clusters { get; }

    /// <summary>The clusters that one more hidden variable raises together.</summary>
    public bool[] Hearts { get; }

    /// <summary>What was given at the last visit, by column.</summary>
    public bool[] LastGiven { get; }

    /// <summary>Which ingredient this person gets of each group, or -1 where none was chosen yet.</summary>
    public int[] Ingredients { get; }

    /// <summary>(M) log odds of each group that stay the same from visit to visit.</summary>
    public double[] Offsets { get; }

    /// <summary>The number of the code of a chronic disease that the person has, or -1.</summary>
    public int[] Chronic { get; }

    /// <summary>The chance of having each chronic disease by now, as of before the last draw.</summary>
    public double[] Onsets { get; }

    /// <summary>Becomes the person of an index.</summary>
    public void Begin(int index)
    {
        var options = _model.Options;
        Chance.Begin(options.Seed, index, 0);
        Noise.Begin(options.Seed, index, 1);
        (Index, Id) = (index, string.Create(CultureInfo.InvariantCulture, $"syn-{index:D6}"));
        Severity = Chance.Normal();
        Frailty = Chance.Normal();
        FirstAge = Math.Clamp(60 + 16 * Chance.Normal() + 3 * Frailty, 18, 95);
        Female = Chance.Chance(0.49);
        Site = Chance.Choose(_model.SiteShares);
        Revision = Chance.Chance(options.Icd9Share) ? 1 : 0;
        var heart = Chance.Normal();
        for (var k = 0; k < Clusters.Length; k++)
            Clusters[k] = 0.4 * Frailty + (Hearts[k] ? 0.5 * heart + 0.77 * Chance.Normal() : 0.92 * Chance.Normal());
        Array.Fill(Chronic, -1);
        Array.Fill(Ingredients, -1);
        Array.Clear(LastGiven);
        var categories = _model.Tables.Categories;
        for (var c = 0; c < _diseases.Length; c++)
            _diseases[c] = _model.Diseases[c].LogOdds + options.Confounding * (FrailtyLogOdds * Frailty + ClusterLogOdds * Clusters[categories[c].Cluster])
                + (Female ? categories[c].Female : categories[c].Male);
        var site = _model.Sites[Site];
        for (var m = 0; m < Offsets.Length; m++)
        {
            var drug = _model.Medications[m];
            Offsets[m] = drug.BaseLogOdds + (Female ? drug.FemaleLogOdds : 0) + site.LogOdds[m] + drug.ClusterLogOdds * Clusters[_model.Tables.Drugs[m].Cluster];
        }
    }

    /// <summary>Lets chronic diseases begin: all that are there at the first visit, few later.</summary>
    /// <param name="age">The age state.</param>
    /// <param name="time">See <see cref="SyntheticClock"/>.</param>
    /// <param name="share">Share of the rate that applies.</param>
    public void FallIll(double age, double time, double share)
    {
        var categories = _model.Tables.Categories;
        for (var c = 0; c < categories.Length; c++)
        {
            var category = categories[c];
            if (!category.Chronic)
                continue;
            if (Chronic[c] >= 0)
            {
                Onsets[c] = 1;
                continue;
            }
            var (draw, probability) = (Chance.Uniform(), share * Probability(c, age, time, 0));
            var possible = Possible(category, Chronic);
            Onsets[c] = possible ? probability : 0;
            if (draw < probability && possible)
                Chronic[c] = Choose(c);
        }
    }

    /// <summary>The probability of a disease.</summary>
    public double Probability(int category, double age, double time, double illness) => SyntheticMath.Probability(
        _diseases[category] + _model.Tables.Categories[category].Age * age + _model.Diseases[category].DriftLogOdds * time + illness);

    /// <summary>Whether what must be there is there, and what must not is not; <paramref name="codes"/> has -1 where a disease is not.</summary>
    public static bool Possible(CategoryRow category, int[] codes)
    {
        foreach (var excluded in category.Excludes)
            if (codes[excluded] >= 0)
                return false;
        if (category.Given.IsEmpty)
            return true;
        foreach (var all in category.Given)
        {
            var there = true;
            foreach (var needed in all)
                there &= codes[needed] >= 0;
            if (there)
                return true;
        }
        return false;
    }

    /// <summary>The number of one code of a cause, in the person's coding system and the hospital's habit.</summary>
    public int Choose(int cause)
    {
        var shares = _model.Causes.Shares[Revision][cause];
        return _model.Causes.First[Revision][cause] + (Chance.Choose(shares) + _model.Turns[Site][cause]) % shares.Length;
    }
}
