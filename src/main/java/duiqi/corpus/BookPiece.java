package duiqi.corpus;

import java.io.Serializable;

/**
 * Some paragraphs of a book that are to be cut into sentences, or some of its sentences.
 *
 * @param book the id of the book
 * @param place where the book stands in the input
 * @param number which piece of this side it is, from 0
 * @param areSentences whether the texts are sentences already
 * @param reason why the book cannot be cut; empty where it can
 */
record BookPiece(
        String book,
        String place,
        BookSide side,
        int number,
        boolean areSentences,
        CorpusDocument.Side texts,
        String reason)
        implements Serializable {}
