package duiqi.exchange;

import java.util.Map;

/** Attributes of marks in XLIFF 2 (Version 2.1, section 4.2.3.6, mrk). */
final class Xliff2Marks {
    private Xliff2Marks() {}

    /** Adds what a mark of either XLIFF says of itself; terms are the one kind that both have. */
    static void copy(Map<String, String> model, Map<String, String> attributes) {
        String value = model.getOrDefault("value", model.getOrDefault("comment", ""));
        String type = model.getOrDefault("type", "");
        if (model.containsKey("mtype")) {
            type = Xliff2Types.FOREIGN + XliffNames.encode(model.getOrDefault("mtype", ""));
        }
        boolean isComment = type.equals("comment");
        if (isComment && value.isEmpty()) {
            type = ""; // a comment must have a value or refer to a note, and references are not kept
        }
        if (type.equals("term") || type.equals("comment") || type.matches("[^\\s:]+:[^\\s:]+")) {
            attributes.put("type", type);
        }
        if (!value.isEmpty()) {
            attributes.put("value", value);
        }
        String translate = model.getOrDefault("translate", "");
        if (translate.equals("yes") || translate.equals("no")) {
            attributes.put("translate", translate);
        }
    }
}
