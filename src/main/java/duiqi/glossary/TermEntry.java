package duiqi.glossary;

/**
 * A Chinese term with one of its English renderings. Immutable.
 *
 * @param chinese the term, without white space at its ends
 * @param english a rendering of it, likewise
 */
public record TermEntry(String chinese, String english) {
    public TermEntry {
        chinese = chinese.strip();
        english = english.strip();
        if (chinese.isEmpty() || english.isEmpty()) {
            throw new IllegalArgumentException(
                    "a term has a form in both languages: \"" + chinese + "\", \"" + english + "\"");
        }
    }
}
