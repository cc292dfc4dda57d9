package duiqi.document;

import java.nio.charset.Charset;
import java.util.BitSet;

/**
 * How much of a text consists of characters that everyday Chinese is written with.
 *
 * <p>Bytes read in the wrong Chinese encoding are usually still valid, but give rare hanzi. The national encodings were
 * themselves laid out by frequency: the first level of GB 2312-80 (rows 16 to 55, 3755 hanzi) and of Big5 (A440 to C67E,
 * 5401 hanzi) each cover more than 99 % of running text, so their tables serve as the lists of common characters. Immutable.
 */
final class CharacterPlausibility {
    /** Common in simplified script, with the punctuation and full-width forms of GB 2312, rows 1 and 3. */
    static final CharacterPlausibility SIMPLIFIED = new CharacterPlausibility(union(
            characters("GB18030", 0xB0, 0xD7, 0xA1),
            characters("GB18030", 0xA1, 0xA1, 0xA1),
            characters("GB18030", 0xA3, 0xA3, 0xA1)));

    /** Common in traditional script, with the punctuation and full-width forms of Big5. */
    static final CharacterPlausibility TRADITIONAL = new CharacterPlausibility(characters("Big5", 0xA1, 0xC6, 0x40));

    /** Common in either. */
    static final CharacterPlausibility ANY = new CharacterPlausibility(union(SIMPLIFIED.common, TRADITIONAL.common));

    private final BitSet common;

    private CharacterPlausibility(BitSet common) {
        this.common = common;
    }

    /** Share of common characters among those that are not ASCII, 0 to 1; 0 when there are none. */
    double of(String text) {
        int all = 0;
        int familiar = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                all++;
                familiar += common.get(c) ? 1 : 0;
            }
        }
        return all == 0 ? 0 : (double) familiar / all;
    }

    /** Share of common characters and ASCII among all, 0 to 1. */
    double withAsciiOf(String text) {
        long familiar = text.chars()
                .filter(c -> common.get(c) || (c >= ' ' && c < 0x7F) || (c >= '\t' && c <= '\r'))
                .count();
        return text.isEmpty() ? 0 : (double) familiar / text.length();
    }

    private static BitSet characters(String charset, int firstLead, int lastLead, int firstTrail) {
        Charset encoding = Charset.forName(charset);
        BitSet found = new BitSet();
        for (int lead = firstLead; lead <= lastLead; lead++) {
            for (int trail = firstTrail; trail <= 0xFE; trail++) {
                StrictDecoding pair = StrictDecoding.of(new byte[] {(byte) lead, (byte) trail}, 0, encoding);
                if (pair.succeeded() && pair.text().length() == 1) {
                    found.set(pair.text().charAt(0));
                }
            }
        }
        return found;
    }

    private static BitSet union(BitSet... sets) {
        BitSet union = new BitSet();
        for (BitSet set : sets) {
            union.or(set);
        }
        return union;
    }
}
