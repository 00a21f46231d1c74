using System.Numerics;
using System.Text;

namespace CafeMed.Data.Pickle;

/// <summary>What is done in place of a call: data of data. There is no other code behind a name.</summary>
internal sealed class PickleCalls(PickleInput input, PickleBudget budget, string file)
{
    private readonly PickleArrays _arrays = new(input, budget, file);

    /// <summary>In place of <c>function(*arguments)</c>.</summary>
    public object? Call(object? function, object? arguments)
    {
        if (function is not PickleGlobal global || arguments is not PickleSequence { Form: PickleForm.Tuple, Items: var given })
            throw input.Damaged("something that is no function is called, or with no tuple");
        return global.Builder switch
        {
            PickleBuilder.Voc when given.Count == 0 => NewVoc(global),
            PickleBuilder.ArrayStart => _arrays.Start(given),
            PickleBuilder.ArrayOfBuffer => _arrays.OfBuffer(given),
            PickleBuilder.ElementType => _arrays.Type(given),
            PickleBuilder.Scalar => _arrays.Scalar(given),
            PickleBuilder.Encode => Encode(given),
            PickleBuilder.Set => SetOf(PickleForm.Set, given),
            PickleBuilder.FrozenSet => SetOf(PickleForm.FrozenSet, given),
            PickleBuilder.ByteArray => Bytes(given),
            PickleBuilder.Complex when given is [double or long, double or long] => new Complex(Number(given[0]), Number(given[1])),
            PickleBuilder.Instance when given is [PickleGlobal { IsVoc: true } voc, PickleGlobal { Builder: PickleBuilder.PlainType }, null] => NewVoc(voc),
            PickleBuilder.DillType => DillType(given),
            PickleBuilder.DillClass => DillClass(given),
            PickleBuilder.DillCode => new PickleGlobal(PickleBuilder.Nothing, $"code made by {global.Name}"),
            PickleBuilder.DillItems => DillItems(given),
            _ => throw PickleFaults.RefusedGlobal(file, input.Position, CallOf(global, given)),
        };
    }

    /// <summary>In place of <c>class.__new__(class, *arguments)</c>.</summary>
    public object? New(object? type, object? arguments) => type is PickleGlobal { IsVoc: true } voc && arguments is PickleSequence { Children: 0 }
        ? NewVoc(voc)
        : type is PickleGlobal global
            ? throw PickleFaults.RefusedGlobal(file, input.Position, $"{global.Name}.__new__")
            : throw input.Damaged("an instance is made of something that is no class");

    /// <summary>In place of <c>value.__setstate__(state)</c>.</summary>
    public void Build(object? value, object? state)
    {
        switch (value)
        {
            case PickleInstance instance when state is PickleMap map:
                budget.Take(32L * map.Items.Count);
                foreach (var (name, held) in map.Items)
                    instance.Attributes.Add(name, held);
                break;
            case NumpyType type:
                _arrays.SetState(type, state);
                break;
            case NumpyArray array:
                _arrays.SetState(array, state);
                break;
            case PickleGlobal { Builder: PickleBuilder.Nothing }:
                break;
            default:
                throw input.Damaged("a state is given to something that has none");
        }
    }

    private PickleInstance NewVoc(PickleGlobal voc)
    {
        budget.Take(160);
        return new(voc.Name);
    }

    private byte[] Encode(IReadOnlyList<object?> given)
    {
        if (given is not [string text, "latin1" or "latin-1"])
            throw PickleFaults.RefusedGlobal(file, input.Position, "_codecs.encode with another encoding than latin1");
        return Latin(text);
    }

    private byte[] Bytes(IReadOnlyList<object?> given) => given switch
    {
        [] => [],
        [byte[] bytes] => bytes,
        [string text, "latin-1" or "latin1"] => Latin(text),
        _ => throw input.Damaged("bytes are made of something else"),
    };

    private byte[] Latin(string text)
    {
        budget.Take(text.Length + 24L);
        return text.All(letter => letter <= 0xFF) ? Encoding.Latin1.GetBytes(text) : throw input.Damaged("a text of bytes has a letter beyond latin1");
    }

    private PickleSequence SetOf(PickleForm form, IReadOnlyList<object?> given)
    {
        if (given.Count > 1 || given is [not PickleSequence])
            throw input.Damaged("a set is made of something that is no list");
        var items = given is [PickleSequence list] ? list.Items : [];
        budget.Take(96 + 16L * items.Count);
        return new(form, [.. items]);
    }

    private PickleGlobal DillType(IReadOnlyList<object?> given) => given is ["ObjectType" or "object" or "TypeType" or "type"]
        ? new(PickleBuilder.PlainType, $"dill type {given[0]}")
        : throw PickleFaults.RefusedGlobal(file, input.Position, given is [string { Length: < 100 } name] ? $"dill type {name}" : "dill type");

    // type, name, bases, attributes: the functions among the attributes were passed over before.
    private PickleGlobal DillClass(IReadOnlyList<object?> given)
    {
        if (given is not [PickleGlobal { Builder: PickleBuilder.PlainType }, "Voc", PickleSequence, PickleMap map])
            throw PickleFaults.RefusedGlobal(file, input.Position, given is [_, string { Length: < 100 } name, ..] ? $"the class {name} (written into the file by dill)" : "a class written into the file by dill");
        // Looking a name up costs as much as the map is long.
        budget.Take(32L * map.Items.Count);
        return new(PickleBuilder.Voc, $"{(map.TryGet("__module__", out var module) && module is string text ? text : "__main__")}.Voc");
    }

    private object? DillItems(IReadOnlyList<object?> given)
    {
        if (given is not [PickleMap or PickleGlobal { Builder: PickleBuilder.Nothing }, PickleMap from])
            throw input.Damaged("a dictionary is filled from something else");
        budget.Take(32L * from.Items.Count);
        if (given[0] is PickleMap into)
            foreach (var (key, value) in from.Items.ToArray())
                into.Add(key, value);
        return null;
    }

    private static double Number(object? value) => value is long whole ? whole : (double)value!;

    private static string CallOf(PickleGlobal global, IReadOnlyList<object?> given) => $"{global.Name}(…) with {given.Count} argument(s)";
}
