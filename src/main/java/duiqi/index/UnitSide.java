package duiqi.index;

/** Which of the two texts of a unit is meant. In the memories of duiqi the source is Chinese and the target English. */
public enum UnitSide {
    SOURCE,
    TARGET
}
