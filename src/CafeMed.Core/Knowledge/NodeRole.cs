namespace CafeMed;

/// <summary>What a group of codes is among the groups of its own kind, by the edges that are kept.</summary>
public enum NodeRole
{
    /// <summary>No edge to or from another group of its kind.</summary>
    Orphan,

    /// <summary>Edges out of it and none into it.</summary>
    Cause,

    /// <summary>Edges into it and out of it.</summary>
    Middle,

    /// <summary>Edges into it and none out of it.</summary>
    Effect,

    /// <summary>Edges, none of which has a direction that the data tell.</summary>
    Undirected,
}
