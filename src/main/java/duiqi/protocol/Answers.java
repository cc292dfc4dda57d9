package duiqi.protocol;

import duiqi.app.EditedFile;
import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
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
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
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
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/**
 * Describes findings, matches, terms and changes of a file in the words of the protocol. Immutable.
 *
 * @param pages the folder with the pages of the rules; empty if there are no pages
 */
record Answers(Optional<URI> pages) {
    static final String IGNORE = "duiqi.ignore";
    static final String ADD_TERM = "duiqi.addTerm";
    static final String PLACES = "duiqi.showPlaces";

    /** Reasons for an editor that cannot ask for a text */
    static final List<MessageActionItem> REASONS = Stream.of(
                    "right in this context", "a name or a quotation", "agreed with the client")
            .map(MessageActionItem::new)
            .toList();

    /** Number and minimum score of the matches of a unit */
    private static final SearchOptions MATCHES = new SearchOptions(60, 3, SearchOptions.Penalties.STANDARD);

    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]<>()#+.!|~-]");

    /** The place in the message of an error */
    private static final Pattern PLACE = Pattern.compile("(?s)(?<line>\\d+):(?<column>\\d+): (?<problem>.*)");

    static String uri(Path file) {
        return file.toUri().toString();
    }

    /** Returns the findings of a file for each of its parts. */
    Map<Path, List<Diagnostic>> diagnostics(EditedFile file, CheckedFile.Checked checked) {
        Map<Path, List<Diagnostic>> all = new HashMap<>();
        for (Path part : file.parts()) {
            List<Diagnostic> found = new ArrayList<>();
            EditedText text = checked.state().texts().getOrDefault(part, EditedText.of(""));
            checked.findings().stream()
                    .filter(finding -> finding.location().file().equals(part.toString()))
                    .forEach(finding -> found.add(diagnostic(finding, text, checked.state())));
            checked.problem()
                    .filter(problem -> problem.startsWith(part + ":"))
                    .ifPresent(problem -> found.add(unreadable(problem.substring((part + ":").length()))));
            all.put(part, found);
        }
        return all;
    }

    private static Diagnostic unreadable(String problem) {
        Matcher place = PLACE.matcher(problem);
        boolean isPlaced = place.matches();
        int line = isPlaced ? Integer.parseInt(place.group("line")) - 1 : 0;
        int column = isPlaced ? Integer.parseInt(place.group("column")) - 1 : 0;
        Range range = new Range(new Position(line, column), new Position(line, column + 1));
        String message = isPlaced ? place.group("problem") : problem.strip();
        return new Diagnostic(range, message, DiagnosticSeverity.Error, "duiqi", "unreadable");
    }

    private Diagnostic diagnostic(Finding finding, EditedText text, CheckedFile.State state) {
        DiagnosticSeverity severity = switch (finding.severity()) {
            case ERROR -> DiagnosticSeverity.Error;
            case WARNING -> DiagnosticSeverity.Warning;
            case NOTE -> DiagnosticSeverity.Information;
        };
        int[] range = CheckedFile.range(finding, text);
        String rule = finding.rule().id();
        Diagnostic shown =
                new Diagnostic(text.range(range[0], range[1]), FindingReport.advice(finding), severity, "duiqi", rule);
        pages.ifPresent(address -> shown.setCodeDescription(new DiagnosticCodeDescription(address + rule + ".md")));
        List<DiagnosticRelatedInformation> related = new ArrayList<>();
        Location.Finder source = finding.unit().source().place();
        for (TextSpan span : finding.spans()) {
            Path file = Path.of(source.at(span.start()).file());
            EditedText other = state.texts().get(file);
            if (span.side() == Side.SOURCE && other != null) {
                Range words = other.range(other.index(source.at(span.start())), other.index(source.at(span.end())));
                String language = String.valueOf(finding.unit().language(Side.SOURCE));
                related.add(new DiagnosticRelatedInformation(
                        new org.eclipse.lsp4j.Location(uri(file), words),
                        language + ": " + finding.unit().text(span)));
            }
        }
        shown.setRelatedInformation(related);
        return shown;
    }

    private static List<TermMatches.Hit> terms(CheckedFile file, CheckedUnit unit, Side side) {
        boolean isChinese = (side == Side.TARGET) == unit.isIntoChinese();
        return file.project().rules().terms().find(unit.passage(side).text(), isChinese);
    }

    /** Returns the translations of the units of the memories that are most similar to the source; none without a memory. */
    private static List<Map.Entry<TranslationMemory.Found, String>> matches(CheckedFile file, CheckedUnit unit) {
        UnitSide side = unit.isIntoChinese() ? UnitSide.TARGET : UnitSide.SOURCE;
        try {
            return file.project().memory().search(side, unit.source().text(), Context.NONE, MATCHES).stream()
                    .map(found -> Map.entry(found, found.match().unit().text(side.other())))
                    .toList();
        } catch (IOException missing) {
            return List.of();
        }
    }

    Hover hover(CheckedFile file, CheckedFile.Place place) {
        CheckedUnit unit = place.unit();
        List<String> lines = new ArrayList<>(List.of(markup(unit.source().text()), ""));
        matches(file, unit).forEach(match -> {
            TranslationMemory.Found found = match.getKey();
            IndexedUnit stored = found.match().unit();
            lines.add("- **" + found.match().score() + "%** " + markup(match.getValue()) + " ("
                    + markup(found.file().path().getFileName() + ":" + stored.line()) + ")");
        });
        for (TermMatches.Hit hit : terms(file, unit, Side.SOURCE)) {
            lines.add("- " + markup(hit.term()) + " → "
                    + hit.concept().entries().stream()
                            .map(entry -> markup(entry.target(unit.direction())) + " (" + entry.status() + ")")
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        return new Hover(new MarkupContent(MarkupKind.MARKDOWN, String.join("\n", lines)));
    }

    private static String markup(String text) {
        return MARKUP.matcher(text.replaceAll("\\s+", " ")).replaceAll("\\\\$0");
    }

    /** Returns the translations of the terms and the matches of the memories that fit at a place in a target. */
    List<CompletionItem> completion(CheckedFile file, CheckedFile.Place place) {
        if (place.side() != Side.TARGET || !place.isExact()) {
            return List.of();
        }
        CheckedUnit unit = place.unit();
        String target = unit.target().text();
        String before = target.substring(0, place.index());
        List<CompletionItem> items = new ArrayList<>();
        for (TermMatches.Hit hit : terms(file, unit, Side.SOURCE)) {
            for (TermEntry entry : hit.concept().entries()) {
                if (entry.status().isAllowed()) {
                    String words = entry.target(unit.direction());
                    TextSpan typed = new TextSpan(Side.TARGET, begun(words, before), place.index());
                    item(file, place, typed, words, hit.term() + ", " + entry.status())
                            .ifPresent(items::add);
                }
            }
        }
        matches(file, unit).forEach(match -> {
            TranslationMemory.Found found = match.getKey();
            String from = found.match().score() + "% " + found.file().path().getFileName();
            item(file, place, new TextSpan(Side.TARGET, 0, target.length()), match.getValue(), from)
                    .ifPresent(items::add);
        });
        for (int i = 0; i < items.size(); i++) {
            items.get(i).setSortText(String.format(Locale.ROOT, "%03d", i));
        }
        return items;
    }

    /** Returns where the words begin that a text before the cursor has already; the end of the text if it has none. */
    private static int begun(String words, String before) {
        int start = Math.max(0, before.length() - words.length());
        while (!words.regionMatches(true, 0, before, start, before.length() - start)) {
            start++;
        }
        return start;
    }

    private static Optional<CompletionItem> item(
            CheckedFile file, CheckedFile.Place place, TextSpan span, String words, String from) {
        EditedText text = place.text();
        boolean isEmpty = place.unit().target().text().isEmpty();
        return file.change(place.unit(), span, words, isEmpty)
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

    private static TextEdit edit(EditedFile.Change change, EditedText text) {
        return new TextEdit(text.range(change.start(), change.end()), change.text());
    }

    /** Returns the lines of the glossaries with the term at a place. */
    List<org.eclipse.lsp4j.Location> definition(CheckedFile file, CheckedFile.Place place) {
        return terms(file, place.unit(), place.side()).stream()
                .filter(hit -> hit.start() <= place.index() && place.index() <= hit.end())
                .flatMap(hit -> hit.concept().entries().stream())
                .map(TermEntry::location)
                .distinct()
                .map(line -> {
                    Position start = new Position(line.line() - 1, 0);
                    return new org.eclipse.lsp4j.Location(uri(Path.of(line.file())), new Range(start, start));
                })
                .toList();
    }

    /** Returns a line for each term that the file translates in several ways, with the first lines of each translation. */
    List<CodeLens> lenses(CheckedFile file, Path path) {
        List<CodeLens> lenses = new ArrayList<>();
        EditedText text = file.shown(path).texts().getOrDefault(path, EditedText.of(""));
        for (TermVariants.Row row : file.checked().variants()) {
            Location first = row.odd().get(0).first().get(0).location(0);
            if (first.file().equals(path.toString())) {
                String title = row.odd().size() + 1 + " translations of " + row.term();
                List<Object> lines = new ArrayList<>(List.of(title));
                Stream.concat(Stream.of(row.usual()), row.odd().stream())
                        .map(variant -> variant.shown() + ": line "
                                + variant.first().stream()
                                        .map(unit ->
                                                String.valueOf(unit.location(0).line()))
                                        .collect(Collectors.joining(", ")))
                        .forEach(lines::add);
                int index = text.index(first);
                lenses.add(new CodeLens(text.range(index, index), new Command(title, PLACES, lines), null));
            }
        }
        return lenses;
    }

    /** Returns the changes that fit at a range: suggestions, ignoring a finding, and adding a term. */
    List<Either<Command, CodeAction>> actions(CheckedFile file, Path path, Range range) {
        CheckedFile.Checked checked = file.checked();
        EditedText text = file.shown(path).texts().get(path);
        EditedText before = checked.state().texts().get(path);
        if (text == null || before == null) {
            return List.of();
        }
        int start = text.index(range.getStart());
        int end = text.index(range.getEnd());
        List<CodeAction> actions = new ArrayList<>();
        for (Finding finding : checked.findings()) {
            int[] words = CheckedFile.range(finding, before);
            if (finding.location().file().equals(path.toString()) && words[0] <= end && start <= words[1]) {
                String rule = finding.rule().id();
                finding.span(Side.TARGET).ifPresent(span -> suggestions(file, path, finding, span, text, actions));
                actions.add(action(path, "Ignore this " + rule + " with a reason", IGNORE, rule, finding.key()));
            }
        }
        file.at(path, range.getStart()).ifPresent(place -> {
            String selected = text.text().substring(start, Math.max(start, end)).strip();
            if (!selected.isEmpty() && selected.indexOf('\n') < 0) {
                boolean isChinese =
                        (place.side() == Side.TARGET) == place.unit().isIntoChinese();
                actions.add(term(path, "\"" + selected + "\"", isChinese, selected, ""));
            }
            checked.variants().stream()
                    .filter(row -> place.unit().source().text().contains(row.term()))
                    .map(row -> {
                        String usual = row.usual().text();
                        String pair = "\"" + row.term() + "\" = \"" + usual + "\"";
                        return term(path, pair, row.isIntoChinese(), usual, row.term());
                    })
                    .forEach(actions::add);
        });
        return actions.stream().map(Either::<Command, CodeAction>forRight).toList();
    }

    private void suggestions(
            CheckedFile file, Path path, Finding finding, TextSpan span, EditedText text, List<CodeAction> actions) {
        for (String words : finding.suggestions()) {
            file.change(finding.unit(), span, words, true).ifPresent(change -> {
                CodeAction action = new CodeAction(words.isEmpty() ? "Delete the words" : "Use \"" + words + "\"");
                action.setKind(CodeActionKind.QuickFix);
                action.setEdit(new WorkspaceEdit(Map.of(uri(path), List.of(edit(change, text)))));
                action.setIsPreferred(finding.suggestions().size() == 1);
                actions.add(action);
            });
        }
    }

    private CodeAction term(Path path, String title, boolean isChinese, String words, String other) {
        return action(
                path,
                "Add " + title + " to the glossary",
                ADD_TERM,
                isChinese ? words : other,
                isChinese ? other : words);
    }

    /** Returns an action that the server does, with the file as the first argument. */
    private CodeAction action(Path path, String title, String command, String... words) {
        CodeAction action = new CodeAction(title);
        action.setKind(CodeActionKind.QuickFix);
        List<Object> all = new ArrayList<>(List.of(uri(path)));
        all.addAll(List.of(words));
        action.setCommand(new Command(title, command, all));
        return action;
    }

    /**
     * Adds an ignore to the settings of a project, or a term to its glossary.
     *
     * @param words the arguments after the file: rule, key and reason, or Chinese, English and status
     */
    static void run(String command, LiveProject project, List<String> words) throws IOException {
        if (words.get(0).isBlank() || words.get(1).isBlank()) {
            throw new FormatException(command, "needs two words", "use an editor that asks for them");
        }
        if (command.equals(IGNORE)) {
            project.project()
                    .add(List.of(new CheckSettings.IgnoreSection(
                            Optional.of(words.get(0)),
                            Optional.empty(),
                            Optional.of(words.get(1)),
                            List.of(),
                            words.get(2),
                            new Location(CheckSettings.FILE_NAME, 1, 1))));
            return;
        }
        project.add(
                words.get(0),
                words.get(1),
                TermEntry.TermStatus.named(words.get(2)).orElse(TermEntry.TermStatus.PREFERRED),
                "");
    }
}
