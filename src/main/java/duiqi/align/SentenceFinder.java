package duiqi.align;

import duiqi.lexicon.Lexicon;
import duiqi.text.Segment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Finds known sentences in both texts: where a segment, or several in a row, are what a memory has as one side of a unit. White
 * space and capitals make no difference, nor do traditional characters. Thread-safe.
 */
final class SentenceFinder {
    /** A known sentence is worth as much as so many words that match. */
    private static final int COPIES = 4;

    /** Segments in a row that one unit may hold, as many as the largest bead has. */
    private static final int MAX_RUN_LENGTH = 10;

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

    private final Lexicon lexicon;
    private final List<KnownTranslation> forms = new ArrayList<>();

    SentenceFinder(Lexicon lexicon, List<KnownTranslation> sentences) {
        this.lexicon = lexicon;
        for (KnownTranslation sentence : sentences) {
            KnownTranslation form = new KnownTranslation(chineseForm(sentence.chinese()), compact(sentence.english()));
            if (!form.chinese().isEmpty() && !form.english().isEmpty()) {
                forms.add(form);
            }
        }
    }

    private String chineseForm(String text) {
        return compact(lexicon.simplify(text));
    }

    private static String compact(String text) {
        return SPACE.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** Adds tokens to each segment of a known sentence that has its rendering in the other text. */
    void addTo(SharedTokens shared, List<Segment> chinese, List<Segment> english) {
        if (forms.isEmpty()) {
            return;
        }
        Set<String> chineseForms = new HashSet<>();
        Set<String> englishForms = new HashSet<>();
        forms.forEach(form -> {
            chineseForms.add(form.chinese());
            englishForms.add(form.english());
        });
        shared.add(
                find(chinese, chineseForms, this::chineseForm),
                find(english, englishForms, SentenceFinder::compact),
                forms,
                COPIES);
    }

    private static List<SharedTokens.Occurrence> find(
            List<Segment> segments, Set<String> forms, UnaryOperator<String> normal) {
        int longest = forms.stream().mapToInt(String::length).max().orElse(0);
        List<String> texts =
                segments.stream().map(segment -> normal.apply(segment.text())).toList();
        List<SharedTokens.Occurrence> found = new ArrayList<>();
        for (int from = 0; from < texts.size(); from++) {
            StringBuilder run = new StringBuilder();
            for (int to = from; to < Math.min(texts.size(), from + MAX_RUN_LENGTH); to++) {
                run.append(texts.get(to));
                if (run.length() > longest) {
                    break;
                }
                String form = run.toString();
                if (forms.contains(form)
                        && !texts.get(from).isEmpty()
                        && !texts.get(to).isEmpty()) {
                    for (int k = from; k <= to; k++) {
                        found.add(new SharedTokens.Occurrence(k, 0, form));
                    }
                }
            }
        }
        return found;
    }
}
