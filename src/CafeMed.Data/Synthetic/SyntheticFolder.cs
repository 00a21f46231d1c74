using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>Writes a synthetic cohort of any size with its truth: people are drawn, written and forgotten.</summary>
public static class SyntheticFolder
{
    /// <summary>Writes a cohort folder, with <c>truth.json</c> and, where wanted, the truth of every visit beside it.</summary>
    /// <param name="folder">New, empty, or an older cohort, which is replaced when the new one is whole.</param>
    /// <param name="options">How many people, and how hard the causal question is.</param>
    /// <param name="receipt">What is said of where the cohort comes from.</param>
    /// <param name="output">How it is written.</param>
    /// <param name="progress">Told how many people there are so far, every batch and at the end; or <see langword="null"/>.</param>
    /// <param name="ct">Stops between two batches of people; nothing is left then.</param>
    /// <exception cref="CafeMedException">
    /// <c>CM1901</c>, <c>CM1910</c>: the options are out of their range or cannot be met. <c>CM1011</c>: the folder holds something else. <c>CM1015</c>, <c>CM1904</c>: it cannot be written to.
    /// </exception>
    public static async Task<(CohortReceipt Receipt, SyntheticTruth Truth)> WriteAsync(
        DirectoryInfo folder, SyntheticOptions options, ReceiptBuilder receipt, SyntheticOutput output, IProgress<int>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        ct.ThrowIfCancellationRequested();
        var model = new SyntheticModel(options.Checked());
        var truths = new TruthDraft(folder, model, output.WritesVisitTruth(options.Patients));
        try
        {
            using var writer = CohortWriter.Create(folder, SyntheticCohort.Name, CohortWriter.BucketsFor(options.Patients));
            var people = Draw(writer, truths, model, output, progress, ct);
            var written = await writer.FinishAsync(receipt, ct).ConfigureAwait(false);
            var truth = SyntheticTruth.Of(model, people, null, ct);
            await truth.WriteAsync(folder, ct).ConfigureAwait(false);
            truths.Finish();
            return (written, truth);
        }
        finally
        {
            truths.Dispose();
        }
    }

    private static List<ImmutableArray<SyntheticVisitTruth>> Draw(
        CohortWriter writer, TruthDraft truths, SyntheticModel model, SyntheticOutput output, IProgress<int>? progress, CancellationToken ct)
    {
        var people = new List<ImmutableArray<SyntheticVisitTruth>>();
        var done = 0;
        foreach (var (batch, parts) in SyntheticCrowd.Draw(model, output.Threads, first => truths.Kept || first < OracleTrial.Most, batch => (batch, truths.Text(batch)), ct))
        {
            foreach (var draw in batch)
            {
                writer.Add(draw.Patient);
                if (people.Count < OracleTrial.Most)
                    people.Add(draw.Truths);
            }
            truths.Add(parts);
            progress?.Report(done += batch.Length);
        }
        return people;
    }

    /// <summary>The truth of every visit on its way: beside the folder until the cohort is whole.</summary>
    private sealed class TruthDraft : IDisposable
    {
        private readonly DirectoryInfo _folder;
        private readonly DirectoryInfo? _draft;
        private readonly VisitTruthText _text;
        private readonly VisitTruthFiles? _files;

        public TruthDraft(DirectoryInfo folder, SyntheticModel model, bool kept)
        {
            (_folder, _text) = (folder, new(model));
            if (!kept)
                return;
            try
            {
                _draft = Directory.CreateDirectory($"{Path.TrimEndingDirectorySeparator(folder.FullName)}.{Guid.NewGuid():n}.truth");
                _files = new(_draft, _text);
            }
            catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
            {
                throw SyntheticFaults.CannotWriteTruth(folder.FullName, broken);
            }
        }

        public bool Kept => _draft is not null;

        public byte[][]? Text(SyntheticDraw[] batch) => Kept ? _text.Of([.. batch.Select(draw => draw.Truths)]) : null;

        public void Add(byte[][]? parts) => Guard(() =>
        {
            if (parts is not null)
                _files!.Add(parts);
        });

        public void Finish() => Guard(() =>
        {
            _files?.Dispose();
            foreach (var file in _draft?.GetFiles() ?? [])
                file.MoveTo(Path.Combine(_folder.FullName, file.Name), overwrite: true);
        });

        public void Dispose()
        {
            _files?.Dispose();
            if (_draft is not null && Directory.Exists(_draft.FullName))
                _draft.Delete(recursive: true);
        }

        private void Guard(Action write)
        {
            try
            {
                write();
            }
            catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
            {
                throw SyntheticFaults.CannotWriteTruth(_folder.FullName, broken);
            }
        }
    }
}
