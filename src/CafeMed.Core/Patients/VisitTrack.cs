namespace CafeMed;

/// <summary>Which codes of a visit may be used to recommend its medications.</summary>
public enum VisitTrack
{
    /// <summary>All codes of the stay, also those coded at discharge: as the field does; but for drugs on admission that were noted after arrival (<see cref="Visit.WithoutLateNotes"/>). It answers what was given, not what to give.</summary>
    Retrospective,

    /// <summary>What is known when the patient arrives (<see cref="Visit.OnArrival"/>), and the diagnoses and procedures of the visit before.</summary>
    Admission,
}
