package duiqi.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The comments before an entry of a PO file, and the count of what finds no place in them. */
final class PoComments {
    private static final Set<String> HELD = Set.of(
            PoFormat.CONTEXT,
            PoFormat.FUZZY,
            PoFormat.FLAGS,
            PoFormat.EXTRACTED,
            PoFormat.REFERENCES,
            PoFormat.PREVIOUS + "msgctxt",
            PoFormat.PREVIOUS + "msgid",
            PoFormat.PREVIOUS + "msgid_plural",
            PoFormat.OBSOLETE,
            PoFormat.PLURAL,
            PoFormat.FORM);

    private final Omissions omissions;

    PoComments(Omissions omissions) {
        this.omissions = omissions;
    }

    String of(Sides sides, boolean isFuzzy) {
        Tu unit = sides.unit();
        count(sides);
        StringBuilder lines = new StringBuilder();
        unit.annotations().stream().filter(Annotation::isNote).forEach(note -> comment(lines, "#", note.text()));
        sides.source().annotations().stream()
                .filter(Annotation::isNote)
                .forEach(note -> comment(lines, "#", note.text()));
        sides.target().stream()
                .flatMap(target -> target.annotations().stream())
                .filter(Annotation::isNote)
                .forEach(note -> comment(lines, "#", note.text()));
        unit.property(PoFormat.EXTRACTED).ifPresent(text -> comment(lines, "#.", text));
        unit.property(PoFormat.REFERENCES).ifPresent(text -> comment(lines, "#:", text));
        List<String> flags = new ArrayList<>();
        if (isFuzzy) {
            flags.add(PoEntry.FUZZY);
        }
        unit.property(PoFormat.FLAGS).map(PoComments::line).ifPresent(flags::add);
        if (!flags.isEmpty()) {
            lines.append("#, ").append(String.join(", ", flags)).append('\n');
        }
        String prefix = unit.property(PoFormat.OBSOLETE).isPresent() ? "#~| " : "#| ";
        for (String keyword : List.of("msgctxt", "msgid", "msgid_plural")) {
            unit.property(PoFormat.PREVIOUS + keyword)
                    .ifPresent(text -> lines.append(PoText.keyword(prefix, keyword + " ", text, "\n")));
        }
        return lines.toString();
    }

    private void comment(StringBuilder lines, String mark, String text) {
        for (String line : text.split("\n", -1)) {
            String plain = line(line);
            if (!plain.equals(line)) {
                omissions.add("tabs and line breaks in notes, which became spaces");
            }
            lines.append(mark).append(plain.isEmpty() ? "" : " ").append(plain).append('\n');
        }
    }

    private static String line(String text) {
        return TsvFormat.SEPARATORS.matcher(text.replace("\0", "")).replaceAll(" ");
    }

    private void count(Sides sides) {
        Tu unit = sides.unit();
        for (Annotation annotation : unit.annotations()) {
            if (annotation.isProperty() && !HELD.contains(annotation.type())) {
                omissions.add("properties");
            }
        }
        for (Tuv side : sides.both()) {
            for (Annotation annotation : side.annotations()) {
                omissions.add(
                        annotation.isProperty()
                                ? "properties"
                                : "sides that notes are about, which became notes of units");
            }
        }
        PlainSides.countFacts(sides, omissions);
        UnitFacts.count(unit, sides.both(), omissions);
        UnitFacts.countNotes(
                Stream.concat(
                                unit.annotations().stream(),
                                sides.both().stream().flatMap(side -> side.annotations().stream()))
                        .filter(Annotation::isNote)
                        .map(Annotation::text)
                        .toList(),
                omissions);
    }
}
