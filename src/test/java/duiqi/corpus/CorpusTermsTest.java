package duiqi.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.glossary.Glossary;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class CorpusTermsTest {
    private static final TermSettings NO_GLOSSARY = new TermSettings(new Glossary(List.of()), 3, 100);

    @Test
    void tellsAPhraseFirstThatIsRenderedThreeWays() {
        Dataset<Row> terms = CorpusTerms.terms(
                TermCorpus.documents(1000, "科学精神", List.of("scientific spirit", "spirit of science", "scientific ethos"))
                        .units(),
                NO_GLOSSARY);
        terms.show(50, 300);
        TermTable.SCHEMA.printTreeString();
        assertThat(terms.collectAsList()).isNotEmpty();
    }
}
