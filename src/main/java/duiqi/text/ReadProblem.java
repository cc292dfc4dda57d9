package duiqi.text;

/**
 * Something that is wrong in a file and did not keep the rest from being read. Immutable.
 *
 * @param location where
 * @param unit id of the unit in question; empty when it has none, or when it is about no unit
 * @param problem what is wrong, as a clause without a full stop
 * @param kind what became of it
 */
public record ReadProblem(Location location, String unit, String problem, Kind kind) {
    /** The fate of the damaged part. */
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

    /** Is told of each damage as it is met, and decides whether reading goes on. */
    @FunctionalInterface
    public interface Listener {
        /** Refuses the file at the first damage. */
        Listener STRICT = damage -> {
            String unit = damage.unit().isEmpty() ? "" : " (tuid \"" + damage.unit() + "\")";
            throw new FormatException(
                    damage.location(),
                    damage.problem() + unit,
                    "mend it, or take the sound units out of it with duiqi tm convert");
        };

        /**
         * Takes note.
         *
         * @throws FormatException to refuse the file
         */
        void found(ReadProblem damage) throws FormatException;
    }
}
