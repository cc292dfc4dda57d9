package duiqi.protocol.lsp;

import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TermVariants;
import duiqi.check.TextSpan;
import duiqi.check.TextSpan.Side;
import duiqi.glossary.TermAddition;
import duiqi.glossary.TermEntry;
import duiqi.protocol.LiveProject;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.WorkspaceEdit;

/** Offers the changes that fit at a place of a file. */
record Commands(Answers.Asked asked, Function<Path, String> uri) {
    static final String IGNORE = "duiqi.ignore";
    static final String ADD_TERM = "duiqi.addTerm";
    static final String PLACES = "duiqi.showPlaces";
    static final List<String> NAMES = List.of(IGNORE, ADD_TERM, PLACES);

    /** Reasons for an editor that cannot ask for a text */
    static final List<MessageActionItem> REASONS = Stream.of(
                    "right in this context", "a name or a quotation", "agreed with the client")
            .map(MessageActionItem::new)
            .toList();

    /** Holds a place with a translation, for the list of an editor: the line counts from 0. */
    record Shown(String uri, int line, String text) {}

    /** Returns the changes that fit at a range: suggestions, ignoring a finding, and adding a term. */
    List<CodeAction> actions(Range range) {
        EditedText text = asked.text();
        int start = text.index(range.getStart());
        int end = text.index(range.getEnd());
        List<CodeAction> actions = new ArrayList<>();
        for (Finding finding : asked.file().findings(asked.path(), start, end)) {
            suggestions(finding, text, actions);
            actions.add(action(
                    "Ignore this " + finding.rule().id() + " with a reason",
                    IGNORE,
                    finding.rule().id(),
                    finding.key()));
        }
        asked.at(range.getStart()).ifPresent(place -> {
            String selected = text.text().substring(start, Math.max(start, end)).strip();
            boolean isChinese = (place.side() == Side.TARGET) == place.unit().isIntoChinese();
            if (!selected.isEmpty() && selected.indexOf('\n') < 0) {
                actions.add(action(
                        "Add \"" + selected + "\" to the glossary",
                        ADD_TERM,
                        isChinese ? selected : "",
                        isChinese ? "" : selected));
            }
            variants(place.unit()).forEach(row -> {
                String usual = row.usual().text();
                actions.add(action(
                        "Add \"" + row.term() + "\" = \"" + usual + "\" to the glossary",
                        ADD_TERM,
                        row.isIntoChinese() ? usual : row.term(),
                        row.isIntoChinese() ? row.term() : usual));
            });
        });
        return actions;
    }

    private void suggestions(Finding finding, EditedText text, List<CodeAction> actions) {
        Optional<TextSpan> span = finding.span(Side.TARGET);
        for (String words : span.isEmpty() ? List.<String>of() : finding.suggestions()) {
            Answers.change(asked.file(), finding.unit(), span.get(), words, true)
                    .ifPresent(change -> {
                        CodeAction action =
                                new CodeAction(words.isEmpty() ? "Delete the words" : "Use \"" + words + "\"");
                        action.setKind(CodeActionKind.QuickFix);
                        action.setEdit(new WorkspaceEdit(
                                Map.of(uri.apply(asked.path()), List.of(Answers.edit(change, text)))));
                        action.setIsPreferred(finding.suggestions().size() == 1);
                        actions.add(action);
                    });
        }
    }

    /** Returns the terms with several translations that a unit has. */
    private Stream<TermVariants.Row> variants(CheckedUnit unit) {
        return asked.file().variants().stream()
                .filter(row -> unit.source().text().contains(row.term()));
    }

    /** Returns an action that the server does, with the file as the first argument. */
    private CodeAction action(String title, String command, String... words) {
        CodeAction action = new CodeAction(title);
        action.setKind(CodeActionKind.QuickFix);
        List<Object> all = new ArrayList<>(List.of(uri.apply(asked.path())));
        all.addAll(List.of(words));
        action.setCommand(new Command(title, command, all));
        return action;
    }

    /**
     * Adds an ignore to the settings of a project, or a term to its glossary.
     *
     * @param words the arguments after the file: rule, key and reason, or Chinese, English and status
     */
    static void run(String command, LiveProject project, List<String> words, Instant now) throws IOException {
        for (String word : words.subList(0, 2)) {
            if (word.isBlank()) {
                throw new FormatException(command, "needs two words", "use an editor that asks for them");
            }
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
        LiveProject.Rules rules = project.rules();
        TermAddition.add(
                project.project().termFile(project.project().glossaries(rules.settings())),
                rules.terms().glossary(),
                words.get(0),
                words.get(1),
                TermEntry.TermStatus.named(words.get(2)).orElse(TermEntry.TermStatus.PREFERRED),
                "",
                now);
    }
}
