using System.Text;

namespace CafeMed.Data.Pickle;

/// <summary>Carries out the instructions of a pickle that build data, and refuses every other.</summary>
/// <remarks>Source: the instruction set of Python's <c>pickletools</c>, protocols 0 to 5 (PEP 3154, PEP 574).</remarks>
internal sealed class PickleMachine(PickleInput input, PickleBudget budget, string file)
{
    private readonly object[] _small = [.. Enumerable.Range(0, 4096).Select(number => (object)(long)number)];
    private readonly Dictionary<long, object?> _memo = [];
    private readonly PickleStack _stack = new(input, budget);
    private readonly PickleCalls _calls = new(input, budget, file);

    /// <summary>Runs to the end.</summary>
    public object? Run(CancellationToken ct)
    {
        for (var steps = 1; ; steps++)
        {
            if ((steps & 0xFFFF) == 0)
                ct.ThrowIfCancellationRequested();
            var opcode = input.Byte();
            if (opcode == '.')
                return _stack.Result();
            if (!Value(opcode) && !Collection(opcode) && !Memory(opcode) && !Object(opcode))
                throw Refusal(opcode);
        }
    }

    private bool Value(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'N': _stack.Push(null); break;
            case 0x88: _stack.Push(true); break;
            case 0x89: _stack.Push(false); break;
            case (byte)'K': Push(input.Byte()); break;
            case (byte)'M': Push(input.UInt16()); break;
            case (byte)'J': Push(input.Int32()); break;
            case (byte)'I': Push(PickleText.Integer(input, input.Line())); break;
            case (byte)'L': Push(PickleText.Whole(input, input.Line())); break;
            case 0x8A: Push(PickleText.Whole(input, (ulong)input.Byte())); break;
            case 0x8B: Push(PickleText.Whole(input, input.UInt32())); break;
            case (byte)'F': Push(PickleText.Real(input, input.Line())); break;
            case (byte)'G': Push(input.Double()); break;
            case (byte)'S': Push(PickleText.Quoted(input, input.Line())); break;
            case (byte)'V': Push(PickleText.Raw(input, input.Line())); break;
            case (byte)'T': Latin(input.UInt32()); break;
            case (byte)'U': Latin(input.Byte()); break;
            case (byte)'X': Text(input.UInt32()); break;
            case 0x8C: Text(input.Byte()); break;
            case 0x8D: Text(input.UInt64()); break;
            case (byte)'B': Bytes(input.UInt32()); break;
            case (byte)'C': Bytes(input.Byte()); break;
            case 0x8E or 0x96: Bytes(input.UInt64()); break;
            default: return false;
        }
        return true;
    }

    private bool Collection(byte opcode)
    {
        switch (opcode)
        {
            case (byte)']': PushNew(PickleForm.List, []); break;
            case (byte)')': PushNew(PickleForm.Tuple, []); break;
            case 0x8F: PushNew(PickleForm.Set, []); break;
            case (byte)'l': PushNew(PickleForm.List, _stack.PopToMark()); break;
            case (byte)'t': PushNew(PickleForm.Tuple, _stack.PopToMark()); break;
            case 0x91: PushNew(PickleForm.FrozenSet, _stack.PopToMark()); break;
            case 0x85: PushNew(PickleForm.Tuple, Popped(1)); break;
            case 0x86: PushNew(PickleForm.Tuple, Popped(2)); break;
            case 0x87: PushNew(PickleForm.Tuple, Popped(3)); break;
            case (byte)'}': PushMap([]); break;
            case (byte)'d': PushMap(_stack.PopToMark()); break;
            case (byte)'a': Append(Popped(1), PickleForm.List); break;
            case (byte)'e': Append(_stack.PopToMark(), PickleForm.List); break;
            case 0x90: Append(_stack.PopToMark(), PickleForm.Set); break;
            case (byte)'s': Set(Popped(2)); break;
            case (byte)'u': Set(_stack.PopToMark()); break;
            default: return false;
        }
        return true;
    }

    private bool Memory(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'(': _stack.Mark(); break;
            case (byte)'0': _stack.Drop(); break;
            case (byte)'1': _stack.PopToMark(); break;
            case (byte)'2': _stack.Push(_stack.Top); break;
            case (byte)'p': Keep(Index()); break;
            case (byte)'q': Keep(input.Byte()); break;
            case (byte)'r': Keep(input.UInt32()); break;
            case 0x94: Keep(_memo.Count); break;
            case (byte)'g': Recall(Index()); break;
            case (byte)'h': Recall(input.Byte()); break;
            case (byte)'j': Recall(input.UInt32()); break;
            case 0x80: Protocol(input.Byte()); break;
            case 0x95: Frame(input.UInt64()); break;
            default: return false;
        }
        return true;
    }

    private bool Object(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'c': Name(Line(), Line()); break;
            case 0x93: StackName(); break;
            case (byte)'R': { var given = _stack.Pop(); Push(_calls.Call(_stack.Pop(), given)); break; }
            case 0x81: { var given = _stack.Pop(); Push(_calls.New(_stack.Pop(), given)); break; }
            case (byte)'b': { var state = _stack.Pop(); _calls.Build(_stack.Top, state); break; }
            case (byte)'i': { Name(Line(), Line()); var type = _stack.Pop(); Instance(type, _stack.PopToMark()); break; }
            case (byte)'o': { var given = _stack.PopToMark(); Instance(given.Count > 0 ? given[0] : null, given.Skip(1)); break; }
            default: return false;
        }
        return true;
    }

    private CafeMedException Refusal(byte opcode)
    {
        var name = opcode switch
        {
            (byte)'P' => "PERSID (an object outside of the file)",
            (byte)'Q' => "BINPERSID (an object outside of the file)",
            0x82 or 0x83 or 0x84 => "EXT (a name from a registry)",
            0x92 => "NEWOBJ_EX (an instance with named arguments)",
            0x97 => "NEXT_BUFFER (a buffer outside of the file)",
            0x98 => "READONLY_BUFFER (a buffer outside of the file)",
            _ => "",
        };
        return name.Length > 0
            ? PickleFaults.RefusedOpcode(file, input.Position - 1, name)
            : input.Damaged($"0x{opcode:x2} is no instruction of pickle");
    }

    private void Push(object? value)
    {
        budget.Take(24);
        _stack.Push(value);
    }

    private void Push(long number)
    {
        if (number is >= 0 and < 4096)
            _stack.Push(_small[number]);
        else
            Push((object)number);
    }

    private void Text(ulong length)
    {
        var text = input.Take(length);
        budget.Take(24 + 2L * text.Length);
        _stack.Push(input.Utf8(text));
    }

    private void Latin(uint length)
    {
        var text = input.Take(length);
        budget.Take(24 + 2L * text.Length);
        _stack.Push(Encoding.Latin1.GetString(text));
    }

    private void Bytes(ulong length)
    {
        var bytes = input.Take(length);
        budget.Take(24L + bytes.Length);
        _stack.Push(bytes.ToArray());
    }

    private void PushNew(PickleForm form, List<object?> items)
    {
        budget.Take(96);
        _stack.Push(new PickleSequence(form, items));
    }

    private List<object?> Popped(int count)
    {
        budget.Take(32 + 8L * count);
        var values = new List<object?>(count);
        for (var i = 0; i < count; i++)
            values.Add(_stack.Pop());
        values.Reverse();
        return values;
    }

    private void PushMap(List<object?> pairs)
    {
        budget.Take(96);
        _stack.Push(new PickleMap());
        Set(pairs);
    }

    private void Append(List<object?> items, PickleForm form)
    {
        if (_stack.Top is not PickleSequence sequence || sequence.Form != form)
            throw input.Damaged($"values are added to something that is no {(form == PickleForm.List ? "list" : "set")}");
        budget.Take(16L * items.Count);
        sequence.Add(items, items.Count);
    }

    private void Set(List<object?> pairs)
    {
        if (_stack.Top is not PickleMap map || pairs.Count % 2 != 0)
            throw input.Damaged("pairs are put into something that is no dictionary");
        budget.Take(32L * pairs.Count);
        for (var i = 0; i < pairs.Count; i += 2)
            map.Add(pairs[i], pairs[i + 1]);
    }

    private void Keep(long index)
    {
        budget.Take(64);
        _memo[index] = _stack.Top;
    }

    private void Recall(long index) =>
        _stack.Push(_memo.TryGetValue(index, out var value) ? value : throw input.Damaged($"nothing was kept under {index}"));

    private long Index() => PickleText.Whole(input, input.Line()) is long and >= 0 and var index ? index : throw input.Damaged("a place in the memory is no number");

    private void Protocol(byte version)
    {
        if (version > 5)
            throw input.Damaged($"it says protocol {version}, and 5 is the highest there is");
    }

    private void Frame(ulong length)
    {
        if (length > (ulong)input.Left)
            throw input.Damaged($"a frame claims {length} bytes and {input.Left} are left");
    }

    private string Line() => input.Utf8(input.Line());

    private void Name(string module, string name) => _stack.Push(
        PickleNames.Find(module, name) ?? throw PickleFaults.RefusedGlobal(file, input.Position, Shown($"{module}.{name}")));

    private void StackName()
    {
        var name = _stack.Pop();
        if (_stack.Pop() is not string module || name is not string text)
            throw input.Damaged("a name is no text");
        Name(module, text);
    }

    private void Instance(object? type, IEnumerable<object?> given) => Push(_calls.New(type, new PickleSequence(PickleForm.Tuple, [.. given])));

    private static string Shown(string name) => new([.. name.Take(120).Select(letter => char.IsControl(letter) ? '?' : letter)]);
}
