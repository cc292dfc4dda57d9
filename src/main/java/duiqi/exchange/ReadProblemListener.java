package duiqi.exchange;

import duiqi.text.FormatException;

/** Is told of each damage as it is met, and decides whether reading goes on. */
@FunctionalInterface
public interface ReadProblemListener {
    /** Refuses the file at the first damage. */
    ReadProblemListener STRICT = damage -> {
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
