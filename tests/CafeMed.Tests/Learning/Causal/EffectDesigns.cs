using CafeMed.Learning.Causal.Design;

namespace CafeMed.Tests.Learning.Causal;

/// <summary>Made-up designs whose truth is known: confounded exposures, and drugs that some of them raise.</summary>
internal static class EffectDesigns
{
    public const int Exposures = 12;

    /// <summary>The planted risk difference of each exposure: half of them have none.</summary>
    public static double Planted(int exposure) => exposure % 2 == 1 ? 0 : 0.06 * (exposure / 2 % 3 + 1);

    /// <summary>Rows of patients with <paramref name="perPatient"/> visits each: two observed confounders, twelve exposures that follow from them, one drug that follows from both.</summary>
    /// <remarks>The drug's probability is linear, so that the planted risk differences are the truth. Visits of a patient share a part of the exposures and of the drug's chance.</remarks>
    public static EffectDesign Confounded(int rows, int seed, int perPatient = 1)
    {
        var random = new Random(seed);
        var (columns, drugs, offsets) = (new CodeListsBuilder(), new CodeListsBuilder(), new List<int> { 0 });
        for (var row = 0; row < rows;)
        {
            var (taste, habit) = (new double[Exposures], 0.3 * (random.NextDouble() - 0.5));
            for (var j = 0; j < Exposures; j++)
                taste[j] = perPatient == 1 ? 0 : 0.3 * (random.NextDouble() - 0.5);
            for (var t = 0; t < perPatient && row < rows; t++, row++)
            {
                bool sick = random.NextDouble() < 0.4, old = random.NextDouble() < 0.5;
                var chance = 0.05 + (sick ? 0.2 : 0) + (old ? 0.1 : 0) + (perPatient == 1 ? 0 : habit + 0.15);
                for (var j = 0; j < Exposures; j++)
                    if (random.NextDouble() < 0.2 + (sick ? 0.35 : 0) + (old ? 0.15 : 0) + taste[j])
                    {
                        columns.Add(j, 1);
                        chance += Planted(j) / 3;
                    }
                if (sick)
                    columns.Add(Exposures, 1);
                if (old)
                    columns.Add(Exposures + 1, 1);
                if (random.NextDouble() < chance)
                    drugs.Add(0);
                columns.EndVisit();
                drugs.EndVisit();
            }
            offsets.Add(row);
        }
        int[] all = [.. Enumerable.Range(0, Exposures + 2)];
        return new(columns.Build(withAmounts: true), all.Length, drugs.Build(), 1, [.. offsets], [new EffectPass(all, all[..Exposures])]);
    }

    /// <summary>The true risk difference.</summary>
    public static double Truth(int exposure) => Planted(exposure) / 3;
}
