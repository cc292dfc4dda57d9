package duiqi.check;

/** The rules about terms. */
final class TermRules {
    static final Rule INCONSISTENT =
            Rule.of("term-inconsistent", Severity.WARNING, "one term rendered in several ways");

    private TermRules() {}
}
