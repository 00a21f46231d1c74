using Microsoft.Extensions.Logging;

namespace CafeMed.Serving.Operations;

/// <summary>Every line that the server logs. None of them can hold patient data: what goes in is closed words, numbers and codes of faults.</summary>
internal static partial class Lines
{
    [LoggerMessage(1, LogLevel.Information, "{Method} {Route} {Status} {Milliseconds:0.0} ms {Fault} {Trace}")]
    public static partial void Request(ILogger log, string method, string route, int status, double milliseconds, string fault, string trace);

    [LoggerMessage(2, LogLevel.Error, "A defect: {Kind} in {Place}")]
    public static partial void Defect(ILogger log, string kind, string place);

    [LoggerMessage(3, LogLevel.Information, "Model {Hash} is in use")]
    public static partial void Model(ILogger log, string hash);

    [LoggerMessage(4, LogLevel.Warning, "A new model was refused ({Fault}); the old one stays")]
    public static partial void ModelRefused(ILogger log, string fault);

    [LoggerMessage(5, LogLevel.Warning, "Access refused: {Reason}")]
    public static partial void Refused(ILogger log, string reason);

    [LoggerMessage(6, LogLevel.Warning, "FHIR server: {What} {Outcome}")]
    public static partial void Fhir(ILogger log, string what, string outcome);
}
