package duiqi.glossary;

import duiqi.text.FormatException;

/** Is told of each row of a glossary that cannot be read, and decides whether reading goes on without it. */
@FunctionalInterface
public interface FaultListener {
    /** Refuses the file at the first fault. */
    FaultListener STRICT = fault -> {
        throw fault;
    };

    /**
     * Takes note.
     *
     * @param fault place, problem and remedy
     * @throws FormatException to refuse the file
     */
    void found(FormatException fault) throws FormatException;
}
