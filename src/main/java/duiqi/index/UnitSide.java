package duiqi.index;

/**
 * Lists the sides of a unit. In the index of a memory the source is Chinese and the target is English, in both
 * directions of translation.
 */
public enum UnitSide {
    SOURCE,
    TARGET;

    public UnitSide other() {
        return this == SOURCE ? TARGET : SOURCE;
    }
}
