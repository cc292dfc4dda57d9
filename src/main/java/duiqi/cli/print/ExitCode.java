package duiqi.cli.print;

/** Defines the exit codes. Findings and failures have different codes, so that scripts can distinguish them. */
public final class ExitCode {
    /** Success without a finding */
    public static final int DONE = 0;

    /** Success with a finding, a difference, or no match */
    public static final int FOUND = 1;

    /** Wrong usage, or a file that cannot be read or written; the other files are processed */
    public static final int FAILED = 2;

    private ExitCode() {}
}
