using CafeMed.Data;
using CafeMed.Data.Names;
using CafeMed.Safety.Checking;
using CafeMed.Serving;
using CafeMed.Tests.Safety;

namespace CafeMed.Tests.Serving;

/// <summary>A model of <see cref="StubRecommender"/> with the shipped knowledge.</summary>
internal sealed class StubModel : IModelSource
{
    private static readonly CodeMaps s_maps = new();
    private static readonly CodeNames s_names = new();

    /// <summary>The hash of the next model; a fault where it is null.</summary>
    public string? Hash { get; set; } = "hash-one";

    public Func<CancellationToken, Task>? Before { get; init; }

    public ServedModel Read(CancellationToken ct) => Hash is null
        ? throw new CafeMedException(new Fault("CM5002", "The bundle is damaged.", "Restore it."))
        : new ServedModel
        {
            Name = "stub",
            Recommender = new StubRecommender(StubRecommender.Known, new Decision()) { Before = Before },
            Graph = DirectGraph.Of(Knowing.Shipped.Interactions, CodeSet.From(StubRecommender.Medications)),
            Decision = new Decision(),
            Vocabularies = StubRecommender.Known,
            Level = 4,
            Hash = Hash,
            Knowledge = Knowing.Shipped,
            Names = s_names,
            Maps = s_maps,
            CardJson = """{"name":"stub"}""",
            CardHtml = "<!doctype html><title>card</title>",
            Samples = [Someone("sample-1")],
        };

    /// <summary>Two stays: warfarin before, heart failure and back pain now.</summary>
    public static Patient Someone(string id, params string[] diagnoses) => new(id,
    [
        new Visit($"{id}-1", new DateTime(2020, 1, 1), new DateTime(2020, 1, 9), VisitCodes.Empty
            .With(CodeKind.Diagnosis, [StubRecommender.Diagnoses[2]]).With(CodeKind.Medication, [Code.Atc("B01AA03"), Code.Atc("V03AB01")])),
        new Visit($"{id}-2", new DateTime(2020, 3, 1), null, VisitCodes.Empty
            .With(CodeKind.Diagnosis, CodeSet.From((diagnoses.Length > 0 ? diagnoses : ["I509", "M545", "Z999"]).Select(value => new Code(CodeSystem.Icd10Cm, value))))
            .With(CodeKind.Sex, [new Code(CodeSystem.Local, "F")])),
    ]);
}
