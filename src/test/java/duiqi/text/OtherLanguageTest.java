package duiqi.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherLanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | Der Brunnen liegt hinter dem Haus. Wir haben ihn nicht gefunden, weil er im Schatten steht.",
                "de | Der Hund bellt. Die Katze schläft. Wir gehen nach Hause.",
                "fr | Le puits est derrière la maison. Nous ne le trouvons pas, car il est dans l'ombre des arbres.",
                "es | El pozo está detrás de la casa. No lo encontramos porque los árboles dan mucha sombra por la tarde.",
                "pt | O poço fica atrás da casa. Não o encontramos porque as árvores fazem muita sombra, mas ele está lá.",
                "it | Il pozzo si trova dietro la casa. Non lo vediamo perché gli alberi fanno ombra, ma è ancora pieno.",
                "nl | De put ligt achter het huis. Wij vinden hem niet, want de bomen geven veel schaduw aan het pad.",
                "sv | Brunnen ligger bakom huset. Vi hittar den inte för att det är mörkt under träden på kvällen.",
                "fi | Kaivo on talon takana. Se ei näy, kun puut ovat tiheitä, mutta vesi on kirkasta ja kylmää.",
                "pl | Studnia jest za domem. Nie widać jej, bo drzewa są gęste, ale woda jest czysta i zimna.",
                "cs | Studna je za domem. Není vidět, protože stromy jsou husté, ale voda je čistá a studená.",
                "hu | A kút a ház mögött van. Nem látszik, mert a fák sűrűk, de a víz tiszta és hideg.",
                "ro | Fântâna este în spatele casei. Nu se vede pentru că pomii sunt deși, dar apa este rece.",
                "tr | Kuyu evin arkasında ve bir ağacın altında. Su çok soğuk ama bu yıl daha az var.",
                "vi | Cái giếng nằm ở sau nhà. Chúng tôi không thấy nó vì cây cối rậm rạp, nhưng nước của giếng rất trong.",
                "id | Sumur itu ada di belakang rumah. Kami tidak melihatnya karena pohon-pohon di sana lebat dan gelap.",
                "ja | 井戸は家の後ろにあります。木が多いので、なかなか見つかりません。",
                "ko | 우물은 집 뒤에 있습니다. 나무가 많아서 잘 보이지 않습니다.",
                "ru | Колодец стоит за домом. Его не видно, потому что деревья густые.",
                "fr | Le petit chat dort sur le canapé.",
                "fr | Où est la gare ? Elle est à gauche.",
                "de | Der Hund schläft im Garten.",
                "es | El perro duerme en la casa.",
            })
    void detectsLanguage(String language, String text) {
        assertThat(OtherLanguage.of(text)).map(Language::tag).contains(language);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "OK",
                "The well is behind the house. We do not find it because the trees are dense.",
                "Rio de Janeiro, Costa del Sol, Museo de la Reforma y el Arte, Universidad de los Andes",
                "Ludwig van Beethoven, Johannes van der Waals, Charles de Gaulle, Leonardo da Vinci, Vasco da Gama",
                "kubectl get pods -o json; rm -rf /tmp/cache && de_DE.UTF-8 la el en",
                "void f(int de, int la) { return de + la; }",
                "The phrase « le chat est sur la table » means that the cat is on the table.",
                "水井在房子后面。",
                "用户可以点击“确定”按钮，也可以按 Enter 键继续。",
                "东京的“の”字招牌很多，例如“優の良品”。",
                "Café de Flore, Rue de la Paix",
                "Naïve façade",
                "El Niño",
                "Open door in wall",
                "De facto in situ",
            })
    void acceptsChineseAndEnglish(String text) {
        assertThat(OtherLanguage.of(text)).isEmpty();
    }

    @Test
    void collectsEvidenceFromAllParts() {
        OtherLanguage found = new OtherLanguage();
        found.add("Der Hund bellt.");
        assertThat(found.language()).isEmpty();
        found.add("Die Katze schläft.");
        found.add("Wir gehen nach Hause.");
        assertThat(found.language()).map(Language::displayName).contains("German");
    }
}
