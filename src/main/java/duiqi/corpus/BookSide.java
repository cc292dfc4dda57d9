package duiqi.corpus;

/** One of the two texts of a book. */
enum BookSide {
    CHINESE,
    ENGLISH;

    CorpusDocument.Side of(CorpusDocument document) {
        return this == CHINESE ? document.chinese() : document.english();
    }
}
