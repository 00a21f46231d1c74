namespace CafeMed.Data.Pickle;

/// <summary>Looks at a finished value once: nothing may hold itself, lie too deep, or be anything but data.</summary>
internal static class PickleShape
{
    private const int Open = -1;

    public static void Check(object? value, string file, int deepest)
    {
        Refuse(value, file);
        if (value is not PickleNode root)
            return;
        // Without recursion: the file decides how deep it goes.
        var path = new List<(PickleNode Node, int Next)> { (root, 0) };
        root.Height = Open;
        while (path.Count > 0)
        {
            var (node, next) = path[^1];
            if (next == node.Children)
            {
                node.Height = 1 + Below(node);
                if (node.Height > deepest)
                    throw PickleFaults.TooDeep(file, $"values lie more than {deepest} deep in each other");
                path.RemoveAt(path.Count - 1);
                continue;
            }
            path[^1] = (node, next + 1);
            var child = node.Child(next);
            Refuse(child, file);
            if (child is not PickleNode { Height: <= 0 } below)
                continue;
            if (below.Height == Open)
                throw PickleFaults.TooDeep(file, "a value holds itself");
            if (path.Count >= deepest)
                throw PickleFaults.TooDeep(file, $"values lie more than {deepest} deep in each other");
            below.Height = Open;
            path.Add((below, 0));
        }
    }

    private static int Below(PickleNode node)
    {
        var deepest = 0;
        for (var i = 0; i < node.Children; i++)
            if (node.Child(i) is PickleNode { Height: var height })
                deepest = Math.Max(deepest, height);
        return deepest;
    }

    private static void Refuse(object? value, string file)
    {
        if (value is PickleGlobal global)
            throw PickleFaults.RefusedGlobal(file, 0, global.Name);
    }
}
