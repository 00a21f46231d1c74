namespace CafeMed.Learning.Training;

/// <summary>How the step size changes in the course of a training.</summary>
public enum LearningSchedule
{
    /// <summary>Half a cosine from the full step to a fiftieth of it, over all epochs that are allowed: large steps to find the valley, small ones to come to rest in it.</summary>
    Cosine,

    /// <summary>It does not change.</summary>
    Constant,
}
