using System.Text.Json;
using CafeMed.Learning.Tuning;

namespace CafeMed.Cli.Runs;

/// <summary>The trials of a search, one line each, appended as they finish.</summary>
internal sealed class TrialLog(FileInfo file)
{
    private static readonly JsonSerializerOptions _form = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <summary>What is finished. A last line that was torn when the program was killed is cut off; that trial is made again.</summary>
    /// <exception cref="CafeMedException"><c>CM7004</c>: the file cannot be read; <c>CM7082</c>: a line before the last is no trial.</exception>
    public List<TuningTrial> Read()
    {
        var trials = new List<TuningTrial>();
        if (!File.Exists(file.FullName))
            return trials;
        try
        {
            var text = File.ReadAllText(file.FullName);
            var whole = text.LastIndexOf('\n') + 1;
            foreach (var line in text[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries))
                trials.Add(Parse(line, trials.Count));
            if (whole < text.Length)
                File.WriteAllText(file.FullName, text[..whole]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.Unreadable(file.FullName, exception);
        }
        return trials;
    }

    /// <summary>Keeps a finished trial.</summary>
    /// <exception cref="CafeMedException"><c>CM7005</c>: it cannot be written.</exception>
    public void Append(TuningTrial trial)
    {
        try
        {
            using var stream = new FileStream(file.FullName, FileMode.Append, FileAccess.Write);
            stream.Write(System.Text.Encoding.UTF8.GetBytes(JsonSerializer.Serialize(trial, _form) + "\n"));
            stream.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.CannotWrite(file.FullName, exception);
        }
    }

    private TuningTrial Parse(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<TuningTrial>(line, _form) is { } trial && trial.Number == number ? trial : throw FieldFaults.BadTrials(file.FullName, number + 1, null);
        }
        catch (JsonException exception)
        {
            throw FieldFaults.BadTrials(file.FullName, number + 1, exception);
        }
    }
}
