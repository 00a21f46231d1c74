using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CafeMed.Serving.Operations;

/// <summary>What is measured: requests, answers by kind, cards by indicator, models put in. Labels are closed words.</summary>
internal sealed class ServerMeter : IDisposable
{
    public const string Name = "CafeMed.Serving";
    private readonly Meter _meter = new(Name);
    private readonly Histogram<double> _requests;
    private readonly Counter<long> _answers;
    private readonly Counter<long> _cards;
    private readonly Counter<long> _models;

    public ServerMeter()
    {
        _requests = _meter.CreateHistogram<double>("cafemed.request.duration", "s", "How long requests take, by route and status.");
        _answers = _meter.CreateCounter<long>("cafemed.answers", description: "Answers by kind.");
        _cards = _meter.CreateCounter<long>("cafemed.cards", description: "Cards shown, by service and indicator.");
        _models = _meter.CreateCounter<long>("cafemed.models", description: "Models put in or refused.");
    }

    /// <summary>Where spans of answers begin.</summary>
    public ActivitySource Activities { get; } = new(Name);

    public void Answered(string route, int status, TimeSpan took) =>
        _requests.Record(took.TotalSeconds, new("http.route", route), new("http.response.status_code", status));

    public void Answer(string kind) => _answers.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void Card(string service, string indicator) => _cards.Add(1, new("service", service), new("indicator", indicator));

    public void Model(string outcome) => _models.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Dispose()
    {
        _meter.Dispose();
        Activities.Dispose();
    }
}
