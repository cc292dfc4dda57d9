package duiqi.cli.print;

/** The exit codes of the program. Findings and failures differ, so that a script can act on either. */
public final class ExitCode {
    /** Done, and nothing found that the user asked to be told of. */
    public static final int DONE = 0;

    /** Done, and something found that the user asked to be told of; or no match. */
    public static final int FOUND = 1;

    /** Wrong usage, or a file that could not be read or written; the other files are done. */
    public static final int FAILED = 2;

    private ExitCode() {}
}
