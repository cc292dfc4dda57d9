package duiqi.exchange;

import duiqi.exchange.Suggestions.Suggestion;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Provides translations for the messages of a program, with the line feeds at both ends that the message has:
 * {@code msgfmt --check} requires them. Thread-safe if the suggestions are.
 *
 * @param suggestions provides translations in the languages of the file
 */
public record MessageSuggestions(Suggestions suggestions) {
    /**
     * Placeholders of printf like {@code %s} and {@code %2$d}, of Python like {@code %(name)s}, of Ruby like
     * <code>%{name}</code>, and in braces like <code>{0}</code> and <code>{name}</code>. The space flag of printf is not
     * supported, because a percent sign in a sentence often precedes a space.
     */
    private static final Pattern PLACEHOLDER =
            Pattern.compile("%%|%(?:\\((?<name>[^()\\s]+)\\)|(?<position>[1-9][0-9]?)\\$)?"
                    + "[-+#0']*[0-9*]*(?:\\.[0-9*]+)?(?<type>(?:hh|ll|[hlqjztL])?[diouxXeEfFgGaAcsrpn@])"
                    + "|\\{(?<brace>[A-Za-z_0-9.]*)(?:[:!][^{}]*)?}");

    /** Looks up a text with and without the line feeds at its ends, because a memory may contain either. */
    public Optional<Suggestion> of(String text, Optional<String> before, Optional<String> after) {
        String bare = bare(text);
        int start = text.indexOf(bare);
        Optional<Suggestion> whole = suggestions.forSegment(text, before, after);
        boolean isEnough =
                bare.equals(text) || whole.filter(Suggestion::isExact).isPresent();
        return Stream.concat(
                        whole.stream(),
                        isEnough ? Stream.empty() : suggestions.forSegment(bare, before, after).stream())
                .filter(one -> !bare(one.target()).isEmpty())
                .reduce((one, other) -> other.percentage() > one.percentage() ? other : one)
                .map(one -> one.withTarget(
                        text.substring(0, start) + bare(one.target()) + text.substring(start + bare.length())));
    }

    private static String bare(String text) {
        return text.replaceAll("^\\n+|\\n+$", "");
    }

    /**
     * Returns whether a suggestion needs no review: made by a person for the same text, with the placeholders of one of
     * some texts.
     */
    public static boolean isFinal(Suggestion one, String... texts) {
        return one.isExact()
                && !one.isMachine()
                && Arrays.stream(texts)
                        .map(MessageSuggestions::placeholders)
                        .anyMatch(placeholders(one.target())::equals);
    }

    /** Returns the arguments of a message, each with its name or position and its type. */
    private static Set<String> placeholders(String text) {
        Set<String> found = new TreeSet<>();
        int count = 0;
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            String type = matcher.group("type");
            String brace = matcher.group("brace");
            Optional<String> name = Stream.of("name", "position", "brace")
                    .map(group -> Optional.ofNullable(matcher.group(group)).orElse(""))
                    .filter(group -> !group.isEmpty())
                    .findFirst();
            if (type != null || brace != null) {
                found.add((name.isPresent() ? name.get() : Integer.toString(++count)) + (type == null ? "{}" : type));
            }
        }
        return found;
    }

    /** Returns a comment that says where a suggestion that needs a review comes from. */
    public static String note(Suggestion one) {
        String origin = Table.TsvTable.line(one.origin());
        return "duiqi: " + one.percentage() + "%, " + origin + (one.isMachine() ? " (machine)" : "");
    }
}
