namespace CafeMed.Data.Synthetic;

/// <summary>Finds what must be added to the log odds so that the averages asked for come out.</summary>
/// <remarks>A pilot of people of a seed of its own is drawn a few times over, with the same chance each time, and the log odds are moved by Newton's method; the number of visits has a formula.</remarks>
internal static class SyntheticCalibration
{
    /// <summary>How much frailty makes people come again, in nats.</summary>
    public const double FrailtyVisits = 0.5;

    private const int PilotSeed = 20260101;
    private static readonly int[] s_rounds = [300, 600, 1500, 3000];

    // As found by the same steps with fifty times the people, so that the usual cohort need not wait.
    private static readonly SyntheticShift s_usual = new(0.2115, -0.2773, 1.0295, 0.1665);

    /// <summary>The shift for some options; the seed and the number of people do not matter.</summary>
    public static SyntheticShift Of(SyntheticOptions options)
    {
        var usual = new SyntheticOptions { Patients = options.Patients, Seed = options.Seed, MissingLabels = options.MissingLabels, SpuriousLabels = options.SpuriousLabels, MissingCodes = options.MissingCodes };
        return options == usual ? s_usual : Search(options, s_rounds);
    }

    /// <summary>The search itself, with so many people in each round.</summary>
    public static SyntheticShift Search(SyntheticOptions options, ReadOnlySpan<int> rounds)
    {
        var pilot = options with { Seed = PilotSeed };
        var shift = s_usual with { Visits = VisitShift(options.VisitsPerPatient) };
        var marginals = new SyntheticMarginals();
        foreach (var people in rounds)
        {
            marginals = new SyntheticMarginals();
            var history = new SyntheticHistory(new SyntheticModel(pilot, shift));
            for (var index = 0; index < people; index++)
                history.Measure(index, marginals);
            shift = shift with
            {
                Diagnoses = shift.Diagnoses + Step(options.DiagnosesPerVisit, marginals.Diagnoses, marginals.DiagnosisSlope),
                Procedures = shift.Procedures + Step(options.ProceduresPerVisit, marginals.Procedures, marginals.ProcedureSlope),
                Drugs = shift.Drugs + Step(options.DrugsPerVisit, marginals.Drugs, marginals.DrugSlope),
            };
        }
        Check(nameof(options.DiagnosesPerVisit), options.DiagnosesPerVisit, marginals.Diagnoses);
        Check(nameof(options.ProceduresPerVisit), options.ProceduresPerVisit, marginals.Procedures);
        Check(nameof(options.DrugsPerVisit), options.DrugsPerVisit, marginals.Drugs);
        return new(Math.Round(shift.Visits, 4), Math.Round(shift.Diagnoses, 4), Math.Round(shift.Procedures, 4), Math.Round(shift.Drugs, 4));
    }

    // The last step is small where the others have led near.
    private static void Check(string option, double asked, double found)
    {
        if (Math.Abs(found / asked - 1) > 0.06)
            throw SyntheticFaults.CannotReach(option, asked, found);
    }

    private static double Step(double asked, double found, double slope) => Math.Clamp((asked - found) / Math.Max(slope, 0.05), -1.5, 1.5);

    // The chance of coming again is the same at every visit of a person, so the mean is that of 1 / (1 - chance) over frailty.
    private static double VisitShift(double mean)
    {
        if (mean == 1)
            return -1000;
        var (low, high) = (-12.0, 4.0);
        for (var step = 0; step < 50; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Mean(middle) < mean ? (middle, high) : (low, middle);
        }
        return low;
    }

    private static double Mean(double shift)
    {
        var (sum, weights) = (0.0, 0.0);
        for (var z = -5.0; z <= 5; z += 0.125)
        {
            var weight = SyntheticMath.Exp(-z * z / 2);
            // 1 / (1 - p) of p = 1 / (1 + e^-x) is 1 + e^x.
            (sum, weights) = (sum + weight * (1 + SyntheticMath.Exp(shift + FrailtyVisits * z)), weights + weight);
        }
        return sum / weights;
    }
}
