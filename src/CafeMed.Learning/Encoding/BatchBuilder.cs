using static TorchSharp.torch;

namespace CafeMed.Learning.Encoding;

/// <summary>Cuts batches out of a <see cref="VisitTable"/>.</summary>
public static class BatchBuilder
{
    /// <summary>All visits of <paramref name="patients"/> (positions in the table) in one batch.</summary>
    public static VisitBatch Batch(this VisitTable table, ReadOnlySpan<int> patients)
    {
        ArgumentNullException.ThrowIfNull(table);
        var steps = 1;
        var rows = new List<int>(patients.Length * 3);
        foreach (var patient in patients)
        {
            steps = Math.Max(steps, table.VisitsOf(patient));
            for (var row = table.PatientOffsets[patient]; row < table.PatientOffsets[patient + 1]; row++)
                rows.Add(row);
        }
        return new VisitBatch
        {
            Patients = patients.Length,
            Steps = steps,
            Visits = rows.Count,
            Rows = [.. rows],
            Channels = [.. table.Channels.Select(lists => Tokens(lists, rows))],
            Slots = Slots(table, patients, steps, rows.Count),
            Time = Time(table, rows),
            Targets = Targets(table, rows),
        };
    }

    private static ChannelTokens Tokens(CodeLists lists, List<int> rows)
    {
        var (total, widest) = (0, 0);
        foreach (var row in rows)
        {
            total += lists[row].Length;
            widest = Math.Max(widest, lists[row].Length);
        }
        var wide = widest + 1;
        var (tokens, owner, back) = (new long[total], new long[total], new long[total]);
        var places = new long[rows.Count * wide];
        var mask = new bool[rows.Count * wide];
        var counts = new float[rows.Count];
        Array.Fill(places, total);
        var next = 0;
        for (var v = 0; v < rows.Count; v++)
        {
            var list = lists[rows[v]];
            for (var n = 0; n < list.Length; n++, next++)
            {
                (tokens[next], owner[next], back[next]) = (list[n], v, v * wide + n);
                (places[v * wide + n], mask[v * wide + n]) = (next, true);
            }
            mask[v * wide + widest] = true;
            counts[v] = list.Length;
        }
        return new(
            tensor(tokens), tensor(owner), tensor(places, rows.Count, wide), tensor(mask, rows.Count, wide), tensor(back),
            tensor(counts, rows.Count, 1));
    }

    private static Tensor Slots(VisitTable table, ReadOnlySpan<int> patients, int steps, int visits)
    {
        var slots = new long[visits];
        var v = 0;
        for (var b = 0; b < patients.Length; b++)
            for (var t = 0; t < table.VisitsOf(patients[b]); t++)
                slots[v++] = b * steps + t;
        return tensor(slots);
    }

    private static Tensor Time(VisitTable table, List<int> rows)
    {
        var time = new float[rows.Count * 2];
        for (var v = 0; v < rows.Count; v++)
            (time[2 * v], time[2 * v + 1]) = (table.Gaps[rows[v]], table.Numbers[rows[v]] == 0 ? 1 : 0);
        return tensor(time, rows.Count, 2);
    }

    private static Tensor Targets(VisitTable table, List<int> rows)
    {
        var size = table.Encoder.Medications.Count;
        var targets = new float[rows.Count * size];
        for (var v = 0; v < rows.Count; v++)
            foreach (var medication in table.Targets[rows[v]])
                targets[v * size + medication] = 1;
        return tensor(targets, rows.Count, size);
    }
}
