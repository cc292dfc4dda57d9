package duiqi.server;

import duiqi.glossary.ChineseTerms;
import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Holds the glossaries of a project, and reads them again when a file has changed. Tells a file that cannot be read once and leaves it
 * out. Safe for threads.
 */
public final class ProjectTerms {
    private final List<Path> places;
    private final Lexicon lexicon;
    private final Consumer<String> problems;
    private List<String> state = List.of("unread");
    private Terms terms;

    /**
     * Terms with what finds them in Chinese.
     *
     * @param glossary the terms
     * @param chinese finds them in Chinese
     */
    public record Terms(Glossary glossary, ChineseTerms chinese) {}

    /**
     * Reads no file yet.
     *
     * @param places glossaries, and folders of them
     * @param problems is told what cannot be read
     */
    public ProjectTerms(List<Path> places, Lexicon lexicon, Consumer<String> problems) {
        this.places = List.copyOf(places);
        this.lexicon = lexicon;
        this.problems = problems;
        this.terms = of(new Glossary(List.of()));
    }

    private Terms of(Glossary glossary) {
        return new Terms(glossary, new ChineseTerms(glossary, lexicon));
    }

    /** Returns the terms as the files have them now. */
    public synchronized Terms now() {
        List<String> seen = state();
        if (!seen.equals(state)) {
            List<Glossary> glossaries = new ArrayList<>();
            for (Path place : places) {
                try {
                    glossaries.add(Glossary.read(place, fault -> problems.accept(String.valueOf(fault.getMessage()))));
                } catch (IOException fault) {
                    problems.accept(String.valueOf(fault.getMessage()));
                }
            }
            terms = of(Glossary.of(glossaries));
            state = seen;
        }
        return terms;
    }

    /** Returns the names, sizes and times of the files; a file that vanishes meanwhile counts as gone. */
    private List<String> state() {
        List<String> all = new ArrayList<>();
        for (Path place : places) {
            try {
                for (Path file : Files.isDirectory(place) ? Glossary.files(place) : List.of(place)) {
                    all.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
                }
            } catch (IOException gone) {
                all.add(place + " is gone");
            }
        }
        return all;
    }

    public Lexicon lexicon() {
        return lexicon;
    }
}
