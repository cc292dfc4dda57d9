package duiqi.check;

import com.ibm.icu.lang.UScript;

/** Which scripts a text is in. Stateless. */
final class Scripts {
    private Scripts() {}

    /** Whether a character is Han, in any plane. */
    static boolean isHan(int character) {
        return character >= 0x2E80 && UScript.getScript(character) == UScript.HAN;
    }

    /** How many Han characters there are. */
    static long han(String text) {
        return text.codePoints().filter(Scripts::isHan).count();
    }

    /** How many letters of other scripts there are. */
    static long otherLetters(String text) {
        return text.codePoints().filter(c -> Character.isLetter(c) && !isHan(c)).count();
    }

    /** Whether a text that should be English is Chinese but for a few words; a name of one character is not enough. */
    static boolean isMostlyChinese(String text) {
        long han = han(text);
        return han >= 2 && han > otherLetters(text);
    }
}
