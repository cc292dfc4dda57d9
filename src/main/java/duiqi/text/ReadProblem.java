package duiqi.text;

/**
 * Describes damage in a file that did not stop the reading of the rest. Immutable.
 *
 * @param location location of the damage
 * @param unit id of the damaged unit; empty if the unit has none, or if the damage is outside units
 * @param problem clause that states the problem, without a full stop
 * @param kind result for the damaged part
 */
public record ReadProblem(Location location, String unit, String problem, Kind kind) {
    /** Lists the results for a damaged part. */
    public enum Kind {
        /** duiqi repaired the damage in the only possible way, or the damage does not affect a text. */
        REPAIRED("repaired"),
        /** duiqi skipped the unit. */
        LOST("skipped"),
        /** duiqi skipped the part of the unit or file that the problem describes. */
        PART("skipped"),
        /** The file ends too early, so units may be missing. */
        CUT_OFF("skipped"),
        /** duiqi writes the part again as it is in the file. */
        KEPT("kept unchanged");

        private final String result;

        Kind(String result) {
            this.result = result;
        }
    }

    /** Returns whether a text that the file has, or had, was not read. */
    public boolean isLost() {
        return kind == Kind.LOST || kind == Kind.PART || kind == Kind.CUT_OFF;
    }

    /** Returns the problem of a part that duiqi writes again as it is. */
    public ReadProblem kept() {
        return new ReadProblem(location, unit, problem, Kind.KEPT);
    }

    /** Returns whether the file is not well-formed XML there, so that other programs reject it. */
    public boolean isMalformed() {
        return problem.contains("unescaped") || problem.contains("character that XML forbids");
    }

    @Override
    public String toString() {
        String name = unit.isEmpty() ? "" : " (tuid \"" + unit + "\")";
        return location + ": " + problem + name + "; " + kind.result;
    }

    /** Receives files that cannot be read, and decides whether reading continues. */
    @FunctionalInterface
    public interface Failures {
        /**
         * Receives the problem of a file.
         *
         * @throws FormatException to reject all files
         */
        void found(FormatException problem) throws FormatException;
    }

    /** Receives each problem while a file is read, and decides whether reading continues. */
    @FunctionalInterface
    public interface Listener {
        /** Rejects the file at the first problem. */
        Listener STRICT = damage -> {
            String unit = damage.unit().isEmpty() ? "" : " (tuid \"" + damage.unit() + "\")";
            throw new FormatException(
                    damage.location(),
                    damage.problem() + unit,
                    "repair it, or extract the valid units with duiqi tm convert");
        };

        /**
         * Receives a problem.
         *
         * @throws FormatException to reject the file
         */
        void found(ReadProblem damage) throws FormatException;
    }
}
