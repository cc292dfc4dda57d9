package duiqi.server;

import duiqi.glossary.ChineseTerms;
import duiqi.glossary.EnglishTerms;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermMatches;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Holds the glossaries of a project and reloads them when a file changes. Reports a file that cannot be read once and
 * skips it. Thread-safe.
 */
public final class ProjectTerms {
    private final List<Path> places;
    private final Lexicon lexicon;
    private final Consumer<String> problems;
    private List<String> state = List.of("unread");
    private Terms terms;

    /**
     * Holds a glossary and searches for its terms.
     *
     * @param glossary the glossary
     * @param chinese the search for its terms in Chinese texts
     * @param english the search for its terms in English texts; not thread-safe
     */
    public record Terms(Glossary glossary, ChineseTerms chinese, EnglishTerms english) {
        /** Returns the terms in a text, in order. Thread-safe. */
        public List<TermMatches.Hit> find(String text, boolean isChinese) {
            if (isChinese) {
                return chinese.find(text);
            }
            synchronized (english) {
                return english.find(text);
            }
        }
    }

    /**
     * Creates the terms without reading files.
     *
     * @param places glossary files and folders with glossaries
     * @param lexicon lexicon for finding terms
     * @param problems receives a message for each file that cannot be read
     */
    public ProjectTerms(List<Path> places, Lexicon lexicon, Consumer<String> problems) {
        this.places = List.copyOf(places);
        this.lexicon = lexicon;
        this.problems = problems;
        this.terms = of(new Glossary(List.of()));
    }

    private Terms of(Glossary glossary) {
        return new Terms(glossary, new ChineseTerms(glossary, lexicon), new EnglishTerms(glossary, new EnglishWords()));
    }

    /** Returns the current terms. Reloads the files if they have changed. */
    public synchronized Terms now() {
        List<String> seen = state();
        if (!seen.equals(state)) {
            terms = of(read(places, fault -> problems.accept(String.valueOf(fault.getMessage()))));
            state = seen;
        }
        return terms;
    }

    /**
     * Returns all readable terms. Skips files and rows that cannot be read.
     *
     * @param places glossary files and folders with glossaries
     * @param problems receives their errors
     */
    public static Glossary read(List<Path> places, Consumer<? super IOException> problems) {
        List<Glossary> glossaries = new ArrayList<>();
        for (Path place : places) {
            try {
                glossaries.add(Glossary.read(place, problems::accept));
            } catch (IOException fault) {
                problems.accept(fault);
            }
        }
        return Glossary.of(glossaries);
    }

    /** Returns the names, sizes and times of the files. A file that disappears during the call counts as missing. */
    private List<String> state() {
        List<String> all = new ArrayList<>();
        for (Path place : places) {
            try {
                for (Path file : Files.isDirectory(place) ? Glossary.files(place) : List.of(place)) {
                    all.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
                }
            } catch (IOException gone) {
                all.add(place + " does not exist");
            }
        }
        return all;
    }

    public Lexicon lexicon() {
        return lexicon;
    }
}
