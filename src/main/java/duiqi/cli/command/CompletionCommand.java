package duiqi.cli.command;

import duiqi.cli.print.ExitCode;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
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
                """)
public final class CompletionCommand extends Subcommand {
    /** Lists the shells. The script for bash also runs in zsh, because it detects the shell. */
    enum Shell {
        BASH,
        ZSH;

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

    @Parameters(
            arity = "0..1",
            paramLabel = "SHELL",
            description = "Shell: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Shell shell = Shell.BASH;

    @Override
    public Integer call() {
        String script = AutoComplete.bash("duiqi", spec().root().commandLine());
        print(shell == Shell.ZSH ? FOR_ZSH + script + ON_FIRST_TAB : script);
        return ExitCode.DONE;
    }
}
