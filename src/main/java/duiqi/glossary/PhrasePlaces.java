package duiqi.glossary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where phrases stand in a unit, none inside another. Not thread-safe. */
final class PhrasePlaces {
    private static final int MIN_CHARACTERS = 1;

    private final WordNumbers words;
    private final Map<Integer, Node> roots = new HashMap<>();

    /** Where phrases that begin alike part. */
    private static final class Node {
        private final Map<Integer, Node> next = new HashMap<>();
        private Optional<KnownPhrase> phrase = Optional.empty();
        private String text = "";
    }

    /**
     * A place.
     *
     * @param phrase the text of the phrase
     * @param first index of its first word in the unit
     * @param last index of its last
     */
    record Place(String phrase, int first, int last) {
        private boolean isInside(Place longer) {
            return longer.first <= first && last <= longer.last && longer.last - longer.first > last - first;
        }
    }

    /**
     * Of some phrases.
     *
     * @param words the Chinese words of the units, which gets those of the phrases too
     */
    PhrasePlaces(List<KnownPhrase> phrases, WordNumbers words) {
        this.words = words;
        for (KnownPhrase phrase : phrases) {
            Map<Integer, Node> nodes = roots;
            Node node = new Node();
            for (String word : phrase.words()) {
                node = nodes.computeIfAbsent(words.number(word), number -> new Node());
                nodes = node.next;
            }
            node.phrase = Optional.of(phrase);
            node.text = phrase.text();
        }
    }

    /** The places in the order of the text, in a list of the caller's own. */
    List<Place> find(WordedUnit unit) {
        List<Place> all = new ArrayList<>();
        for (int i = 0; i < unit.chinese().length; i++) {
            Optional<Node> node = Optional.ofNullable(roots.get(unit.chinese()[i]));
            for (int last = i; node.isPresent(); ) {
                if (stands(node.get(), unit, i, last)) {
                    all.add(new Place(node.get().text, i, last));
                }
                last++;
                node = last < unit.chinese().length && unit.isJoined(last)
                        ? Optional.ofNullable(node.get().next.get(unit.chinese()[last]))
                        : Optional.empty();
            }
        }
        List<Place> places = new ArrayList<>(all);
        places.removeIf(place -> all.stream().anyMatch(place::isInside));
        places.sort(Comparator.comparingInt(Place::first));
        return places;
    }

    private boolean stands(Node node, WordedUnit unit, int first, int last) {
        return node.phrase.isPresent()
                && switch (PhraseForm.kind(unit, first, last - first + 1, words, MIN_CHARACTERS)) {
                    case PART -> false;
                    case WORD -> true;
                    case WORDS -> node.phrase.get().holdsTogether();
                };
    }
}
