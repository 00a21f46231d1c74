using CafeMed.Learning.Storage;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Storage;

/// <summary>Every way in which one part of a written file can be missing or wrong.</summary>
internal static class StoredFile
{
    /// <summary>Rewrites <paramref name="file"/> with one tensor missing, too long, or cut to one number, one after another, and tells which. Of the many of a network every seventh.</summary>
    public static IEnumerable<string> WrongTensors(FileInfo file)
    {
        using var scope = NewDisposeScope();
        var (tensors, texts) = TensorFile.Read(file);
        foreach (var (name, value) in tensors.Where((pair, i) => i % 7 == 0 || pair.Key.Split('.')[0] is not ("network" or "now" or "best" or "optimizer")))
        {
            var others = tensors.Where(pair => pair.Key != name).ToDictionary(pair => pair.Key, pair => pair.Value);
            yield return Write(others, texts, $"without {name}");
            yield return Write(new(others) { [name] = zeros(value.numel() + 1) }, texts, $"{name} too long");
            yield return Write(new(others) { [name] = value.unsqueeze(0) }, texts, $"{name} with an axis more");
            if (value.numel() != 1)
                yield return Write(new(others) { [name] = ones(1) }, texts, $"{name} as one number");
        }
        Write(tensors, texts, "");

        string Write(Dictionary<string, Tensor> changed, Dictionary<string, string> unchanged, string what)
        {
            TensorFile.Write(file, changed, unchanged);
            return what;
        }
    }

    /// <summary>Rewrites <paramref name="file"/> with one text, but for kind and version, missing or wrong, one after another, and tells which.</summary>
    public static IEnumerable<string> WrongTexts(FileInfo file, params string[] free)
    {
        using var scope = NewDisposeScope();
        var (tensors, texts) = TensorFile.Read(file);
        foreach (var (name, text) in texts.Where(pair => pair.Key is not ("kind" or "version")))
        {
            var others = texts.Where(pair => pair.Key != name).ToDictionary(pair => pair.Key, pair => pair.Value);
            TensorFile.Write(file, tensors, others);
            yield return $"without {name}";
            foreach (var wrong in free.Contains(name) ? [] : new[] { "", "null", "7", "{", """{"x":1}""", """[{}]""", text[..^1] })
            {
                TensorFile.Write(file, tensors, new Dictionary<string, string>(others) { [name] = wrong });
                yield return $"{name} = {wrong}";
            }
        }
    }

    /// <summary>Rewrites <paramref name="file"/> with another text.</summary>
    public static void Say(FileInfo file, string name, string text)
    {
        using var scope = NewDisposeScope();
        var (tensors, texts) = TensorFile.Read(file);
        texts[name] = text;
        TensorFile.Write(file, tensors, texts);
    }
}
