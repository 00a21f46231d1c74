namespace CafeMed.Data;

/// <summary>Reads one data set.</summary>
public interface IConnector
{
    /// <summary>Whether the times of visits are those of the records, or shifted as a whole, so that the time between two visits of a patient means something. Default: yes.</summary>
    bool HasRealTimes => true;

    /// <summary>What a visit's medications are, in words, for the receipt.</summary>
    string Label => "every drug recorded for the visit, as ATC codes of level 5; a code counts once a visit";

    /// <summary>Reads the data set at <paramref name="root"/>, by patient, start of the visit, and visit.</summary>
    /// <param name="root">The data set's folder.</param>
    /// <param name="options">What to read it with.</param>
    /// <param name="receipt">Is told which rows were used, which were dropped, and why.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="CafeMedException"><c>CM1001</c> to <c>CM1008</c>, <c>CM1016</c>, <c>CM1017</c>, <c>CM1041</c>, <c>CM1042</c>: a folder, file, column or the drug map is missing or unreadable, or no visit is usable.</exception>
    IAsyncEnumerable<ClinicalEvent> ReadAsync(DirectoryInfo root, ImportOptions options, ReceiptBuilder receipt, CancellationToken ct);
}
