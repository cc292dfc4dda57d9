package duiqi.memory;

import duiqi.exchange.Annotation;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.text.DocumentPair;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import duiqi.text.TranslationUnit;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts one pair that a person made into a memory, unless it is there. Good for one memory. */
public final class Addition {
    /** Stands for a document in the ids of such units. */
    private static final String BY_HAND = "";

    private final Tu unit;
    private boolean isThere;

    /**
     * Prepares.
     *
     * @param now when the pair is made
     */
    public Addition(
            String chinese,
            String english,
            Language source,
            Language target,
            Optional<String> author,
            Optional<String> note,
            Instant now) {
        DocumentPair.UnitIds ids = new DocumentPair.UnitIds(new DocumentPair(BY_HAND, BY_HAND));
        Tu made = Tu.of(new TranslationUnit(
                ids.next(chinese, english),
                new TranslationUnit.Variant(source, chinese),
                new TranslationUnit.Variant(target, english),
                Collections.emptySortedMap(),
                Optional.of(now)));
        List<Annotation> annotations = new ArrayList<>();
        note.ifPresent(text -> annotations.add(Annotation.note(text)));
        Tu noted = made.with(annotations);
        unit = author.map(name -> noted.withAttribute("creationid", name)).orElse(noted);
    }

    /** The unit that it makes. */
    Tu unit() {
        return unit;
    }

    /** Whether of two sides the English is given first. */
    public static boolean isEnglishFirst(String first, String second) {
        boolean firstIsHan = first.codePoints().anyMatch(Character::isIdeographic);
        boolean secondIsHan = second.codePoints().anyMatch(Character::isIdeographic);
        return !firstIsHan && secondIsHan;
    }

    /** Whether the memory had it already, once the plan was made. */
    public boolean isThere() {
        return isThere;
    }

    /** How the memory is to be rewritten. */
    public TmxRewrite.Plan plan(UnitReader.Source memory, ReadProblem.Listener listener) throws IOException {
        TmxRewrite.FileCodes codes = new TmxRewrite.FileCodes();
        Set<String> ids = new HashSet<>();
        Set<UnitKey> keys = new HashSet<>();
        try (UnitReader reader = memory.open(listener)) {
            for (Optional<Tu> next = reader.next(); next.isPresent(); next = reader.next()) {
                codes.see(next.get());
                ids.add(next.get().id());
                keys.add(UnitKey.ofTexts(next.get()));
            }
        }
        Tu fitting = codes.fit(unit);
        isThere = keys.contains(UnitKey.ofTexts(fitting)) || ids.contains(unit.id());
        return new TmxRewrite.Plan() {
            @Override
            public Optional<Tu> of(Tu old, Location location) {
                return Optional.of(old);
            }

            @Override
            public void more(TmxRewrite.Sink sink) throws IOException {
                if (!isThere) {
                    sink.write(fitting);
                }
            }
        };
    }
}
