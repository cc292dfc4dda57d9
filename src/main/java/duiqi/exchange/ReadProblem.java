package duiqi.exchange;

import duiqi.text.Location;

/**
 * Something that is wrong in a file and did not keep the rest from being read. Immutable.
 *
 * @param location where
 * @param unit id of the unit in question; empty when it has none, or when it is about no unit
 * @param problem what is wrong, as a clause without a full stop
 * @param kind what became of it
 */
public record ReadProblem(Location location, String unit, String problem, Kind kind) {
    /** What became of the damaged part. */
    public enum Kind {
        /** It was mended in the only way that makes sense, or tells nothing of a text. */
        REPAIRED,
        /** It is left out: the unit, or the part of it that is named. */
        LOST
    }

    @Override
    public String toString() {
        String name = unit.isEmpty() ? "" : " (tuid \"" + unit + "\")";
        return location + ": " + problem + name + "; " + (kind == Kind.LOST ? "it is left out" : "this was mended");
    }
}
