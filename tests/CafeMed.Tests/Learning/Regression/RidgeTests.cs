using CafeMed.Learning.Baselines;
using CafeMed.Learning.Scoring;

namespace CafeMed.Tests.Learning.Regression;

[Collection(TorchTests.Turn)]
public sealed class RidgeTests
{
    private static readonly VisitTable s_validation = TinyStudy.Encoder.Encode(TinyStudy.Cohort(20, 8).Patients);

    [Fact]
    public void Its_weights_solve_the_ridge_problem()
    {
        var fitted = Fit();
        var (features, table, size) = (fitted.Features, TinyStudy.Table, TinyStudy.Encoder.Medications.Count);
        var (lists, truth) = (features.Of(table), table.Truth());

        var (gradient, intercepts) = (new double[features.Count * size], new double[size]);
        for (var v = 0; v < table.Visits; v++)
            for (var m = 0; m < size; m++)
            {
                double answer = fitted.Weights[features.Count * size + m];
                for (var i = lists.Offsets[v]; i < lists.Offsets[v + 1]; i++)
                    answer += lists.Amounts![i] * fitted.Weights[lists.Tokens[i] * size + m];
                var residual = answer - (truth[v * size + m] ? 1 : 0);
                intercepts[m] += residual;
                for (var i = lists.Offsets[v]; i < lists.Offsets[v + 1]; i++)
                    gradient[lists.Tokens[i] * size + m] += lists.Amounts![i] * residual;
            }

        for (var i = 0; i < gradient.Length; i++)
            Assert.InRange(gradient[i] + fitted.Penalty * fitted.Weights[i], -1e-3, 1e-3);
        Assert.All(intercepts, sum => Assert.InRange(sum, -1e-3, 1e-3));
    }

    [Fact]
    public void The_penalty_is_the_one_that_validation_likes()
    {
        var errors = Ridge.Penalties.ToDictionary(penalty => penalty, penalty =>
        {
            var scorer = CafeMed.Learning.Regression.RidgeFit.Of(TinyStudy.Table, s_validation, [penalty], TestContext.Current.CancellationToken);
            return Answers(scorer, s_validation).Zip(s_validation.Truth(), (answer, given) => (answer - (given ? 1 : 0)) * (answer - (given ? 1 : 0))).Average();
        });

        Assert.Equal(errors.MinBy(pair => pair.Value).Key, Fit().Penalty);
    }

    [Fact]
    public void Answers_outside_of_zero_and_one_keep_their_order()
    {
        var scorer = Fit();
        var (answers, logits) = (Answers(scorer, s_validation), scorer.Score(s_validation));

        Assert.Contains(answers, answer => answer < 0);
        Assert.Equal(answers.Select((answer, i) => (answer, i)).OrderBy(one => one.answer).Select(one => one.i).Take(20), logits.Select((logit, i) => (logit, i)).OrderBy(one => one.logit).Select(one => one.i).Take(20));
        Assert.All(answers.Zip(logits).Where(pair => pair.First is > 0.05 and < 0.95), pair => Assert.Equal(pair.First, LogOdds.Probability(pair.Second), 1e-5));
    }

    private static LinearScorer Fit() => (LinearScorer)new Ridge().Fit(TinyStudy.Table, s_validation, TestContext.Current.CancellationToken);

    private static double[] Answers(LinearScorer scorer, VisitTable table)
    {
        var (lists, size) = (scorer.Features.Of(table), TinyStudy.Encoder.Medications.Count);
        return [.. Enumerable.Range(0, table.Visits).SelectMany(v => Enumerable.Range(0, size).Select(m => scorer.Weights[scorer.Features.Count * size + m]
            + Enumerable.Range(lists.Offsets[v], lists.Offsets[v + 1] - lists.Offsets[v]).Sum(i => (double)lists.Amounts![i] * scorer.Weights[lists.Tokens[i] * size + m])))];
    }
}
