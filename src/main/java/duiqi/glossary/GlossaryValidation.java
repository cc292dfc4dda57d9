package duiqi.glossary;

import duiqi.glossary.TermEntry.TermStatus;
import duiqi.glossary.format.TermDraft;
import duiqi.lexicon.Han;
import duiqi.text.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds contradictions and gaps in a glossary. It checks only rows that could be read; the reader reports all other
 * rows. Not thread-safe.
 */
public final class GlossaryValidation {
    private final Report report;

    /** Receives findings. */
    @FunctionalInterface
    public interface Report {
        /**
         * Receives a finding.
         *
         * @param rule short name of the rule
         * @param isNote true for a note: the glossary may be right
         * @param problem description of the problem, as a clause
         */
        void found(Location location, String rule, boolean isNote, String problem);
    }

    public GlossaryValidation(Report report) {
        this.report = report;
    }

    /** Checks all entries, rule by rule. */
    public void check(Glossary glossary) {
        // Terms are compared in simplified characters, as when duiqi searches them.
        Map<String, List<TermEntry>> byChinese = new LinkedHashMap<>();
        for (TermEntry entry : glossary.entries()) {
            entry(entry);
            if (!entry.isBan()) {
                byChinese
                        .computeIfAbsent(
                                Glossary.Folding.chinese(entry.chinese()) + scope(entry), term -> new ArrayList<>())
                        .add(entry);
            }
        }
        bans(glossary);
        for (List<TermEntry> entries : byChinese.values()) {
            scripts(entries);
            concepts(entries);
            renderings(entries);
            preferred(entries);
            forbiddenInside(entries);
        }
    }

    /** Reports a banned word that is listed twice, or that a term has as an allowed translation. */
    private void bans(Glossary glossary) {
        Map<String, TermEntry> seen = new HashMap<>();
        glossary.pairs().stream().filter(entry -> entry.status().isAllowed()).forEach(entry -> {
            seen.putIfAbsent(Glossary.Folding.english(entry.english()) + scope(entry), entry);
            seen.putIfAbsent(Glossary.Folding.chinese(entry.chinese()) + scope(entry), entry);
        });
        for (TermEntry ban : glossary.bans()) {
            String word = ban.chinese() + ban.english();
            String folded = ban.chinese().isEmpty() ? Glossary.Folding.english(word) : Glossary.Folding.chinese(word);
            TermEntry before = seen.putIfAbsent(folded + scope(ban), ban);
            if (before != null && before.status() == ban.status()) {
                found(ban, "duplicate", false, quoted(word) + " is a duplicate of " + before.location());
            } else if (before != null) {
                found(
                        ban,
                        "contradiction",
                        false,
                        quoted(word) + " is " + ban.status() + " here but " + before.status() + " at "
                                + before.location());
            }
        }
    }

    /** Returns the context and the files of an entry. Entries of different ones do not contradict each other. */
    private static String scope(TermEntry entry) {
        TermEntry.Limits limits = entry.details().limits();
        return limits.context().isEmpty() && limits.files().isEmpty()
                ? ""
                : limits.context().toString() + limits.files();
    }

    private void entry(TermEntry entry) {
        boolean isSwapped =
                Han.count(entry.english()) > 0 || (Han.count(entry.chinese()) == 0 && isWords(entry.chinese()));
        if (isSwapped && entry.status() != TermStatus.DO_NOT_TRANSLATE) {
            found(
                    entry,
                    "language",
                    false,
                    quoted(entry.chinese()) + " = " + quoted(entry.english()) + " is not Chinese with its English");
        }
        for (String exception : entry.details().exceptions()) {
            boolean isChinese = entry.isBan()
                    ? entry.english().isEmpty()
                    : Han.count(exception) > 0 || Han.count(entry.chinese()) == 0;
            String term =
                    isChinese ? Glossary.Folding.chinese(entry.chinese()) : Glossary.Folding.english(entry.english());
            String folded = isChinese ? Glossary.Folding.chinese(exception) : Glossary.Folding.english(exception);
            boolean isPlain = isChinese || isPlain(entry.english());
            if (isPlain && !folded.contains(term)) {
                found(
                        entry,
                        "exception",
                        false,
                        "the exception " + quoted(exception) + " does not contain "
                                + quoted(isChinese ? entry.chinese() : entry.english()));
            } else if (folded.equals(term)) {
                found(entry, "exception", false, "the exception " + quoted(exception) + " is the term itself");
            }
        }
    }

    private static boolean isPlain(String english) {
        return !RenderingForm.isExpression(english) && !RenderingForm.hasStemMark(english);
    }

    /** Returns whether a text is English prose, not a name that Chinese uses too, for example 5G or DNA. */
    private static boolean isWords(String text) {
        return text.matches(".*[a-z]{2,} [a-z]{2,}.*");
    }

    private void scripts(List<TermEntry> entries) {
        TermEntry first = entries.get(0);
        entries.stream()
                .filter(entry -> !entry.chinese().equals(first.chinese()))
                .findFirst()
                .ifPresent(other -> found(
                        other,
                        "script",
                        true,
                        quoted(other.chinese()) + " is " + quoted(first.chinese()) + " " + of(first)
                                + " in other characters; each of them finds both"));
    }

    private void concepts(List<TermEntry> entries) {
        TermEntry first = entries.get(0);
        List<String> renderings = renderings(entries, first.concept());
        entries.stream()
                .filter(entry -> !entry.concept().equals(first.concept()))
                .filter(entry -> !renderings(entries, entry.concept()).equals(renderings))
                .findFirst()
                .ifPresent(other -> found(
                        other,
                        "two-concepts",
                        false,
                        quoted(other.chinese()) + " is in the concept " + other.concept()
                                + " and, with other translations, in " + first.concept() + " " + of(first)));
    }

    private static List<String> renderings(List<TermEntry> entries, String concept) {
        return entries.stream()
                .filter(entry ->
                        entry.concept().equals(concept) && entry.status().isAllowed())
                .map(entry -> Glossary.Folding.english(entry.english()))
                .distinct()
                .sorted()
                .toList();
    }

    /** Reports a translation that a term has twice. */
    private void renderings(List<TermEntry> entries) {
        Map<String, TermEntry> seen = new HashMap<>();
        for (TermEntry entry : entries) {
            String rendering = Glossary.Folding.english(entry.english());
            Optional<TermEntry> before = Optional.ofNullable(seen.putIfAbsent(rendering, entry));
            if (before.isEmpty()
                    || (!before.get().concept().equals(entry.concept())
                            && before.get().status() == entry.status())) {
                continue;
            }
            String what = quoted(entry.chinese()) + " = " + quoted(entry.english()) + " is ";
            if (before.get().status() != entry.status()) {
                found(
                        entry,
                        "contradiction",
                        false,
                        what + entry.status() + " here but " + before.get().status() + " at "
                                + before.get().location());
            } else if (before.get().chinese().equals(entry.chinese())) {
                found(
                        entry,
                        "duplicate",
                        false,
                        what + "a duplicate of " + before.get().location());
            }
        }
    }

    private void preferred(List<TermEntry> entries) {
        Map<String, TermEntry> seen = new HashMap<>();
        for (TermEntry entry : entries) {
            if (entry.status() != TermStatus.PREFERRED) {
                continue;
            }
            TermEntry first = seen.putIfAbsent(entry.concept(), entry);
            if (first != null
                    && !Glossary.Folding.english(first.english()).equals(Glossary.Folding.english(entry.english()))) {
                found(
                        entry,
                        "two-preferred",
                        false,
                        quoted(entry.chinese()) + " has the preferred translation "
                                + quoted(entry.english()) + " and also " + quoted(first.english()) + " " + of(first)
                                + "; make one admitted");
            }
        }
    }

    /** Reports a translation that is not allowed but part of an allowed one. */
    private void forbiddenInside(List<TermEntry> entries) {
        for (TermEntry wrong : entries) {
            if (wrong.status().isAllowed() || !isPlain(wrong.english())) {
                continue;
            }
            String inner = " " + Glossary.Folding.english(wrong.english()) + " ";
            entries.stream()
                    .filter(entry ->
                            entry.status().isAllowed() && entry.concept().equals(wrong.concept()))
                    .filter(entry -> {
                        String outer = " " + Glossary.Folding.english(entry.english()) + " ";
                        return outer.contains(inner) && !outer.equals(inner);
                    })
                    .findFirst()
                    .ifPresent(right -> found(
                            wrong,
                            "forbidden-inside",
                            true,
                            "the " + wrong.status() + " "
                                    + quoted(wrong.english()) + " is part of the " + right.status() + " "
                                    + quoted(right.english()) + " " + of(right) + " and is allowed there"));
        }
    }

    private void found(TermEntry entry, String rule, boolean isNote, String problem) {
        report.found(entry.location(), rule, isNote, problem);
    }

    private static String quoted(String text) {
        return "\"" + TermDraft.shown(text) + "\"";
    }

    private static String of(TermEntry entry) {
        return "(" + entry.location() + ")";
    }
}
