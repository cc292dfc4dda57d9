package duiqi.protocol.lsp;

import duiqi.app.EditedFile;
import duiqi.check.CheckedUnit;
import duiqi.check.Correction;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TermVariants;
import duiqi.check.TextSpan;
import duiqi.check.TextSpan.Side;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermMatches;
import duiqi.index.Context;
import duiqi.index.IndexedUnit;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.memory.TranslationMemory;
import duiqi.report.FindingReport;
import duiqi.text.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticCodeDescription;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/**
 * Describes findings, matches and terms in the words of the protocol. Immutable.
 *
 * @param uri returns the address of a file
 * @param pages the folder with the pages of the rules; empty if there are no pages
 */
record Answers(Function<Path, String> uri, Optional<URI> pages) {
    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]<>()#+.!|~-]");

    /** Number and minimum score of the matches of a unit */
    private static final SearchOptions MATCHES = new SearchOptions(60, 3, SearchOptions.Penalties.STANDARD);

    /** The place in the message of an error */
    private static final Pattern PLACE = Pattern.compile("(?s)(?<line>\\d+):(?<column>\\d+): (?<problem>.*)");

    /** Holds a file that a request is about. */
    record Asked(CheckedFile file, Path path) {
        /** Returns the unit at a position of the text; empty if there is none. */
        Optional<CheckedFile.Place> at(Position position) {
            CheckedFile.State state = file.shown(path);
            return Optional.ofNullable(state.texts().get(path))
                    .flatMap(text -> CheckedFile.at(state, path, text.index(position)));
        }

        EditedText text() {
            return file.shown(path).texts().getOrDefault(path, EditedText.of(""));
        }

        /** Returns the units of the memories that are most similar to the source of a unit; none without a memory. */
        List<TranslationMemory.Found> matches(CheckedUnit unit) {
            UnitSide side = unit.isIntoChinese() ? UnitSide.TARGET : UnitSide.SOURCE;
            try {
                return file.project().memory().search(side, unit.source().text(), Context.NONE, MATCHES);
            } catch (IOException missing) {
                return List.of();
            }
        }

        /** Returns the terms in a side of a unit. */
        List<TermMatches.Hit> terms(CheckedUnit unit, Side side) {
            boolean isChinese = (side == Side.TARGET) == unit.isIntoChinese();
            return file.project().rules().terms().find(unit.passage(side).text(), isChinese);
        }
    }

    /** Returns the findings of a file for each of its parts. */
    Map<Path, List<Diagnostic>> diagnostics(CheckedFile file, CheckedFile.Checked checked) {
        Map<Path, List<Diagnostic>> all = new HashMap<>();
        file.file().parts().forEach(part -> all.put(part, new ArrayList<>()));
        for (Finding finding : checked.findings()) {
            Path part = Path.of(finding.location().file());
            EditedText text = checked.state().texts().get(part);
            if (text != null) {
                all.computeIfAbsent(part, key -> new ArrayList<>()).add(diagnostic(finding, text, checked.state()));
            }
        }
        checked.problem().ifPresent(problem -> {
            for (Path part : file.file().parts()) {
                Matcher place = PLACE.matcher(problem.replace(part + ":", ""));
                if (problem.startsWith(part + ":")) {
                    all.computeIfAbsent(part, key -> new ArrayList<>()).add(problem(part, place, problem));
                }
            }
        });
        return all;
    }

    private static Diagnostic problem(Path part, Matcher place, String problem) {
        boolean isPlaced = place.matches();
        int line = isPlaced ? Integer.parseInt(place.group("line")) - 1 : 0;
        int column = isPlaced ? Integer.parseInt(place.group("column")) - 1 : 0;
        String message = isPlaced ? place.group("problem") : problem.replace(part + ": ", "");
        Range range = new Range(new Position(line, column), new Position(line, column + 1));
        return new Diagnostic(range, message, DiagnosticSeverity.Error, "duiqi", "unreadable");
    }

    private Diagnostic diagnostic(Finding finding, EditedText text, CheckedFile.State state) {
        int[] range = CheckedFile.range(finding, text);
        DiagnosticSeverity severity = switch (finding.severity()) {
            case ERROR -> DiagnosticSeverity.Error;
            case WARNING -> DiagnosticSeverity.Warning;
            case NOTE -> DiagnosticSeverity.Information;
        };
        String rule = finding.rule().id();
        Diagnostic shown =
                new Diagnostic(text.range(range[0], range[1]), FindingReport.advice(finding), severity, "duiqi", rule);
        pages.ifPresent(address -> shown.setCodeDescription(new DiagnosticCodeDescription(address + rule + ".md")));
        List<DiagnosticRelatedInformation> related = new ArrayList<>();
        for (TextSpan span : finding.spans()) {
            CheckedUnit.Passage source = finding.unit().source();
            Location start = source.place().at(span.start());
            EditedText other = state.texts().get(Path.of(start.file()));
            if (span.side() == Side.SOURCE && other != null) {
                Range words = other.range(
                        other.index(start), other.index(source.place().at(span.end())));
                related.add(new DiagnosticRelatedInformation(
                        new org.eclipse.lsp4j.Location(uri.apply(Path.of(start.file())), words),
                        finding.unit().language(Side.SOURCE) + ": "
                                + finding.unit().text(span)));
            }
        }
        shown.setRelatedInformation(related);
        return shown;
    }

    Optional<Hover> hover(Asked asked, Position position) {
        return asked.at(position).map(place -> {
            CheckedUnit unit = place.unit();
            UnitSide target = unit.isIntoChinese() ? UnitSide.SOURCE : UnitSide.TARGET;
            List<String> lines = new ArrayList<>(List.of(markup(unit.source().text()), ""));
            for (TranslationMemory.Found found : asked.matches(unit)) {
                IndexedUnit match = found.match().unit();
                lines.add("- **" + found.match().score() + "%** " + markup(match.text(target)) + " ("
                        + markup(found.file().path().getFileName() + ":" + match.line()) + ")");
            }
            for (TermMatches.Hit hit : asked.terms(unit, Side.SOURCE)) {
                List<String> translations = hit.concept().entries().stream()
                        .map(entry -> markup(entry.target(unit.direction())) + " (" + entry.status() + ")")
                        .distinct()
                        .toList();
                lines.add("- " + markup(hit.term()) + " → " + String.join(", ", translations));
            }
            return new Hover(new MarkupContent(MarkupKind.MARKDOWN, String.join("\n", lines)));
        });
    }

    private static String markup(String text) {
        return MARKUP.matcher(text.replaceAll("\\s+", " ")).replaceAll("\\\\$0");
    }

    /** Returns the matches of the memories and the translations of the terms that fit at a place in a target. */
    List<CompletionItem> completion(Asked asked, Position position) {
        Optional<CheckedFile.Place> place =
                asked.at(position).filter(one -> one.side() == Side.TARGET && one.isExact());
        if (place.isEmpty()) {
            return List.of();
        }
        CheckedUnit unit = place.get().unit();
        String target = unit.target().text();
        UnitSide side = unit.isIntoChinese() ? UnitSide.SOURCE : UnitSide.TARGET;
        List<CompletionItem> items = new ArrayList<>();
        for (TermMatches.Hit hit : asked.terms(unit, Side.SOURCE)) {
            for (TermEntry entry : hit.concept().entries()) {
                if (entry.status().isAllowed()) {
                    String words = entry.target(unit.direction());
                    int start = begun(words, target.substring(0, place.get().index()));
                    item(asked, unit, start, place.get().index(), words, hit.term() + ", " + entry.status())
                            .ifPresent(items::add);
                }
            }
        }
        for (TranslationMemory.Found found : asked.matches(unit)) {
            String words = found.match().unit().text(side);
            String from = found.match().score() + "% " + found.file().path().getFileName();
            item(asked, unit, 0, target.length(), words, from).ifPresent(items::add);
        }
        for (int i = 0; i < items.size(); i++) {
            items.get(i).setSortText(String.format(Locale.ROOT, "%03d", i));
        }
        return items;
    }

    /** Returns where the words begin that a text before the cursor has already; the end of the text if it has none. */
    private static int begun(String words, String before) {
        for (int length = Math.min(words.length(), before.length()); length > 0; length--) {
            if (before.regionMatches(true, before.length() - length, words, 0, length)) {
                return before.length() - length;
            }
        }
        return before.length();
    }

    private static Optional<CompletionItem> item(
            Asked asked, CheckedUnit unit, int start, int end, String words, String from) {
        EditedText text = asked.text();
        boolean isEmpty = unit.target().text().isEmpty();
        return change(asked.file, unit, new TextSpan(Side.TARGET, start, end), words, isEmpty)
                .filter(change -> text.isOneLine(change.start(), change.end()))
                .map(change -> {
                    CompletionItem item = new CompletionItem(words);
                    item.setKind(CompletionItemKind.Text);
                    item.setDetail(from);
                    // Editors compare it with the text that the item replaces.
                    item.setFilterText(text.text().substring(change.start(), change.end()) + words);
                    item.setTextEdit(Either.forLeft(edit(change, text)));
                    return item;
                });
    }

    static TextEdit edit(EditedFile.Change change, EditedText text) {
        return new TextEdit(text.range(change.start(), change.end()), change.text());
    }

    /** Returns the change of the file that replaces a part of a target; empty if the format does not allow it. */
    static Optional<EditedFile.Change> change(
            CheckedFile file, CheckedUnit unit, TextSpan span, String words, boolean isVerified) {
        Finding asked = Finding.of(Rule.of("edit", Severity.NOTE, ""), unit, "");
        try {
            return file.change(new Correction(asked, span, words), isVerified);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the lines of the glossaries with the term at a position. */
    List<org.eclipse.lsp4j.Location> definition(Asked asked, Position position) {
        return asked.at(position).stream()
                .flatMap(place -> asked.terms(place.unit(), place.side()).stream()
                        .filter(hit -> hit.start() <= place.index() && place.index() <= hit.end())
                        .flatMap(hit -> hit.concept().entries().stream()))
                .map(TermEntry::location)
                .distinct()
                .map(line -> new org.eclipse.lsp4j.Location(
                        uri.apply(Path.of(line.file())),
                        new Range(new Position(line.line() - 1, 0), new Position(line.line() - 1, 0))))
                .toList();
    }

    /** Returns a line for each term that the file translates in several ways, with the first places of each translation. */
    List<CodeLens> lenses(Asked asked) {
        List<CodeLens> lenses = new ArrayList<>();
        EditedText text = asked.text();
        for (TermVariants.Row row : asked.file.variants()) {
            List<Commands.Shown> places = Stream.concat(Stream.of(row.usual()), row.odd().stream())
                    .flatMap(variant -> variant.first().stream()
                            .map(unit -> new Commands.Shown(
                                    uri.apply(Path.of(unit.location(0).file())),
                                    unit.location(0).line() - 1,
                                    variant.shown())))
                    .toList();
            Location first = row.odd().get(0).first().get(0).location(0);
            if (first.file().equals(asked.path.toString())) {
                String title = row.odd().size() + 1 + " translations of " + row.term();
                int index = text.index(first);
                lenses.add(new CodeLens(
                        text.range(index, index), new Command(title, Commands.PLACES, List.of(title, places)), null));
            }
        }
        return lenses;
    }
}
