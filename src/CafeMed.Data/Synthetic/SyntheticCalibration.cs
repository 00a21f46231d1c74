namespace CafeMed.Data.Synthetic;

/// <summary>Finds what must be added to the log odds so that the averages asked for come out.</summary>
/// <remarks>A pilot of people of a seed of its own is drawn a few times over, with the same chance each time, and the log odds are moved by the secant method; the number of visits has a formula.</remarks>
internal static class SyntheticCalibration
{
    /// <summary>How much frailty makes people come again, in nats.</summary>
    public const double FrailtyVisits = 0.5;

    private const int PilotSeed = 20260101;

    // People of the pilot: first for the search, then for its last steps.
    private const int Few = 500, Many = 8000;

    // As found by the same steps with 50,000 people, so that the usual cohort need not wait.
    private static readonly SyntheticShift s_usual = new(0.2115, -0.2773, 1.0295, 0.1665);

    /// <summary>The shift for some options; the seed and the number of people do not matter.</summary>
    public static SyntheticShift Of(SyntheticOptions options)
    {
        var usual = new SyntheticOptions { Patients = options.Patients, Seed = options.Seed, MissingLabels = options.MissingLabels, SpuriousLabels = options.SpuriousLabels, MissingCodes = options.MissingCodes };
        return options == usual ? s_usual : Search(options, Few, Many);
    }

    /// <summary>The search itself: one average after another with few people, since each depends on those before it, and then all of them a few times with many.</summary>
    public static SyntheticShift Search(SyntheticOptions options, int few, int many)
    {
        var pilot = options with { Seed = PilotSeed };
        var shift = s_usual with { Visits = Math.Round(VisitShift(options.VisitsPerPatient), 4) };
        double[] asked = [options.DiagnosesPerVisit, options.ProceduresPerVisit, options.DrugsPerVisit];
        double[] slopes = [0.8 * asked[0], 0.7 * asked[1], 0.8 * asked[2]];
        var found = new double[asked.Length];
        for (var what = 0; what < asked.Length; what++)
        {
            var (before, step) = (0.0, 0.0);
            for (var turn = 0; turn < 3; turn++)
            {
                var now = Measure(pilot, shift, few)[what];
                // The slope as it was met, where the step was long enough to tell it from chance.
                if (Math.Abs(step) > 0.04)
                    slopes[what] = Math.Clamp((now - before) / step, 0.5 * asked[what], 2 * asked[what]);
                (before, step) = (now, Math.Clamp((asked[what] - now) / slopes[what], -1.5, 1.5));
                shift = Moved(shift, what, step);
            }
        }
        for (var turn = 0; turn < 3; turn++)
        {
            found = Measure(pilot, shift, turn < 2 ? many / 3 : many);
            for (var what = 0; what < asked.Length; what++)
                shift = Moved(shift, what, (asked[what] - found[what]) / slopes[what]);
        }
        Check(nameof(options.DiagnosesPerVisit), asked[0], found[0]);
        Check(nameof(options.ProceduresPerVisit), asked[1], found[1]);
        Check(nameof(options.DrugsPerVisit), asked[2], found[2]);
        return shift;
    }

    private static double[] Measure(SyntheticOptions pilot, SyntheticShift shift, int people)
    {
        var marginals = new SyntheticMarginals();
        var history = new SyntheticHistory(new SyntheticModel(pilot, shift));
        for (var index = 0; index < people; index++)
            history.Measure(index, marginals);
        return [marginals.Diagnoses, marginals.Procedures, marginals.Drugs];
    }

    private static SyntheticShift Moved(SyntheticShift shift, int what, double step) => what switch
    {
        0 => shift with { Diagnoses = Math.Round(shift.Diagnoses + step, 4) },
        1 => shift with { Procedures = Math.Round(shift.Procedures + step, 4) },
        _ => shift with { Drugs = Math.Round(shift.Drugs + step, 4) },
    };

    // The last step is small where the others have led near.
    private static void Check(string option, double asked, double found)
    {
        if (Math.Abs(found / asked - 1) > 0.04)
            throw SyntheticFaults.CannotReach(option, asked, found);
    }

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
