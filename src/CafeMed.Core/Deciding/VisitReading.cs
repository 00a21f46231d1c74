namespace CafeMed;

/// <summary>How much of a visit's codes was understood: those that are in the training vocabularies.</summary>
public static class VisitReading
{
    /// <summary>Counts the codes of one visit: diagnoses, procedures, context, and the drugs of the visit before.</summary>
    /// <param name="table">The encoded visits.</param>
    /// <param name="visit">Its row.</param>
    /// <returns>Codes that were read, and those of them that training knows.</returns>
    public static (int Codes, int Understood) Of(VisitTable table, int visit)
    {
        ArgumentNullException.ThrowIfNull(table);
        var (codes, understood) = (0, 0);
        foreach (var channel in PatientEncoder.Recorded)
            foreach (var token in table[channel][visit])
                (codes, understood) = (codes + 1, understood + (table.Encoder.CodeOf(channel, token).Code is null ? 0 : 1));
        return (codes, understood);
    }

    /// <summary>(V) the share understood of every visit, in [0, 1]; 0 where nothing is recorded.</summary>
    public static double[] Shares(VisitTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return [.. Enumerable.Range(0, table.Visits).Select(visit => Of(table, visit) is (> 0, _) read ? (double)read.Understood / read.Codes : 0)];
    }
}
