package duiqi.cli.command;

import duiqi.cli.print.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;

@Command(name = "completion", header = "Print the completion script of a shell.", description = """

                Prints a shell script that completes the commands, options and file names of duiqi. Create the \
                script again after an update of duiqi.
                """, footer = """

                Examples:
                  In this session, in bash or zsh:
                    . <(duiqi completion)

                  In every session, in bash:
                    duiqi completion bash > ~/.local/share/bash-completion/completions/duiqi

                  In every session, in zsh, into a folder of $fpath:
                    duiqi completion zsh > ~/.zsh/completions/_duiqi

                  In every session, in fish:
                    duiqi completion fish > ~/.config/fish/completions/duiqi.fish
                """)
public final class CompletionCommand extends Subcommand {
    /** Lists the shells. The script for bash also runs in zsh, because it detects the shell. */
    enum Shell {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Defines compopt, which the script calls and zsh lacks. The alias in the script has no effect inside a function.
     */
    private static final String FOR_ZSH = """
            #compdef duiqi
            functions[compopt]=:
            """;

    /**
     * Completes the first word. zsh runs a script in a folder of $fpath as the function _duiqi at the first Tab, and
     * expects an answer. A sourced script must not answer.
     */
    private static final String ON_FIRST_TAB = """

            if [ "${funcstack[1]}" = _duiqi ]; then
              _bash_complete -o default -F _complete_duiqi
            fi
            """;

    /** Defines the conditions of the lines for fish: the typed command is, or begins with, the words of a command. */
    private static final String FOR_FISH = """
            function __duiqi_words
                set -l skip
                for word in (commandline -opc)[2..-1]
                    if test "$skip" = --color
                        set skip
                    else if string match -q -- '-*' $word
                        set skip $word
                    else
                        set skip
                        echo $word
                    end
                end
            end
            function __duiqi_at
                test "$(__duiqi_words)" = "$(string join \\n $argv)"
            end
            function __duiqi_in
                set -l words (__duiqi_words)
                test "$words[1..$(count $argv)]" = "$argv"
            end
            """;

    @Parameters(
            arity = "0..1",
            paramLabel = "SHELL",
            description = "Shell: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Shell shell = Shell.BASH;

    @Override
    public Integer call() {
        if (shell == Shell.FISH) {
            print(FOR_FISH);
            printFish(spec().root().commandLine(), "");
            return ExitCode.DONE;
        }
        String script = AutoComplete.bash("duiqi", spec().root().commandLine());
        print(shell == Shell.ZSH ? FOR_ZSH + script + ON_FIRST_TAB : script);
        return ExitCode.DONE;
    }

    /** Prints a line for each option, value and subcommand of a command, which is {@code words} without duiqi. */
    private void printFish(CommandLine command, String words) {
        CommandSpec of = command.getCommandSpec();
        boolean group = !command.getSubcommands().isEmpty();
        String start = "complete -c duiqi -n '__duiqi_" + (group ? "at" : "in") + words + "'";
        command.getSubcommands()
                .forEach((name, sub) -> print(start + " -a " + name
                        + described(sub.getCommandSpec().usageMessage().header()) + "\n"));
        if (of.positionalParameters().stream().noneMatch(CompletionCommand::takesFiles)) {
            print(start + " -f\n");
        }
        of.positionalParameters().stream()
                .filter(parameter -> parameter.completionCandidates() != null)
                .forEach(parameter -> print(start + values(parameter) + "\n"));
        for (OptionSpec option : of.options()) {
            String value = option.arity().max() == 0 ? "" : takesFiles(option) ? " -r -F" : " -x" + values(option);
            String names = Stream.of(option.names())
                    .map(name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
                    .collect(Collectors.joining());
            names += option.negatable() ? names.replace(" -l ", " -l no-") : "";
            print(start + names + value + described(option.description()) + "\n");
        }
        command.getSubcommands().forEach((name, sub) -> printFish(sub, words + " " + name));
    }

    /** Returns whether the value is probably a file or a folder. */
    private static boolean takesFiles(ArgSpec argument) {
        return argument.completionCandidates() == null
                && (List.of(argument.auxiliaryTypes()).contains(Path.class)
                        || argument.paramLabel().matches(argument.isPositional() ? "FILE|TEXT" : ".*(FILE|FOLDER).*"));
    }

    private static String values(ArgSpec argument) {
        return argument.completionCandidates() == null
                ? ""
                : " -a '" + String.join(" ", argument.completionCandidates()).toLowerCase(Locale.ROOT) + "'";
    }

    /** Returns the description for fish: the first sentence. */
    private static String described(String... lines) {
        String text = lines.length == 0 ? "" : lines[0].replaceFirst("\\.(\\s.*)?$", "");
        return " -d '" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
