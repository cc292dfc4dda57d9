package duiqi.server.review;

import com.fasterxml.jackson.core.JsonGenerator;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermAddition;
import duiqi.glossary.TermStatus;
import duiqi.review.BeadTerms;
import duiqi.review.Review;
import duiqi.review.RowFindings;
import duiqi.review.SentenceSpan;
import duiqi.server.Json;
import duiqi.server.ReviewTools;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The terms that count, and what is found by them. Read when first asked for, and again when a term was added. Safe for threads. */
public final class ReviewTerms {
    private final ReviewTools tools;
    private final Consumer<Throwable> faults;
    private final List<TermAddition.Added> added = new ArrayList<>();
    private Optional<Known> known = Optional.empty();

    /** What was made of the glossaries. */
    private record Known(RowFindings findings, BeadTerms terms) {}

    /** @param faults is told of glossaries that cannot be read */
    public ReviewTerms(ReviewTools tools, Consumer<Throwable> faults) {
        this.tools = tools;
        this.faults = faults;
    }

    /**
     * Adds a term to the glossary.
     *
     * @throws FormatException if it is there already, or is at odds with what is
     */
    synchronized TermAddition.Added add(String chinese, String english, TermStatus status, String note)
            throws IOException {
        TermAddition.Added one = TermAddition.add(
                tools.termFile(),
                read(),
                chinese,
                english,
                status,
                note,
                tools.clock().instant());
        added.add(one);
        known = Optional.empty();
        return one;
    }

    /**
     * Takes a term out again.
     *
     * @return whether it was added in this run; what others have written is not taken out
     */
    synchronized boolean remove(String chinese, String english) throws IOException {
        for (TermAddition.Added one : added) {
            if (one.entry().chinese().equals(chinese) && one.entry().english().equals(english)) {
                TermAddition.remove(tools.termFile(), one);
                added.remove(one);
                known = Optional.empty();
                return true;
            }
        }
        return false;
    }

    private synchronized Known known() throws IOException {
        if (known.isEmpty()) {
            Glossary glossary = read();
            known = Optional.of(new Known(
                    new RowFindings(glossary, tools.lexicon(), tools.settings(), tools.baseline()),
                    new BeadTerms(glossary, tools.lexicon())));
        }
        return known.get();
    }

    /** All that can be read: a faulty row must not cost the others. */
    private Glossary read() throws IOException {
        List<Path> places = new ArrayList<>(tools.glossaries());
        if (places.stream().noneMatch(place -> tools.termFile().startsWith(place)) && Files.exists(tools.termFile())) {
            places.add(tools.termFile());
        }
        List<Glossary> read = new ArrayList<>();
        for (Path place : places) {
            try {
                read.add(Glossary.read(place, faults::accept));
            } catch (FormatException fault) {
                faults.accept(fault);
            }
        }
        return Glossary.of(read);
    }

    /** The findings of a review as it stands. */
    public Json.Answer findings(Review review) throws IOException {
        List<RowFindings.RowFinding> findings = known().findings().of(review.state(), review.origin());
        return json -> {
            json.writeStartArray();
            for (RowFindings.RowFinding finding : findings) {
                write(json, finding);
            }
            json.writeEndArray();
        };
    }

    private static void write(JsonGenerator json, RowFindings.RowFinding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", finding.rule());
        json.writeStringField("severity", finding.severity().toString().toLowerCase(Locale.ROOT));
        json.writeStringField("message", finding.message());
        json.writeStringField("bead", finding.bead());
        spans(json, finding.spans());
        json.writeArrayFieldStart("suggestions");
        for (String suggestion : finding.suggestions()) {
            json.writeString(suggestion);
        }
        json.writeEndArray();
        json.writeStringField("term", finding.term());
        json.writeEndObject();
    }

    /**
     * The terms of a bead with their renderings.
     *
     * @throws IllegalArgumentException if there is no such bead
     */
    Json.Answer terms(Review review, String bead) throws IOException {
        List<BeadTerms.BeadTerm> terms;
        Known now = known();
        synchronized (this) {
            terms = now.terms().of(review.state(), review.origin(), bead);
        }
        return json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("terms");
            for (BeadTerms.BeadTerm term : terms) {
                write(json, term);
            }
            json.writeEndArray();
            json.writeEndObject();
        };
    }

    private static void write(JsonGenerator json, BeadTerms.BeadTerm term) throws IOException {
        json.writeStartObject();
        json.writeStringField("zh", term.chinese());
        spans(json, term.spans());
        json.writeArrayFieldStart("renderings");
        for (BeadTerms.BeadTerm.Rendering rendering : term.renderings()) {
            json.writeStartObject();
            json.writeStringField("en", rendering.english());
            json.writeStringField("status", rendering.status().toString());
            spans(json, rendering.spans());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void spans(JsonGenerator json, List<SentenceSpan> spans) throws IOException {
        json.writeArrayFieldStart("spans");
        for (SentenceSpan span : spans) {
            json.writeStartObject();
            json.writeStringField("sentence", span.sentence());
            json.writeNumberField("start", span.start());
            json.writeNumberField("end", span.end());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
