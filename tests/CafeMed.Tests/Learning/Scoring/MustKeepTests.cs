using CafeMed.Tests.Learning.Layers;

namespace CafeMed.Tests.Learning.Scoring;

[Collection(TorchTests.Turn)]
public sealed class MustKeepTests
{
    [Fact]
    public void Is_the_conformal_quantile_of_the_most_probable_drug_not_given()
    {
        var table = TinyStudy.Table;
        var (size, truth) = (table.Encoder.Medications.Count, table.Truth());
        var draw = new Random(3);
        var logits = truth.Select(given => (float)(draw.NextDouble() * 6 - (given ? 1 : 4))).ToArray();

        var bound = MustKeep.From(logits, table, 0.2);

        var scores = Enumerable.Range(0, table.Patients.Length).Select(patient => Enumerable.Range(0, size)
            .Select(m => (table.PatientOffsets[patient + 1] - 1) * size + m).Where(i => !truth[i]).Max(i => Plain.Sigmoid(logits[i]))).ToArray();
        Assert.InRange(scores.Count(score => score >= bound), 0, 0.2 * (scores.Length + 1));
        Assert.True(scores.Any(score => score >= bound * 0.98), "the bound is far above what is asked for");
    }

    [Fact]
    public void Promises_nothing_with_too_few_patients() =>
        Assert.Equal(MustKeep.Nothing, MustKeep.From(new float[TinyStudy.Table.Visits * TinyStudy.Table.Encoder.Medications.Count], TinyStudy.Table, 1e-4));

    [Fact]
    public void Holds_for_new_people_as_often_as_promised()
    {
        var draw = new Random(11);
        var above = 0.0;
        const int Studies = 4000, People = 60;
        for (var study = 0; study < Studies; study++)
        {
            var numbers = Enumerable.Range(0, People).Select(_ => draw.NextSingle()).ToArray();
            above += draw.NextSingle() > MustKeep.Above(numbers, 0.1) ? 1 : 0;
        }
        Assert.InRange(above / Studies, 0.07, 0.105);
    }
}
