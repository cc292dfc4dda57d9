package duiqi.check;

/** Words in quotation marks, as messages have them. */
final class Quoted {
    private Quoted() {}

    static String of(String words) {
        return "\"" + words + "\"";
    }
}
