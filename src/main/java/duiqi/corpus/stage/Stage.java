package duiqi.corpus.stage;

import duiqi.corpus.CorpusSettings;

/** Lists the stages of a run in their order. */
public enum Stage {
    READ("read", "read documents", "reads the input and distributes its documents to buckets by id"),
    SENTENCES("sentences", "segment books", "splits documents that are too long for one task into sentences"),
    CUTS("cuts", "cut books", "cuts these documents at certain anchors until no part is too long"),
    BOOKS("books", "write slices", "writes the slices of these documents, which are aligned separately"),
    FIRST("first", "align", "aligns each document with the lexicon and the weights of duiqi"),
    TYPES("types", "count words", "counts the words of the corpus"),
    LEARN("learn", "learn", "learns word translations from all documents, in several rounds"),
    LAST("last", "create units", "aligns each document with the learned translations and filters its units"),
    DUPLICATES("duplicates", "find duplicates", "finds exact and near duplicates in the whole corpus"),
    UNITS("output/units", "write units", "writes the units that are kept"),
    DROPPED("output/dropped", "write dropped units", "writes the dropped units and the reasons"),
    DOCUMENTS("output/documents", "write documents", "writes the counts of each document with units"),
    REJECTED("output/rejected", "write rejections", "writes the documents without units and the reasons"),
    TERMS("output/terms", "count terms", "counts the translations of terms and recurring phrases in the whole corpus"),
    TERM_LIST("output/terms.csv", "list terms", "writes the terms as a CSV table, highest drift first"),
    TABLES("output/translations.tables", "write tables", "writes the learned translations for duiqi align --tables"),
    TMX("output/tmx", "write TMX", "writes the units as TMX files");

    private final String folder;
    private final String title;
    private final String work;

    Stage(String folder, String title, String work) {
        this.folder = folder;
        this.title = title;
        this.work = work;
    }

    /** Returns the folder of the stage in the work folder. */
    public String folder() {
        return folder;
    }

    /** Returns the title of the stage in messages. */
    public String title() {
        return title;
    }

    /** Returns a description of the work of the stage. */
    public String work() {
        return work;
    }

    /** Returns whether a run with the given settings includes this stage. */
    public boolean isIncluded(CorpusSettings settings) {
        return switch (this) {
            case FIRST, TYPES, LEARN, TABLES -> settings.learns();
            case DUPLICATES -> settings.duplicates().sameness() != CorpusSettings.Sameness.NONE;
            case TERMS, TERM_LIST -> settings.countsTerms();
            case TMX -> settings.tmxFiles() > 0;
            case READ, SENTENCES, CUTS, BOOKS, LAST, UNITS, DROPPED, DOCUMENTS, REJECTED -> true;
        };
    }
}
