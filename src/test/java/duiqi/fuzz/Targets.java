package duiqi.fuzz;

import java.util.List;
import java.util.stream.Stream;

/** Lists all targets. */
final class Targets {
    static final List<Target> ALL = Stream.of(
                    DocumentTargets.all(),
                    ExchangeTargets.all(),
                    GlossaryTargets.all(),
                    SettingTargets.all(),
                    StageTargets.all())
            .flatMap(List::stream)
            .toList();

    private Targets() {}

    static Target named(String name) {
        return ALL.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown target \"" + name + "\"; use one of "
                        + String.join(" ", ALL.stream().map(Target::name).toList())));
    }
}
