using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>A kind of procedure with the codes that stand for it.</summary>
/// <param name="Id">The table's own word.</param>
/// <param name="Cluster">The disease cluster it serves, or -1.</param>
/// <param name="LogOdds">Log odds of its rate over visits without a reason for it.</param>
/// <param name="Intensive">Added in an intensive care unit.</param>
/// <param name="Reasons">Diseases, with what each adds to the log odds.</param>
/// <param name="Icd10">ICD-10-PCS codes, commonest first.</param>
/// <param name="Icd9">ICD-9-CM volume 3 codes, commonest first.</param>
internal sealed record ProcedureRow(
    string Id, int Cluster, double LogOdds, double Intensive, ImmutableArray<(int Category, double LogOdds)> Reasons,
    ImmutableArray<Code> Icd10, ImmutableArray<Code> Icd9);
