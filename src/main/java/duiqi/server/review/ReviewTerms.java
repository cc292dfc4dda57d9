package duiqi.server.review;

import duiqi.check.EditedUnits;
import duiqi.check.TextSpan.Side;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermAddition;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.review.BeadWords;
import duiqi.review.Review;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewOrigin;
import duiqi.review.ReviewState;
import duiqi.review.RowFindings;
import duiqi.server.ProjectTerms;
import duiqi.server.ReviewServer;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Consumer;

/**
 * Finds terms and findings. Reads the glossaries at the first request and after a term was added or removed.
 * Thread-safe.
 */
public final class ReviewTerms {
    private final ReviewServer.ReviewTools tools;
    private final Consumer<Throwable> faults;
    private final List<TermAddition.Added> added = new ArrayList<>();
    private Optional<Known> known = Optional.empty();

    /**
     * Holds what depends on the current glossaries.
     *
     * @param checks the checks of each open review
     */
    record Known(RowFindings findings, BeadWords words, Map<Review, EditedUnits> checks) {}

    /**
     * Creates the terms without reading a glossary.
     *
     * @param faults receives errors of glossaries that cannot be read
     */
    public ReviewTerms(ReviewServer.ReviewTools tools, Consumer<Throwable> faults) {
        this.tools = tools;
        this.faults = faults;
    }

    /**
     * Adds a term to the glossary.
     *
     * @throws FormatException if the glossary already contains the term or contradicts it
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
     * Removes a term that this process added.
     *
     * @return false if this process did not add the term; the term is then not removed
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

    /** Returns the checks with the current glossaries. */
    synchronized Known known() throws IOException {
        if (known.isEmpty()) {
            Glossary glossary = read();
            known = Optional.of(new Known(
                    new RowFindings(glossary, tools.lexicon(), tools.settings(), tools.baseline()),
                    new BeadWords(glossary, tools.lexicon()),
                    Collections.synchronizedMap(new WeakHashMap<>())));
        }
        return known.get();
    }

    /** Returns all readable terms. Skips and reports invalid rows. */
    private Glossary read() throws IOException {
        List<Path> places = new ArrayList<>(tools.glossaries());
        if (places.stream().noneMatch(place -> tools.termFile().startsWith(place)) && Files.exists(tools.termFile())) {
            places.add(tools.termFile());
        }
        return ProjectTerms.read(places, faults);
    }

    /** Returns the findings of the current state of a review. */
    public List<RowFindings.RowFinding> findings(Review review) throws IOException {
        Known now = known();
        EditedUnits checks = now.checks.computeIfAbsent(review, opened -> now.findings.checks());
        synchronized (checks) {
            return now.findings.of(review.state(), checks);
        }
    }

    List<BeadWords.BeadTerm> terms(ReviewOrigin origin, ReviewState state, ReviewBead bead) throws IOException {
        return known().words().terms(origin, state.sentences(bead, Side.SOURCE), state.sentences(bead, Side.TARGET));
    }

    /** Returns the words of a bead that translate each other, and the others. */
    BeadWords.Words words(ReviewOrigin origin, ReviewState state, ReviewBead bead) throws IOException {
        return known().words().of(origin, state.sentences(bead, Side.SOURCE), state.sentences(bead, Side.TARGET));
    }
}
