package duiqi.index;

/** Lists the sides of a unit. In the memories of duiqi the source is Chinese and the target is English. */
public enum UnitSide {
    SOURCE,
    TARGET
}
