namespace CafeMed.Data;

/// <summary>One line of a user's map: a code, and one that it means.</summary>
/// <param name="From">What the records have. A drug's text has the system <c>Name</c>, an ingredient list of First Databank <c>Hicl</c>.</param>
/// <param name="To">What is put in its place.</param>
/// <param name="Line">Where it stands in the file, from 1.</param>
internal sealed record MapEntry(Code From, Code To, int Line);
