package duiqi.index;

/** Lists the sides of a unit. In the index of a memory the source is Chinese and the target is
 * English, whatever the direction of the translation is. */
public enum UnitSide {
    SOURCE,
    TARGET;

    public UnitSide other() {
        return this == SOURCE ? TARGET : SOURCE;
    }
}
