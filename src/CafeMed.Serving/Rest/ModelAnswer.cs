using System.Text.Json;
using CafeMed.Serving.Answers;

namespace CafeMed.Serving.Rest;

/// <summary>The model that answers: what <c>GET /v1/model</c> says.</summary>
/// <param name="Notice">What it is not.</param>
/// <param name="Model">Name, hash, network, level.</param>
/// <param name="Program">Version of the server.</param>
/// <param name="Codes">How many codes it knows, by kind.</param>
/// <param name="Decision">How a set is chosen, in words.</param>
/// <param name="Card">The model card; null where the model has none.</param>
/// <param name="HasReport">Whether <c>GET /v1/model/report</c> has the report of the run.</param>
public sealed record ModelAnswer(
    string Notice, AnsweringModel Model, string Program, IReadOnlyDictionary<string, int> Codes, string Decision, JsonElement? Card, bool HasReport);
