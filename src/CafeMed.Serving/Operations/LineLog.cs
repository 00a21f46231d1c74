using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace CafeMed.Serving.Operations;

/// <summary>Writes the log, one JSON object a line. The text of an exception is left out.</summary>
internal sealed class LineLog(TextWriter target, TimeProvider time) : ILoggerProvider
{
    private readonly Lock _writing = new();

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
    }

    private void Write(string category, LogLevel level, EventId id, object? state, Exception? exception)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("at", time.GetUtcNow());
            json.WriteString("level", level.ToString());
            json.WriteString("category", category);
            json.WriteString("event", id.Name ?? "");
            // Members of our own lines alone: those of other libraries may quote a request.
            if (category.StartsWith("CafeMed", StringComparison.Ordinal) && state is IEnumerable<KeyValuePair<string, object?>> members)
                foreach (var (name, value) in members)
                    if (name != "{OriginalFormat}")
                        Member(json, JsonNamingPolicy.CamelCase.ConvertName(name), value);
            if (exception is not null)
                json.WriteString("exception", exception.GetType().Name);
            json.WriteEndObject();
        }
        var text = System.Text.Encoding.UTF8.GetString(line.ToArray());
        lock (_writing)
            target.WriteLine(text);
    }

    private static void Member(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case int number:
                json.WriteNumber(name, number);
                break;
            case double number:
                json.WriteNumber(name, Math.Round(number, 3));
                break;
            case string { Length: 0 } or null:
                break;
            default:
                json.WriteString(name, value.ToString());
                break;
        }
    }

    private sealed class Category(LineLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Write(name, logLevel, eventId, state, exception);
    }
}
