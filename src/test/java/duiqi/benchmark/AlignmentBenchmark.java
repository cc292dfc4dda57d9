package duiqi.benchmark;

import duiqi.align.Aligner;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.Lexicon;
import duiqi.text.Language;
import duiqi.text.Text;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Measures the time to split two texts into words, and to align them, in a warm virtual machine. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 3, time = 5)
public class AlignmentBenchmark {
    /** Minimum number of sentences of both sides together. */
    @Param({"1000", "10000"})
    public int sentences;

    private final Aligner aligner = new Aligner();
    private Text chinese = new Text("", Language.CHINESE, List.of());
    private Text english = new Text("", Language.ENGLISH, List.of());

    @Setup
    public void makeTexts() throws IOException {
        LongText text = LongText.of(sentences);
        chinese = text.chinese();
        english = text.english();
    }

    @Benchmark
    public Aligner.Outcome align() {
        return aligner.align(chinese, english);
    }

    @Benchmark
    public void tokenize(Blackhole seen) {
        ChineseTokenizer words = new ChineseTokenizer(Lexicon.standard());
        chinese.segments().forEach(segment -> seen.consume(words.words(segment.text())));
        EnglishTokenizer stems = new EnglishTokenizer();
        english.segments().forEach(segment -> seen.consume(stems.tokens(segment.text())));
    }
}
