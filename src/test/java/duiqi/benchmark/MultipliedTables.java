package duiqi.benchmark;

import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Makes any number of units from tables of real pairs ({@code .tsv.gz}, Chinese, tab, English).
 *
 * <p>One unit in thirteen is a pair of the tables. Some units are earlier ones with another number, term or clause. All
 * others are as long as a random pair and consist of clauses and short sentences of different pairs, with other numbers
 * and terms. Both languages change consistently. Terms are the pairs of a short Chinese word and an English word, also
 * in the word lists ({@code .lex.tsv.gz}). Heap use does not depend on the number of units. Equal seeds give equal
 * units. Not thread-safe.
 */
final class MultipliedTables implements Supplier<TranslationUnit> {
    private static final int REAL = 13;
    /** Share of units that vary an earlier one; with it, 38 % of a million units have another from 70 %. */
    private static final double SIMILAR = 0.06;

    private static final int REMEMBERED = 4096;
    private static final int LONGEST = 600;
    private static final int LONGEST_PIECE = 40;
    private static final int LONGEST_TERM = 4;
    private static final String ENDS = "，；。！？,;.!?:：";
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\p{L}\\p{N}.,])[1-9][0-9]{0,3}(?![\\p{N}.,]|[a-zA-Z])");
    private static final Pattern TERM = Pattern.compile("\\p{IsHan}{2,4}\t[a-z]{4,14}");

    private final Random random;
    private final List<Pair> pairs = new ArrayList<>();
    private final List<Pair> terms = new ArrayList<>();
    private final Map<String, String> translations = new HashMap<>();
    /** Pieces by the length of their Chinese */
    private final List<List<Pair>> pieces = new ArrayList<>();

    private final List<Pair> earlier = new ArrayList<>();
    private int made;

    private record Pair(String chinese, String english) {
        Pair then(Pair other) {
            boolean open = chinese.isEmpty() || ENDS.indexOf(chinese.charAt(chinese.length() - 1)) >= 0;
            return new Pair(
                    chinese + (open ? "" : "，") + other.chinese,
                    english + (english.isEmpty() ? "" : open ? " " : ", ") + other.english);
        }
    }

    MultipliedTables(Path folder, long seed) throws IOException {
        random = new Random(seed);
        for (int length = 0; length <= LONGEST_PIECE; length++) {
            pieces.add(new ArrayList<>());
        }
        for (Path file : Bench.files(folder, ".*\\.tsv\\.gz")) {
            read(file, file.toString().endsWith(".lex.tsv.gz"));
        }
        if (pairs.isEmpty()) {
            throw new IOException(folder + " has no pairs in .tsv.gz files");
        }
        Collections.shuffle(pairs, random);
        pairs.forEach(this::split);
    }

    private void read(Path file, boolean onlyWords) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] columns = line.split("\t");
                if (columns.length < 2 || columns[0].isBlank() || columns[1].isBlank()) {
                    continue;
                }
                Pair pair = new Pair(columns[0], columns[1]);
                if (TERM.matcher(columns[0] + "\t" + columns[1]).matches()
                        && translations.putIfAbsent(columns[0], columns[1]) == null) {
                    terms.add(pair);
                }
                if (!onlyWords && columns[0].length() <= LONGEST) {
                    pairs.add(pair);
                }
            }
        }
    }

    /** Adds a pair, or its clauses if both sides have the same number of them, to the pieces. */
    private void split(Pair pair) {
        List<String> chinese = clauses(pair.chinese());
        List<String> english = clauses(pair.english());
        boolean same = chinese.size() == english.size();
        for (int i = 0; i < (same ? chinese.size() : 1); i++) {
            Pair piece = same ? new Pair(chinese.get(i), english.get(i)) : pair;
            if (!piece.chinese().isEmpty() && piece.chinese().length() <= LONGEST_PIECE) {
                pieces.get(piece.chinese().length()).add(piece);
            }
        }
    }

    private static List<String> clauses(String text) {
        List<String> clauses = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (ENDS.indexOf(c) >= 0 && (c > 0x7f || i + 1 == text.length() || text.charAt(i + 1) == ' ')) {
                clauses.add(text.substring(start, i + 1).strip());
                start = i + 1;
            }
        }
        if (start < text.length()) {
            clauses.add(text.substring(start).strip());
        }
        return clauses;
    }

    @Override
    public TranslationUnit get() {
        if (made % REAL == 0) {
            return unit(pairs.get(made / REAL % pairs.size()));
        }
        Pair pair = !earlier.isEmpty() && random.nextDouble() < SIMILAR
                ? similar(earlier.get(random.nextInt(earlier.size())))
                : combined(any(pairs).chinese().length());
        if (earlier.size() < REMEMBERED) {
            earlier.add(pair);
        } else {
            earlier.set(random.nextInt(REMEMBERED), pair);
        }
        return unit(pair);
    }

    private TranslationUnit unit(Pair pair) {
        made++;
        return new TranslationUnit(
                Integer.toHexString(made),
                new TranslationUnit.Variant(Language.CHINESE, pair.chinese()),
                new TranslationUnit.Variant(Language.ENGLISH, pair.english()),
                Collections.emptySortedMap(),
                Optional.of(Instant.ofEpochSecond(1_700_000_000L + random.nextInt(1000))));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private Pair similar(Pair pair) {
        Pair changed = withOtherTerm(withOtherNumbers(pair));
        return changed.equals(pair) || random.nextInt(4) == 0 ? pair.then(piece(2 + random.nextInt(8))) : changed;
    }

    private Pair combined(int length) {
        Pair pair = new Pair("", "");
        while (pair.chinese().length() < length) {
            int rest = length - pair.chinese().length();
            int most = Math.min(LONGEST_PIECE, rest);
            int wanted = Math.min(
                    most, Math.max(1, clauses(any(pairs).chinese()).get(0).length()));
            Pair piece = withOtherTerm(piece(rest - wanted < 3 ? most : wanted));
            pair = pair.then(piece);
        }
        return withOtherNumbers(pair);
    }

    /** Returns a piece of about the given Chinese length. */
    private Pair piece(int length) {
        int at = Math.min(LONGEST_PIECE, length);
        while (pieces.get(at).isEmpty()) {
            at = at == 0 ? LONGEST_PIECE : at - 1;
        }
        return any(pieces.get(at));
    }

    private Pair withOtherNumbers(Pair pair) {
        Matcher numbers = NUMBER.matcher(pair.chinese());
        return numbers.find()
                ? replaced(pair, numbers.start(), numbers.group(), numbers.group(), number(numbers))
                : pair;
    }

    private Pair number(Matcher old) {
        int least = (int) Math.pow(10, old.group().length() - 1);
        String number = Integer.toString(least + random.nextInt(9 * least));
        return new Pair(number, number);
    }

    /** Replaces a term, from a random position on, by another of the same Chinese length. */
    private Pair withOtherTerm(Pair pair) {
        String chinese = pair.chinese();
        for (int start = random.nextInt(chinese.length()); start < chinese.length(); start++) {
            for (int end = Math.min(chinese.length(), start + LONGEST_TERM); end >= start + 2; end--) {
                String term = chinese.substring(start, end);
                String translation = translations.get(term);
                if (translation != null) {
                    Pair other = any(terms);
                    return replaced(pair, start, term, translation, other);
                }
            }
        }
        return pair;
    }

    private static Pair replaced(Pair pair, int start, String chinese, String english, Pair other) {
        String lower = pair.english().toLowerCase(Locale.ROOT);
        int at = lower.length() == pair.english().length() ? lower.indexOf(english) : -1;
        int end = at + english.length();
        if (at < 0
                || (at > 0 && Character.isLetterOrDigit(lower.charAt(at - 1)))
                || (end < lower.length() && Character.isLetterOrDigit(lower.charAt(end)))) {
            return pair;
        }
        return new Pair(
                pair.chinese().substring(0, start)
                        + other.chinese()
                        + pair.chinese().substring(start + chinese.length()),
                pair.english().substring(0, at)
                        + other.english()
                        + pair.english().substring(end));
    }
}
