using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CafeMed.Serving.Json;

/// <summary>How answers are written: camelCase, codes as <c>System:Value</c>, names of values in kebab case, numbers that are none as null.</summary>
internal static class ServingJson
{
    /// <summary>Answers of REST: absence is said as null.</summary>
    public static JsonSerializerOptions Rest { get; } = Make(JsonIgnoreCondition.Never);

    /// <summary>Answers of CDS Hooks, which forbids null: absence is left out.</summary>
    public static JsonSerializerOptions Hooks { get; } = Make(JsonIgnoreCondition.WhenWritingNull);

    /// <summary>What a request may be: no comments, no trailing commas, 64 levels deep.</summary>
    public static JsonDocumentOptions Reading { get; } = new() { MaxDepth = 64 };

    private static JsonSerializerOptions Make(JsonIgnoreCondition absent)
    {
        var form = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = absent,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            NumberHandling = JsonNumberHandling.Strict,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false), new CodeText(), new FiniteNumber() },
        };
        form.MakeReadOnly(populateMissingResolver: true);
        return form;
    }

    private sealed class CodeText : JsonConverter<Code>
    {
        public override Code Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Code.Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Code value, JsonSerializerOptions options) => WriteCode(writer, value);

        // As Code.ToString writes it, without a text for each.
        private static void WriteCode(Utf8JsonWriter writer, Code value)
        {
            var (system, own) = (value.System.Name, value.Value);
            var length = system.Length + 1 + own.Length;
            Span<char> text = length <= 256 ? stackalloc char[length] : new char[length];
            system.CopyTo(text);
            text[system.Length] = ':';
            own.CopyTo(text[(system.Length + 1)..]);
            writer.WriteStringValue(text);
        }
    }

    // JSON has no NaN.
    private sealed class FiniteNumber : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
        }
    }
}
