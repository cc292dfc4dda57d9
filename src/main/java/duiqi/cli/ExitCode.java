package duiqi.cli;

/** What the program tells the shell. Findings and failures differ, so that a script can act on either. */
final class ExitCode {
    /** Done, and nothing found that the user asked to be told of. */
    static final int DONE = 0;

    /** Done, and something found that the user asked to be told of; or no match. */
    static final int FOUND = 1;

    /** Wrong usage, or a file that could not be read or written; the other files are done. */
    static final int FAILED = 2;

    private ExitCode() {}
}
