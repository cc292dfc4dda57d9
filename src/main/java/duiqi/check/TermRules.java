package duiqi.check;

/** The rules about terms, which several checks look after. */
final class TermRules {
    static final Rule MISSING =
            Rule.of("term-missing", Severity.WARNING, "a term of the glossary without one of its renderings");
    static final Rule FORBIDDEN = Rule.of("term-forbidden", Severity.ERROR, "a rendering that the glossary forbids");
    static final Rule DEPRECATED =
            Rule.of("term-deprecated", Severity.WARNING, "a rendering that the glossary no longer wants");
    static final Rule INCONSISTENT =
            Rule.of("term-inconsistent", Severity.WARNING, "one term rendered in several ways");

    private TermRules() {}
}
