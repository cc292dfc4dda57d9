package duiqi.document.markup;

import duiqi.document.plain.Characters;
import duiqi.document.plain.SourceMappedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes inline markup from a text and keeps the location of each character.
 *
 * <p>At each character, the first rule that matches decides. Patterns have bounded lengths, so that the time is linear.
 * Not thread-safe.
 */
final class InlineRules {
    /** Maximum nesting of markup; the limit keeps the time linear on hostile input. */
    private static final int MAX_NESTING = 5;

    private static final Pattern LAST_WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}.+-]{0,80}$");

    /** Actions on the text of the first group that took part in the match. */
    enum Action {
        /** Keep it and remove the markup in it. */
        NEST,
        /** Keep it. */
        KEEP,
        /** Replace the name in it by its value; without a value, keep the name. */
        REPLACE,
        /** Remove the match if the word before it is a target. */
        REFER,
        /** Remove the match, and keep its text for {@link #takeNotes}. */
        NOTE
    }

    private record Rule(Pattern pattern, Action action) {}

    private final List<Rule> rules = new ArrayList<>();
    private final List<SourceMappedText> notes = new ArrayList<>();
    private int nesting;

    /** Lower-case names of hyperlink targets. */
    final Set<String> targets = new HashSet<>();

    /** Values of substitutions and attributes. */
    final Map<String, String> values = new HashMap<>();

    InlineRules with(Action action, String... patterns) {
        for (String pattern : patterns) {
            rules.add(new Rule(Pattern.compile(pattern), action));
        }
        return this;
    }

    /** Returns the text without its markup. */
    SourceMappedText plain(SourceMappedText text) {
        SourceMappedText plain = new SourceMappedText();
        String source = text.toString();
        List<Matcher> matchers = rules.stream()
                .map(rule -> rule.pattern.matcher(source).useTransparentBounds(true))
                .toList();
        int at = 0;
        while (at < source.length()) {
            int rule = isPlain(source, at) ? -1 : first(matchers, at, source.length());
            if (rule < 0 || !apply(rules.get(rule).action, matchers.get(rule), text, plain)) {
                plain.append(text, at, at + 1);
                at++;
            } else {
                at = matchers.get(rule).end();
            }
        }
        return plain;
    }

    /** Returns whether no rule can match at a character: white space, or a letter within a word. */
    private static boolean isPlain(String source, int at) {
        char c = source.charAt(at);
        return c == ' '
                || c >= 0x80
                || (Character.isLetterOrDigit(c)
                        && at > 0
                        && Character.isLetterOrDigit(source.charAt(at - 1))
                        && source.charAt(at - 1) < 0x80);
    }

    private static int first(List<Matcher> matchers, int at, int end) {
        for (int i = 0; i < matchers.size(); i++) {
            Matcher matcher = matchers.get(i).region(at, end);
            if (matcher.lookingAt() && matcher.end() > at) {
                return i;
            }
        }
        return -1;
    }

    /** Applies a rule. Returns false if the text remains as it is. */
    private boolean apply(Action action, Matcher matcher, SourceMappedText text, SourceMappedText plain) {
        int group = 1;
        while (group <= matcher.groupCount() && matcher.start(group) < 0) {
            group++;
        }
        SourceMappedText content = new SourceMappedText();
        if (group <= matcher.groupCount()) {
            content.append(text, matcher.start(group), matcher.end(group));
        }
        switch (action) {
            case NEST -> plain.append(nested(content));
            case KEEP -> plain.append(content);
            case REPLACE -> {
                String value = values.get(content.toString().toLowerCase(Locale.ROOT));
                if (value == null) {
                    plain.append(content);
                } else {
                    plain.appendReplacement(value, text, matcher.start());
                }
            }
            case REFER -> {
                Matcher word = LAST_WORD.matcher(plain);
                return word.find() && targets.contains(word.group().toLowerCase(Locale.ROOT));
            }
            case NOTE -> notes.add(content);
        }
        if (content.isEmpty() || action == Action.NOTE) {
            removeSpaceBefore(matcher.end(), text, plain);
        }
        return true;
    }

    private SourceMappedText nested(SourceMappedText content) {
        if (nesting == MAX_NESTING) {
            return content;
        }
        nesting++;
        SourceMappedText plain = plain(content);
        nesting--;
        return plain;
    }

    /** Removes the space before removed markup if a space or a mark follows. */
    private static void removeSpaceBefore(int end, SourceMappedText text, SourceMappedText plain) {
        boolean follows = end == text.length()
                || Characters.isSpace(text.charAt(end))
                || ".,;:!?)".indexOf(text.charAt(end)) >= 0;
        if (follows) {
            plain.truncateSpace();
        }
    }

    /** Returns the notes since the last call, without their markup. */
    List<SourceMappedText> takeNotes() {
        List<SourceMappedText> taken = notes.stream().map(this::plain).toList();
        notes.clear();
        return taken;
    }
}
