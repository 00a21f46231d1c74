using CafeMed.Data.Synthetic;

namespace CafeMed.Tests.Data.Synthetic;

/// <summary>That who knows the confounders finds what was planted and nothing else, and that who does not is misled.</summary>
public sealed class SyntheticEstimationTests(SyntheticEstimationTests.Crowd crowd) : IClassFixture<SyntheticEstimationTests.Crowd>
{
    private const double Usual = 1.96;

    [Fact]
    public void Planted_effects_are_recovered_within_their_intervals_by_who_knows_the_confounders()
    {
        var (found, covered) = (0, 0);
        foreach (var effect in crowd.Truth.Effects.Concat(crowd.Truth.Contraindications))
        {
            var column = crowd.Column(effect.Medication);
            var having = crowd.Having(effect.Cause).ToArray();
            if (having.Length < 60)
                continue;
            // Everything but the effect is known: a logistic regression with one coefficient and an offset.
            var estimate = effect.LogOdds;
            var (slope, information) = (0.0, 0.0);
            for (var step = 0; step < 12; step++)
            {
                (slope, information) = (0, 0);
                foreach (var id in having)
                {
                    double gate = effect.Gate(crowd.Known.States(id));
                    var logOdds = LogOdds.Of(crowd.Known.Probabilities(id)[column]) + (estimate - effect.LogOdds) * gate;
                    var probability = LogOdds.Probability(logOdds);
                    slope += gate * ((crowd.Given(id, column) ? 1 : 0) - probability);
                    information += gate * gate * probability * (1 - probability);
                }
                estimate += Math.Clamp(slope / Math.Max(information, 1e-9), -0.5, 0.5);
            }
            if (information < 6)
                continue;
            found++;
            var error = Math.Abs(estimate - effect.LogOdds) * Math.Sqrt(information);
            covered += error <= Usual ? 1 : 0;
            Assert.True(error < 5, $"{effect.Cause} on {effect.Medication}: {estimate:0.00} instead of {effect.LogOdds:0.00}, {error:0.0} standard errors");
        }

        Assert.True(found > 300, $"{found} effects");
        Assert.InRange((double)covered / found, 0.92, 0.98);
    }

    [Fact]
    public void No_effect_is_found_where_none_was_planted()
    {
        var (tests, wrong) = (0, 0);
        foreach (var cause in crowd.Codes.Where(code => crowd.Having(code).Count() >= 150).Take(150))
            for (var column = 0; column < crowd.Known.Medications.Length; column += 3)
            {
                if (crowd.Truth.Find(cause, crowd.Known.Medications[column]) is not null)
                    continue;
                var (score, variance) = (0.0, 0.0);
                foreach (var id in crowd.Having(cause))
                {
                    double probability = crowd.Known.Probabilities(id)[column];
                    (score, variance) = (score + (crowd.Given(id, column) ? 1 : 0) - probability, variance + probability * (1 - probability));
                }
                if (variance < 8)
                    continue;
                tests++;
                wrong += Math.Abs(score) > Usual * Math.Sqrt(variance) ? 1 : 0;
            }

        Assert.True(tests > 1500, $"{tests} tests");
        Assert.InRange((double)wrong / tests, 0.035, 0.065);
    }

    [Fact]
    public void Diseases_come_as_often_as_their_propensities_say()
    {
        var causes = crowd.Known.Causes;
        var diseases = crowd.Truth.Diseases.Length;
        for (var c = 1; c < causes.Length; c++)
        {
            var (score, variance) = (0.0, 0.0);
            foreach (var id in crowd.Known.Ids)
            {
                double probability = crowd.Known.Propensities(id)[c];
                (score, variance) = (score + (crowd.Has(id, causes[c], c < diseases) ? 1 : 0) - probability, variance + probability * (1 - probability));
            }
            Assert.InRange(score / Math.Sqrt(Math.Max(variance, 1)), -4.5, 4.5);
        }
    }

    // Acute diseases that nothing observed drives either, and drugs of their hidden cluster that they do nothing to.
    [Fact]
    public void The_raw_risk_difference_is_biased_by_confounding_and_by_nothing_without_it()
    {
        var (without, biased) = (RawBias(0), RawBias(2));

        Assert.InRange(without, -0.008, 0.008);
        Assert.True(biased > 0.03, $"{biased}");
    }

    [Fact]
    public void A_true_risk_difference_is_the_models_own_average()
    {
        var (_, truth) = SyntheticCohortTests.Create(new() { Patients = 250 });
        foreach (var effect in truth.Effects.Where((_, index) => index % 400 == 0))
        {
            var sum = 0.0;
            foreach (var id in truth.Visits!.Ids)
            {
                var column = truth.Medications.Select((drug, m) => (drug.Code, m)).First(pair => pair.Code == effect.Medication).m;
                var visit = truth.Visits.Truths.SelectMany(all => all).First(one => one.Id == id);
                var has = visit.Codes.Any(code => truth.Visits.Model.Causes.Codes[code] == effect.Cause);
                var (logOdds, added) = (LogOdds.Of(visit.Probabilities[column]), effect.LogOdds * effect.Gate(visit.States));
                sum += has ? LogOdds.Probability(logOdds) - LogOdds.Probability(logOdds - added) : LogOdds.Probability(logOdds + added) - LogOdds.Probability(logOdds);
            }
            Assert.Equal(sum / truth.Visits!.Ids.Length, effect.RiskDifference, 1e-4);
        }
    }

    [Fact]
    public void Risk_differences_have_the_sign_of_their_effects()
    {
        Assert.All(crowd.Truth.Effects, effect => Assert.InRange(effect.RiskDifference, 0, 1));
        Assert.All(crowd.Truth.Contraindications, effect => Assert.InRange(effect.RiskDifference, -1, 0));
    }

    private static double RawBias(double confounding)
    {
        var crowd = new Crowd(new() { Patients = 4000, Confounding = confounding, MaxVisits = 1, SiteVariation = 0 });
        var model = crowd.Known.Model;
        var (sum, weights) = (0.0, 0.0);
        for (var c = 0; c < crowd.Truth.Diseases.Length; c++)
        {
            var row = model.Tables.Categories[c];
            var having = crowd.Known.Ids.Where(id => crowd.Has(id, row.Id, true)).ToHashSet();
            if (row.Chronic || row.Age != 0 || !row.Given.IsEmpty || having.Count < 80)
                continue;
            var lacking = crowd.Known.Ids.Where(id => !having.Contains(id)).ToArray();
            for (var m = 0; m < model.Medications.Length; m++)
            {
                if (model.Tables.Drugs[m].Cluster != row.Cluster || row.Icd10.Concat(row.Icd9).Any(code => crowd.Truth.Find(code, model.Medications[m].Code) is not null))
                    continue;
                var column = m;
                sum += having.Count * (having.Count(id => crowd.Given(id, column)) / (double)having.Count - lacking.Count(id => crowd.Given(id, column)) / (double)lacking.Length);
                weights += having.Count;
            }
        }
        return sum / weights;
    }

    /// <summary>A cohort with strong confounding, and what is true of it by visit.</summary>
    public sealed class Crowd
    {
        private readonly Dictionary<string, SyntheticVisitTruth> _visits;
        private readonly ILookup<Code, string> _having;
        private readonly Dictionary<Code, int> _columns;
        private readonly Dictionary<string, HashSet<int>> _causes;

        public Crowd()
            : this(new() { Patients = 3500, Confounding = 1.5 })
        {
        }

        internal Crowd(SyntheticOptions options)
        {
            (_, Truth) = SyntheticCohort.Create(options, null, CancellationToken.None);
            _visits = Known.Truths.SelectMany(all => all).ToDictionary(visit => visit.Id);
            _having = _visits.Values.SelectMany(visit => visit.Codes.Select(code => (Code: Known.Model.Causes.Codes[code], visit.Id))).ToLookup(pair => pair.Code, pair => pair.Id);
            _columns = Known.Medications.Select((code, column) => (code, column)).ToDictionary(pair => pair.code, pair => pair.column);
            _causes = _visits.Values.ToDictionary(visit => visit.Id, visit => visit.Codes.Select(code => Known.Model.Causes.OfCode[code]).ToHashSet());
        }

        public SyntheticTruth Truth { get; }

        public SyntheticVisits Known => Truth.Visits!;

        public IEnumerable<Code> Codes => _having.Select(same => same.Key);

        public IEnumerable<string> Having(Code code) => _having[code];

        public int Column(Code medication) => _columns[medication];

        public bool Given(string visit, int column) => _visits[visit].Given[column];

        public bool Has(string visit, string cause, bool disease)
        {
            var index = Known.Causes.IndexOf(cause, disease ? 0 : Truth.Diseases.Length);
            return _causes[visit].Contains(index);
        }
    }
}
