package duiqi.align;

import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds known terms in both texts: in Chinese as characters, simplified and traditional alike, in English as stems one after the
 * other. Of overlapping terms the first counts, and of those that begin together the longest. Not thread-safe.
 */
final class TermFinder {
    private static final String BETWEEN_STEMS = " ";

    private final Lexicon lexicon;
    private final List<KnownTranslation> forms = new ArrayList<>();

    /** By first character or stem, the longest first. */
    private final Map<Character, List<String>> chineseForms = new HashMap<>();

    private final Map<String, List<List<String>>> englishForms = new HashMap<>();

    /**
     * @param tokenizer what made the tokens of the English text
     */
    TermFinder(Lexicon lexicon, EnglishTokenizer tokenizer, List<KnownTranslation> terms) {
        this.lexicon = lexicon;
        for (KnownTranslation term : terms) {
            String chinese = lexicon.simplify(term.chinese().strip());
            List<String> stems = words(tokenizer.tokens(term.english())).stream()
                    .map(Token::form)
                    .toList();
            if (!chinese.isEmpty() && !stems.isEmpty()) {
                forms.add(new KnownTranslation(chinese, String.join(BETWEEN_STEMS, stems)));
                chineseForms
                        .computeIfAbsent(chinese.charAt(0), first -> new ArrayList<>())
                        .add(chinese);
                englishForms
                        .computeIfAbsent(stems.get(0), first -> new ArrayList<>())
                        .add(stems);
            }
        }
        chineseForms.values().forEach(list -> list.sort((a, b) -> b.length() - a.length()));
        englishForms.values().forEach(list -> list.sort((a, b) -> b.size() - a.size()));
    }

    /** Adds a token for each term of the one text that has a rendering in the other. */
    void addTo(SharedTokens shared, List<Segment> chinese, List<List<Token>> english) {
        if (forms.isEmpty()) {
            return;
        }
        List<SharedTokens.Occurrence> chineseTerms = new ArrayList<>();
        for (int i = 0; i < chinese.size(); i++) {
            findChinese(i, lexicon.simplify(chinese.get(i).text()), chineseTerms);
        }
        List<SharedTokens.Occurrence> englishTerms = new ArrayList<>();
        for (int j = 0; j < english.size(); j++) {
            findEnglish(j, words(english.get(j)), englishTerms);
        }
        shared.add(chineseTerms, englishTerms, forms, 1);
    }

    private void findChinese(int segment, String text, List<SharedTokens.Occurrence> found) {
        for (int start = 0; start < text.length(); ) {
            int length = 1;
            for (String form : chineseForms.getOrDefault(text.charAt(start), List.of())) {
                if (text.startsWith(form, start)) {
                    found.add(new SharedTokens.Occurrence(segment, start, form));
                    length = form.length();
                    break;
                }
            }
            start += length;
        }
    }

    private void findEnglish(int segment, List<Token> words, List<SharedTokens.Occurrence> found) {
        List<String> stems = words.stream().map(Token::form).toList();
        for (int start = 0; start < stems.size(); ) {
            int length = 1;
            for (List<String> form : englishForms.getOrDefault(stems.get(start), List.of())) {
                int end = start + form.size();
                if (end <= stems.size() && stems.subList(start, end).equals(form)) {
                    found.add(new SharedTokens.Occurrence(
                            segment, words.get(start).start(), String.join(BETWEEN_STEMS, form)));
                    length = form.size();
                    break;
                }
            }
            start += length;
        }
    }

    /** Without marks, which translators set as they like. */
    private static List<Token> words(List<Token> tokens) {
        return tokens.stream().filter(token -> token.kind() != Token.Kind.MARK).toList();
    }
}
