using System.Reflection;
using System.Reflection.Emit;

namespace CafeMed.Tests.House;

/// <summary>Which methods a compiled method calls, read from its instructions.</summary>
internal static class IlCalls
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<ushort, OpCode> s_codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (ushort)code.Value);

    /// <summary>Every method and constructor of an assembly, compiler-made ones included.</summary>
    public static IEnumerable<MethodBase> Methods(Assembly assembly) =>
        assembly.GetTypes().SelectMany(type => type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)));

    /// <summary>The same for the same method, however it was reached.</summary>
    public static string Key(MethodBase method) => $"{method.Module.ModuleVersionId}:{method.MetadataToken}";

    /// <summary>The methods that <paramref name="method"/> calls.</summary>
    public static IEnumerable<MethodBase> Of(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il)
            yield break;
        for (var at = 0; at < il.Length;)
        {
            var first = il[at++];
            var code = s_codes[first == 0xFE ? (ushort)(0xFE00 | il[at++]) : first];
            if (code.OperandType == OperandType.InlineMethod && Resolve(method, BitConverter.ToInt32(il, at)) is { } called)
                yield return called;
            at += Length(code, il, at);
        }
    }

    private static MethodBase? Resolve(MethodBase method, int token)
    {
        var ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var ofMethod = method is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericArguments() : null;
        try
        {
            return method.Module.ResolveMethod(token, ofType, ofMethod);
        }
        catch (Exception exception) when (exception is ArgumentException or FileNotFoundException or TypeLoadException)
        {
            // A reference that this platform does not have is not called here either.
            return null;
        }
    }

    private static int Length(OpCode code, byte[] il, int at) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(il, at),
        _ => 4,
    };
}
