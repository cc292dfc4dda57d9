package duiqi.corpus.stage;

import duiqi.corpus.CorpusSettings;

/** The stages of a run, in their order. */
public enum Stage {
    READ("read", "read documents", "reads the input and deals its documents out to buckets by their ids"),
    SENTENCES("sentences", "segment books", "cuts documents that are too long for one task into sentences"),
    CUTS("cuts", "cut books", "looks, in each part that is too long, for a certain anchor to cut it at, until none is"),
    BOOKS("books", "write slices", "writes the slices of these documents, each of which is aligned by itself"),
    FIRST("first", "align", "aligns each document by the dictionary and the weights that come with duiqi"),
    TYPES("types", "count words", "counts the words of the corpus"),
    LEARN("learn", "learn", "adds up what each document tells of translations of words, round after round"),
    LAST("last", "align for units", "aligns each document by all that is known then, and sifts its pairs"),
    DUPLICATES("duplicates", "compare units", "finds units that say the same, exactly or nearly, in the whole corpus"),
    UNITS("output/units", "write units", "writes the units that stay"),
    DROPPED("output/dropped", "write what is left out", "writes which units do not stay, and why"),
    DOCUMENTS("output/documents", "write documents", "writes what became of each document"),
    REJECTED("output/rejected", "write what is rejected", "writes which documents have no units, and why"),
    TERMS("output/terms", "count terms", "counts how terms and recurring phrases are rendered in the whole corpus"),
    TERM_LIST("output/terms.csv", "list terms", "writes the terms as a list for people, those that drift first"),
    TABLES("output/translations.tables", "write tables", "writes what the corpus taught, for duiqi align --tables"),
    TMX("output/tmx", "write TMX", "writes the units as translation memories");

    private final String folder;
    private final String title;
    private final String work;

    Stage(String folder, String title, String work) {
        this.folder = folder;
        this.title = title;
        this.work = work;
    }

    /** Returns its folder in the work folder. */
    public String folder() {
        return folder;
    }

    /** Returns its title in messages. */
    public String title() {
        return title;
    }

    /** Returns a description of its work. */
    public String work() {
        return work;
    }

    /** Returns whether a run with these settings has it. */
    public boolean isAsked(CorpusSettings settings) {
        return switch (this) {
            case FIRST, TYPES, LEARN, TABLES -> settings.learns();
            case DUPLICATES -> settings.duplicates().sameness() != CorpusSettings.Sameness.NONE;
            case TERMS, TERM_LIST -> settings.countsTerms();
            case TMX -> settings.tmxFiles() > 0;
            case READ, SENTENCES, CUTS, BOOKS, LAST, UNITS, DROPPED, DOCUMENTS, REJECTED -> true;
        };
    }
}
