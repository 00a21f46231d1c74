using System.Globalization;
using System.Runtime.InteropServices;

namespace CafeMed.Data;

/// <summary>The visits of a bucket's tables <c>visit</c> and <c>line</c>, patient by patient, without an object for each event.</summary>
/// <remarks>Events come as they lie and are dealt to their visits here: sorting all of them in the store costs more, and strings the most.</remarks>
/// <param name="store">Holds <c>line</c> and <c>cafemed_stay</c>.</param>
/// <param name="lines">The events of a range of stays: <c>$first</c>, <c>$end</c> and <c>$salt</c> give <c>stay, code, known_at</c>, the latter in microseconds.</param>
/// <param name="book">Takes the codes.</param>
internal sealed class BucketVisits(DuckStore store, string lines, CodeBook book)
{
    private const int EventsAtOnce = 8_000_000;
    private const long NotKnown = long.MinValue;

    // Kinds and numbers in the book of the bucket's codes, sorted: a code's place here stands for it, so that sorting places sorts codes.
    private readonly List<(int Kind, int Number)> _codes = [];
    private readonly Dictionary<ulong, int> _places = [];

    /// <summary>Rows of visits that have a code, in the order of the stays; each is valid until the next.</summary>
    public IEnumerable<VisitRow> Read(IReadOnlyList<Stay> stays, CancellationToken ct)
    {
        var salt = NumberCodes();
        var events = Convert.ToInt64(store.Query("select count(*) from line").Single()[0], CultureInfo.InvariantCulture);
        var parts = (int)Math.Min(1 + events / EventsAtOnce, Math.Max(1, stays.Count));
        var row = new VisitRow();
        for (var part = 0; part < parts; part++)
        {
            var (first, end) = ((int)((long)stays.Count * part / parts), (int)((long)stays.Count * (part + 1) / parts));
            var (places, dealt) = Deal(first, end, salt, ct);
            for (var stay = first; stay < end; stay++)
            {
                var mine = CollectionsMarshal.AsSpan(dealt)[places[stay - first]..places[stay - first + 1]];
                if (mine.IsEmpty)
                    continue;
                (row.Patient, row.Visit, row.Start, row.End) = stays[stay];
                mine.Sort();
                Fill(row, mine);
                yield return row;
            }
        }
    }

    private int NumberCodes()
    {
        for (var salt = 0; ; salt++)
        {
            var found = store.Query(
                "select hash(kind, system, value, $salt), concat_ws(':', kind, system, value) from (select distinct kind, system, value from line where reason is null and kind is not null)",
                ("salt", salt));
            if (found.Select(row => (ulong)row[0]!).Distinct().Count() < found.Count)
                continue;
            foreach (var (hash, kind, code) in found.Select(row => Parse((ulong)row[0]!, (string)row[1]!)).OrderBy(row => row.Kind).ThenBy(row => row.Code))
            {
                _places.Add(hash, _codes.Count);
                _codes.Add(((int)kind, book.NumberOf(code)));
            }
            return salt;
        }
    }

    private static (ulong Hash, CodeKind Kind, Code Code) Parse(ulong hash, string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return (hash, Enum.Parse<CodeKind>(text.AsSpan(0, colon)), Code.Parse(text[(colon + 1)..]));
    }

    private (int[] Places, List<Mark> Dealt) Deal(int first, int end, int salt, CancellationToken ct)
    {
        var (stays, marks, places) = (new List<int>(), new List<Mark>(), new int[end - first + 2]);
        using var command = store.Command(lines, ("first", first), ("end", end), ("salt", salt));
        command.UseStreamingMode = true;
        using (var rows = command.ExecuteReader())
            while (rows.Read())
            {
                if ((marks.Count & 0xFFFF) == 0)
                    ct.ThrowIfCancellationRequested();
                var stay = rows.GetInt32(0) - first;
                stays.Add(stay);
                marks.Add(new(_places[rows.GetFieldValue<ulong>(1)], rows.IsDBNull(2) ? NotKnown : rows.GetInt64(2)));
                places[stay + 2]++;
            }
        for (var i = 2; i < places.Length; i++)
            places[i] += places[i - 1];
        var dealt = new List<Mark>(marks.Count);
        CollectionsMarshal.SetCount(dealt, marks.Count);
        var target = CollectionsMarshal.AsSpan(dealt);
        for (var i = 0; i < marks.Count; i++)
            target[places[stays[i] + 1]++] = marks[i];
        return (places, dealt);
    }

    // Of several times at which a code became known, the first holds.
    private void Fill(VisitRow row, ReadOnlySpan<Mark> marks)
    {
        row.Clear();
        for (var i = 0; i < marks.Length;)
        {
            var code = marks[i].Code;
            DateTime? first = null;
            for (; i < marks.Length && marks[i].Code == code; i++)
                if (first is null && marks[i].Known != NotKnown)
                    first = DateTime.UnixEpoch.AddTicks(marks[i].Known * TimeSpan.TicksPerMicrosecond);
            var (kind, number) = _codes[code];
            row.Codes[kind].Add(number);
            row.Known[kind].Add(first);
        }
        row.ForgetUnknown();
    }

    private readonly record struct Mark(int Code, long Known) : IComparable<Mark>
    {
        public int CompareTo(Mark other) => Code != other.Code ? Code.CompareTo(other.Code) : Known.CompareTo(other.Known);
    }
}
