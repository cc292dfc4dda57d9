package duiqi.check;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ArgType;
import com.ibm.icu.text.MessagePattern.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Represents a message with a plural, a selection or a formatted number or date: {@code {n, plural, other {# files}}}. A
 * text that only has arguments such as {@code {0}} is no message, since many programs write arguments in this way. Source
 * of the syntax: ICU User Guide, Formatting Messages. Immutable.
 *
 * @param text the message
 * @param pieces the pieces of the message, in the order of the text, without apostrophes that quote
 */
public record IcuMessage(String text, List<Piece> pieces) {
    /** Keyword of the branch that every plural and selection has. */
    public static final String OTHER = "other";

    /** Deeper messages are no text for people. */
    private static final int MAX_DEPTH = 30;

    private static final Set<String> NUMBERS = Set.of("number", "spellout", "ordinal", "duration");
    private static final Set<String> DATES = Set.of("date", "time", "list");
    private static final Pattern START = Pattern.compile(
            "\\{\\s{0,9}[^\\s{},，]{1,60}\\s{0,9}[,，]\\s{0,9}(?:(plural|selectordinal|select|choice)\\s{0,9}[,，]"
                    + "|(?:number|spellout|ordinal|duration|date|time|list)\\s{0,9}[,}])");

    /** Name of an argument that is a property, which ICU itself does not allow: {@code {user.name}}. */
    private static final Pattern PATH = Pattern.compile("\\{\\s{0,9}\\w{1,40}(?:\\.\\w{1,40}){1,5}(?=\\s{0,9}[,}])");

    /** A piece is a run of words or an argument. */
    public sealed interface Piece permits Words, Argument {
        /** Returns the index of its first character in the message. */
        int start();

        /** Returns the index after its last character. */
        int end();
    }

    /** Represents text that a reader sees as it is. */
    public record Words(int start, int end) implements Piece {}

    /**
     * Represents an argument. The sign # in a plural is an argument without branches.
     *
     * @param name name or number of the argument
     * @param kind the type, if arguments of one name differ by it: {@code select}, {@code date}; empty for numbers
     * @param nameEnd the index after the name
     * @param branches the branches of a plural or selection; else none
     */
    public record Argument(int start, int end, String name, String kind, int nameEnd, List<Branch> branches)
            implements Piece {
        public Argument {
            branches = List.copyOf(branches);
        }

        /** Returns the argument as messages show it: {@code {n}}, {@code {day, date}}. */
        public String shown() {
            return "{" + name + (kind.isEmpty() ? "" : ", " + kind) + "}";
        }

        /** Returns the branch for all values that have none of their own. There must be one. */
        public Branch general() {
            return branches.stream()
                    .filter(branch -> branch.keyword.equals(OTHER))
                    .findFirst()
                    .orElseGet(() -> branches.get(branches.size() - 1));
        }
    }

    /**
     * Represents a branch of a plural or selection.
     *
     * @param start the index of its first character, that of its keyword
     * @param keyword the keyword: {@code one}, {@code =0}, {@code female}
     */
    public record Branch(int start, String keyword, List<Piece> pieces) {
        public Branch {
            pieces = List.copyOf(pieces);
        }

        /** Returns the index after its last piece. */
        public int end() {
            return pieces.isEmpty() ? start : pieces.get(pieces.size() - 1).end();
        }
    }

    public IcuMessage {
        pieces = List.copyOf(pieces);
    }

    /** Returns the message; empty if the text is none or has an error. */
    public static Optional<IcuMessage> of(String text) {
        Matcher start = START.matcher(text);
        if (!start.find() || depth(text) > MAX_DEPTH) {
            return Optional.empty();
        }
        try {
            return new Parser(text).message();
        } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
            return Optional.empty();
        }
    }

    /** Returns whether a text has a plural or selection, but breaks the syntax, so that a program rejects it. */
    public static boolean isBroken(String text) {
        Matcher start = START.matcher(text);
        while (start.find()) {
            if (start.group(1) != null) {
                return of(text).isEmpty();
            }
        }
        return false;
    }

    private static int depth(String text) {
        int depth = 0;
        int most = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            most = Math.max(most, depth);
        }
        return most;
    }

    /** Returns for each branch that applies in special cases only which keyword of each argument selects it. */
    List<Map<String, String>> selections() {
        List<Map<String, String>> selections = new ArrayList<>();
        addSelections(pieces, Map.of(), selections);
        return selections;
    }

    private static void addSelections(List<Piece> pieces, Map<String, String> path, List<Map<String, String>> to) {
        for (Piece piece : pieces) {
            if (piece instanceof Argument argument) {
                for (Branch branch : argument.branches) {
                    Map<String, String> own = path;
                    if (!branch.equals(argument.general())) {
                        own = new HashMap<>(path);
                        own.put(argument.name, branch.keyword);
                        to.add(own);
                    }
                    addSelections(branch.pieces, own, to);
                }
            }
        }
    }

    /** Returns whether the message has a branch that applies in special cases only. */
    public boolean hasSpecialBranch() {
        return !selections().isEmpty();
    }

    /**
     * Returns the text that a reader sees, with the names of arguments in braces.
     *
     * @param selection the keyword of some arguments; the others have a value for which no special branch applies
     */
    Reading reading(Map<String, String> selection) {
        StringBuilder read = new StringBuilder();
        List<Integer> places = new ArrayList<>();
        read(pieces, selection, read, places);
        return new Reading(read.toString(), places);
    }

    private void read(List<Piece> some, Map<String, String> selection, StringBuilder read, List<Integer> places) {
        for (Piece piece : some) {
            if (piece instanceof Argument argument && argument.branches.isEmpty()) {
                String shown = "{" + argument.name + "}";
                read.append(shown);
                shown.chars().forEach(c -> places.add(argument.start));
            } else if (piece instanceof Argument argument) {
                read(selected(argument, selection).pieces, selection, read, places);
            } else {
                read.append(text, piece.start(), piece.end());
                for (int i = piece.start(); i < piece.end(); i++) {
                    places.add(i);
                }
            }
        }
    }

    private static Branch selected(Argument argument, Map<String, String> selection) {
        String keyword = selection.getOrDefault(argument.name, OTHER);
        return argument.branches.stream()
                .filter(branch -> branch.keyword.equals(keyword))
                .findFirst()
                .or(() -> argument.branches.stream()
                        .filter(branch -> number(branch.keyword).isPresent()
                                && number(branch.keyword).equals(number(keyword)))
                        .findFirst())
                .orElseGet(argument::general);
    }

    /** Returns the number that a keyword selects in most languages; empty if it selects many. */
    static Optional<String> number(String keyword) {
        return switch (keyword) {
            case "zero" -> Optional.of("0");
            case "one" -> Optional.of("1");
            case "two" -> Optional.of("2");
            default ->
                Optional.of(keyword)
                        .filter(word -> word.matches("=[0-9]{1,9}|[0-9]{1,9}#"))
                        .map(word -> word.replaceAll("[=#]", ""));
        };
    }

    /**
     * Holds a text that a reader sees.
     *
     * @param places the index of each character in the message
     */
    record Reading(String text, List<Integer> places) {
        Reading {
            places = List.copyOf(places);
        }

        /** Returns the index in the message of a character, or of the end. */
        int place(int offset) {
            return offset < places.size() ? places.get(offset) : places.isEmpty() ? 0 : places.get(offset - 1) + 1;
        }

        /** Returns the reading of a text that is no message. */
        static Reading of(String text) {
            return new Reading(text, IntStream.range(0, text.length()).boxed().toList());
        }
    }

    /** Builds the pieces of a message from the parts that ICU finds. For one use. */
    private static final class Parser {
        private final String text;
        private final MessagePattern pattern;
        private int next;

        Parser(String text) {
            this.text = text;
            this.pattern = new MessagePattern(PATH.matcher(text)
                    .replaceAll(path -> Matcher.quoteReplacement(path.group().replace('.', '_'))));
        }

        /** Returns the message; empty if an argument has a type that ICU does not know, as in a list of numbers. */
        Optional<IcuMessage> message() {
            for (int i = 0; i < pattern.countParts(); i++) {
                Part part = pattern.getPart(i);
                if (part.getType() == Part.Type.ARG_TYPE && !isKnown(written(part))) {
                    return Optional.empty();
                }
            }
            return Optional.of(new IcuMessage(text, pieces(Optional.empty())));
        }

        private String written(Part part) {
            return text.substring(part.getIndex(), part.getLimit());
        }

        private static boolean isKnown(String type) {
            String lower = type.toLowerCase(Locale.ROOT);
            return NUMBERS.contains(lower) || DATES.contains(lower);
        }

        /**
         * Reads the pieces from the start of a message or branch to its end.
         *
         * @param number the argument of the innermost plural around them
         */
        private List<Piece> pieces(Optional<String> number) {
            List<Piece> pieces = new ArrayList<>();
            int from = pattern.getPart(next++).getLimit();
            while (true) {
                Part part = pattern.getPart(next++);
                addWords(from, part.getIndex(), number, pieces);
                from = part.getLimit();
                switch (part.getType()) {
                    case MSG_LIMIT -> {
                        return pieces;
                    }
                    case REPLACE_NUMBER -> pieces.add(number(part.getIndex(), number.orElseThrow()));
                    case ARG_START -> {
                        Argument argument = argument(part, number);
                        pieces.add(argument);
                        from = argument.end;
                    }
                    default -> {
                        // An apostrophe that quotes, which the text does not show.
                    }
                }
            }
        }

        /** Adds words. Many programs also replace # in a selection within a plural, which ICU leaves. */
        private void addWords(int from, int to, Optional<String> number, List<Piece> pieces) {
            int start = from;
            boolean isQuoted = from > 0 && text.charAt(from - 1) == '\'';
            for (int i = from; i < to && number.isPresent() && !isQuoted; i++) {
                if (text.charAt(i) == '#') {
                    addWords(start, i, Optional.empty(), pieces);
                    pieces.add(number(i, number.get()));
                    start = i + 1;
                }
            }
            if (start < to) {
                pieces.add(new Words(start, to));
            }
        }

        private static Argument number(int at, String name) {
            return new Argument(at, at + 1, name, "", at + 1, List.of());
        }

        private Argument argument(Part start, Optional<String> number) {
            ArgType type = start.getArgType();
            String name = written(pattern.getPart(next));
            int nameEnd = pattern.getPart(next++).getLimit();
            String kind = type == ArgType.SELECT ? "select" : "";
            Optional<String> inBranches =
                    type.hasPluralStyle() ? Optional.of(name) : type == ArgType.SELECT ? number : Optional.empty();
            List<Branch> branches = new ArrayList<>();
            String keyword = "";
            int branch = nameEnd;
            while (true) {
                Part part = pattern.getPart(next);
                switch (part.getType()) {
                    case ARG_LIMIT -> {
                        next++;
                        return new Argument(start.getIndex(), part.getLimit(), name, kind, nameEnd, branches);
                    }
                    case MSG_START -> {
                        branches.add(new Branch(branch, keyword, pieces(inBranches)));
                        keyword = "";
                    }
                    case ARG_TYPE -> {
                        kind = NUMBERS.contains(written(part).toLowerCase(Locale.ROOT)) ? "" : written(part);
                        next++;
                    }
                    case ARG_SELECTOR -> {
                        keyword += written(part);
                        branch = part.getIndex();
                        next++;
                    }
                    default -> {
                        // In a choice, the limit is before the sign that ends it.
                        keyword = type == ArgType.CHOICE ? written(part) : keyword;
                        next++;
                    }
                }
            }
        }
    }
}
