namespace CafeMed.Learning.Causal.Design;

/// <summary>Visits as columns: codes of the visit and what may confound them, beside the drugs that were given. Rows of a patient lie together.</summary>
/// <param name="Rows">Columns of every visit with their amounts.</param>
/// <param name="Columns">How many columns.</param>
/// <param name="Drugs">Drugs of every visit.</param>
/// <param name="DrugCount">How many drugs.</param>
/// <param name="PatientOffsets">(P + 1) the rows of patient p are <c>PatientOffsets[p]..PatientOffsets[p + 1]</c>.</param>
/// <param name="Passes">What is estimated, adjusted for what.</param>
internal sealed record EffectDesign(CodeLists Rows, int Columns, CodeLists Drugs, int DrugCount, int[] PatientOffsets, EffectPass[] Passes)
{
    /// <summary>By column: what it is, for people. Empty where nobody asks.</summary>
    public string[] Names { get; init; } = [];

    /// <summary>Whether the exposures are parents of codes, which rare codes are pooled to.</summary>
    public bool OfParents { get; init; }

    /// <summary>How many visits.</summary>
    public int Visits => Rows.Offsets.Length - 1;

    /// <summary>How many patients.</summary>
    public int Patients => PatientOffsets.Length - 1;

    /// <summary>The patients in a fold, each fold of about as many; which is drawn from <paramref name="seed"/>.</summary>
    public int[] Folds(int folds, int seed)
    {
        var order = Enumerable.Range(0, Patients).ToArray();
        new Random(seed).Shuffle(order);
        var used = Math.Min(folds, Patients);
        var fold = new int[Patients];
        for (var i = 0; i < order.Length; i++)
            fold[order[i]] = i % used;
        return fold;
    }

    /// <summary>Patients one after another in blocks of at most <paramref name="rows"/> rows; a patient with more is a block.</summary>
    public IEnumerable<int[]> Blocks(IEnumerable<int> patients, int rows)
    {
        var (block, held) = (new List<int>(), 0);
        foreach (var patient in patients)
        {
            var own = PatientOffsets[patient + 1] - PatientOffsets[patient];
            if (held > 0 && held + own > rows)
            {
                yield return [.. block];
                (block, held) = ([], 0);
            }
            block.Add(patient);
            held += own;
        }
        if (held > 0)
            yield return [.. block];
    }

    /// <summary>The rows of some patients.</summary>
    public int[] RowsOf(IEnumerable<int> patients) =>
        [.. patients.SelectMany(patient => Enumerable.Range(PatientOffsets[patient], PatientOffsets[patient + 1] - PatientOffsets[patient]))];

    /// <summary>(J) visits that have each exposure of <paramref name="pass"/>, (M) that have each drug, (J, M) that have both.</summary>
    public (int[] Exposed, int[] Given, int[] Both) Counts(EffectPass pass)
    {
        var place = pass.ExposureOf(Columns);
        var (exposed, given, both) = (new int[pass.Exposures.Length], new int[DrugCount], new int[pass.Exposures.Length * DrugCount]);
        for (var row = 0; row < Visits; row++)
        {
            foreach (var drug in Drugs[row])
                given[drug]++;
            foreach (var column in Rows[row])
                if (place[column] is >= 0 and var j)
                {
                    exposed[j]++;
                    foreach (var drug in Drugs[row])
                        both[j * DrugCount + drug]++;
                }
        }
        return (exposed, given, both);
    }
}
