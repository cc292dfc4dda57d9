package duiqi.memory;

import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.Revision;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds duplicate units of a memory. The first unit of each group stays and receives the properties, notes and dates of
 * the others. A unit that contains more than {@link Tu} holds stays too. Needs about 60 bytes of heap for each unit. Not
 * thread-safe.
 */
public final class Duplicates {
    private final boolean folds;
    private final BitSet removed = new BitSet();

    /** Units whose annotations each first unit receives. */
    private final MergedUnits.UnitLists merged = new MergedUnits.UnitLists();

    /**
     * Reads a memory and finds its duplicates.
     *
     * @param folds true to treat units as duplicates that differ only in case, width, white space and punctuation
     */
    public Duplicates(UnitReader.Source memory, boolean folds, ReadProblem.Listener listener) throws IOException {
        this.folds = folds;
        KeyNumbers keys = new KeyNumbers();
        KeyNumbers.Ints firsts = new KeyNumbers.Ints();
        // Half of a key is enough to compare the annotations of two units.
        KeyNumbers.Longs annotations = new KeyNumbers.Longs();
        try (UnitReader reader = memory.open(listener)) {
            int number = 0;
            for (Optional<Tu> next = reader.next(); next.isPresent(); next = reader.next()) {
                Tu unit = next.get();
                int key = keys.of(key(unit));
                if (key == firsts.size()) {
                    firsts.add(number);
                    annotations.add(UnitKey.ofAnnotations(unit).low());
                } else if (!reader.holdsMore()) {
                    removed.set(number);
                    if (UnitKey.ofAnnotations(unit).low() != annotations.get(key)) {
                        merged.add(firsts.get(key), unit);
                    }
                }
                number++;
            }
        }
    }

    private UnitKey key(Tu unit) {
        return folds ? UnitKey.ofFoldedTexts(unit) : UnitKey.ofTexts(unit);
    }

    /** Returns the number of units to remove. */
    public int count() {
        return removed.cardinality();
    }

    /** Returns a plan that removes the duplicates and merges their annotations. */
    public TmxRewrite.Plan plan() {
        return new TmxRewrite.Plan() {
            private int number;

            @Override
            public Optional<Tu> of(Tu unit, Location location) {
                int own = number;
                number++;
                if (removed.get(own)) {
                    return Optional.empty();
                }
                List<Tu> others = merged.of(own);
                if (others.isEmpty()) {
                    return Optional.of(unit);
                }
                Union more = new Union(others.get(0));
                others.stream().skip(1).forEach(more::add);
                Union union = new Union(unit);
                union.add(more.unit());
                return Optional.of(union.unit());
            }
        };
    }

    /**
     * Merges units with the same texts without losing a property, note or attribute. If two units have a value of the
     * same name, the first unit's value stays. There are exceptions: the result gets the earliest creation date, the
     * latest dates of change and use, and the largest usage count. If only one of two units is revised, the result is
     * revised. The result keeps the source language of the first unit. The time depends only on the size of the added
     * units, also if the result has many notes. Not thread-safe.
     */
    static final class Union {
        private static final String USAGE = "usagecount";

        private Map<String, String> attributes;
        private Annotations annotations;
        private final List<Side> sides = new ArrayList<>();

        Union(Tu first) {
            attributes = first.attributes();
            annotations = new Annotations(first.annotations());
            for (Tuv side : first.variants()) {
                sides.add(new Side(side));
            }
        }

        private static final class Side {
            private Map<String, String> attributes;
            private Annotations annotations;
            private final Content content;
            private final String letters;

            Side(Tuv side) {
                attributes = side.attributes();
                annotations = new Annotations(side.annotations());
                content = side.content();
                letters = TextFolding.letters(side.text());
            }

            Tuv variant(Function<Annotations, List<Annotation>> which) {
                return new Tuv(attributes, which.apply(annotations), content);
            }
        }

        /** Holds the annotations of a unit or a side, and finds equal notes and properties by their hash. */
        private static final class Annotations {
            private final List<Annotation> all = new ArrayList<>(2);
            private final List<Annotation> states = new ArrayList<>(1);
            private final Set<String> types = new HashSet<>(2);
            private final Set<String> notes = new HashSet<>(2);

            Annotations(List<Annotation> first) {
                first.forEach(this::append);
            }

            private void append(Annotation annotation) {
                all.add(annotation);
                if (annotation.isProperty()) {
                    types.add(annotation.type());
                } else {
                    notes.add(annotation.text());
                }
                if (Revision.isState(annotation) || annotation.type().equals(Tuv.LANGUAGE)) {
                    states.add(annotation);
                }
            }

            void add(List<Annotation> more) {
                more.stream()
                        .filter(annotation -> !isKnown(annotation))
                        .toList()
                        .forEach(this::append);
            }

            private boolean isKnown(Annotation annotation) {
                return annotation.isProperty() ? types.contains(annotation.type()) : notes.contains(annotation.text());
            }

            Annotations withoutState() {
                return new Annotations(all.stream()
                        .filter(annotation -> !Revision.isState(annotation))
                        .toList());
            }
        }

        Tu unit() {
            return unit(annotations -> annotations.all);
        }

        private Tu unit(Function<Annotations, List<Annotation>> which) {
            return new Tu(
                    attributes,
                    which.apply(annotations),
                    sides.stream().map(side -> side.variant(which)).toList());
        }

        void add(Tu unit) {
            Tu second = unit;
            // Notes and other properties affect neither the state nor the languages.
            boolean isPending = Revision.isPending(unit(annotations -> annotations.states));
            if (isPending && !Revision.isPending(unit)) {
                annotations = annotations.withoutState();
                sides.forEach(side -> side.annotations = side.annotations.withoutState());
            } else if (!isPending && Revision.isPending(unit)) {
                second = Revision.withoutState(unit);
            }
            Map<List<String>, Tuv> byText = byText(second);
            List<String> languages = UnitKey.languages(unit(annotations -> annotations.states));
            for (int i = 0; i < sides.size(); i++) {
                Side side = sides.get(i);
                Tuv same = byText.get(List.of(languages.get(i), side.letters));
                if (same != null) {
                    side.attributes = attributes(side.attributes, without(same.attributes(), "lang", "xml:lang"));
                    side.annotations.add(same.annotations());
                }
            }
            attributes = attributes(attributes, without(second.attributes(), Tu.SOURCE));
            annotations.add(second.annotations());
        }

        /** Returns the first side of a unit for each language and text. */
        private static Map<List<String>, Tuv> byText(Tu unit) {
            List<String> languages = UnitKey.languages(unit);
            Map<List<String>, Tuv> sides = new HashMap<>();
            for (int i = 0; i < languages.size(); i++) {
                Tuv side = unit.variants().get(i);
                sides.putIfAbsent(List.of(languages.get(i), TextFolding.letters(side.text())), side);
            }
            return sides;
        }

        private static Map<String, String> without(Map<String, String> attributes, String... names) {
            Map<String, String> others = new LinkedHashMap<>(attributes);
            others.keySet().removeAll(List.of(names));
            return others;
        }

        private static Map<String, String> attributes(Map<String, String> first, Map<String, String> second) {
            Map<String, String> all = new LinkedHashMap<>(first);
            second.forEach((name, value) -> all.merge(name, value, (own, other) -> chosen(name, own, other)));
            return all;
        }

        private static String chosen(String name, String own, String other) {
            return switch (name) {
                case "creationdate" -> isBefore(other, own) ? other : own;
                case "changedate", "lastusagedate" -> isBefore(own, other) ? other : own;
                case USAGE ->
                    own.length() < other.length() || (own.length() == other.length() && own.compareTo(other) < 0)
                            ? other
                            : own;
                default -> own;
            };
        }

        private static boolean isBefore(String date, String other) {
            Optional<Instant> first = Tu.date(date);
            Optional<Instant> second = Tu.date(other);
            return first.isPresent() && second.isPresent() && first.get().isBefore(second.get());
        }
    }
}
