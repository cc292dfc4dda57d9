package duiqi.corpus;

import duiqi.glossary.Glossary;
import duiqi.glossary.KnownPhrase;
import duiqi.glossary.LearnedTranslations;
import duiqi.glossary.RenderedTerm;
import duiqi.glossary.RenderedTerms;
import duiqi.glossary.RenderingVariants;
import duiqi.lexicon.Lexicon;
import java.io.Serializable;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** What is looked for in units, and with what knowledge: sent to every executor. Immutable. */
record TermSearch(Glossary glossary, List<KnownPhrase> phrases, LearnedTranslations learnt) implements Serializable {
    /** What a search keeps of the words that it meets is thrown away after so many units. */
    private static final int MAX_UNITS = 50_000;

    TermSearch {
        phrases = List.copyOf(phrases);
    }

    /** A search through one part of the units. Not thread-safe. */
    private final class Search {
        private RenderedTerms terms = terms();
        private int units;

        private RenderedTerms terms() {
            return new RenderedTerms(glossary, phrases, learnt, Lexicon.standard());
        }

        Stream<Tuple2<RenderingKey, RenderingTally>> tallies(Row unit) {
            if (units++ == MAX_UNITS) {
                terms = terms();
                units = 1;
            }
            String chinese = unit.getAs(UnitTable.CHINESE);
            String english = unit.getAs(UnitTable.ENGLISH);
            return terms.find(chinese, english).stream().flatMap(term -> tallied(term, unit, chinese, english));
        }
    }

    /** One tally for each way in which a term is rendered in a unit, one for the term itself. */
    Iterator<Tuple2<RenderingKey, RenderingTally>> tallies(Iterator<Row> units) {
        Search search = new Search();
        Iterable<Row> all = () -> units;
        return StreamSupport.stream(all.spliterator(), false)
                .flatMap(search::tallies)
                .iterator();
    }

    private static Stream<Tuple2<RenderingKey, RenderingTally>> tallied(
            RenderedTerm term, Row unit, String chinese, String english) {
        String id = unit.getAs(UnitTable.ID);
        String document = unit.getAs(UnitTable.DOCUMENT);
        String around = TermExample.chinese(chinese, term.start(), term.end());
        Map<RenderingKey, RenderingTally> tallies = new LinkedHashMap<>();
        tallies.put(key(term, "", "", document), RenderingTally.of("", new TermExample(0, id, document, "", "")));
        for (RenderedTerm.Rendering rendering : term.renderings()) {
            String found = english.substring(rendering.start(), rendering.end());
            RenderingKey key = rendering
                    .entry()
                    .map(entry -> key(term, entry.english(), entry.status().toString(), document))
                    .orElseGet(() -> key(term, RenderingVariants.folded(found), CorpusTermTable.FOUND, document));
            TermExample example = new TermExample(
                    0, id, document, around, TermExample.english(english, rendering.start(), rendering.end()));
            String written = rendering.entry().isPresent() ? key.form() : found;
            tallies.putIfAbsent(key, RenderingTally.of(written, example));
        }
        if (term.renderings().isEmpty()) {
            TermExample example = new TermExample(0, id, document, around, TermExample.english(english, 0, 0));
            tallies.put(key(term, "", CorpusTermTable.NONE, document), RenderingTally.of("", example));
        }
        return tallies.entrySet().stream().map(tally -> new Tuple2<>(tally.getKey(), tally.getValue()));
    }

    private static RenderingKey key(RenderedTerm term, String form, String status, String document) {
        return new RenderingKey(term.chinese(), term.isListed(), form, status, document);
    }
}
