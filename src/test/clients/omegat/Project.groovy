// Runs inside OmegaT (--script) when it has loaded a project with the folders of duiqi. Compares the memories, the matches and the
// glossary that OmegaT reads with those of duiqi, translates the text with the best matches, and saves the project. Writes a line for each
// check: it starts with "ok" or "differs".
//
// The project has the external search of the guide. System property duiqi.work: a folder with memories.txt (names of the memories),
// matches.json (answers of duiqi lookup) and terms.tsv (the terms of duiqi); the script writes report.txt.

import groovy.json.JsonSlurper
import org.omegat.core.Core
import org.omegat.core.data.PrepareTMXEntry
import org.omegat.core.statistics.CalcMatchStatistics
import org.omegat.core.statistics.FindMatches
import org.omegat.core.statistics.IStatsConsumer
import org.omegat.externalfinder.ExternalFinder
import org.omegat.gui.glossary.GlossaryReaderTSV

if (eventType.toString() != "LOAD") {
    return
}
work = new File(System.getProperty("duiqi.work"))
report = []

def check(boolean good, String what) {
    report << (good ? "ok      " : "differs ") + what
}

/** Returns the band of the match statistics of OmegaT. */
def band(int score) {
    score >= 95 ? "95-100" : score >= 85 ? "85-94" : score >= 75 ? "75-84" : score >= 50 ? "50-74" : "none"
}

def tm = new File(Core.project.projectProperties.TMRoot)
def memories = Core.project.transMemories.keySet().collect { tm.toPath().relativize(new File(it).toPath()).toString() }.sort()
check(memories == new File(work, "memories.txt").readLines("UTF-8").sort(), "memories that OmegaT reads: ${memories}")

def answers = [:]
new File(work, "matches.json").eachLine("UTF-8") { line ->
    def answer = new JsonSlurper().parseText(line)
    answers[answer.text] = answer.matches
}
def finder = new FindMatches(Core.project, 5, true, false)
def gaps = []
int sameBand = 0
int sameTranslation = 0
def translations = [:]
def own = new TreeMap()
def theirs = new TreeMap()
for (entry in Core.project.allEntries) {
    def near = finder.search(entry.srcText, true, true, { false })
    int score = near.collect { it.scores[0].adjustedScore }.max() ?: 0
    def matches = answers[entry.srcText]
    int best = matches ? Math.min(100, matches[0].score as int) : 0
    // OmegaT finds no match below 30.
    gaps << Math.abs(Math.max(30, score) - Math.max(30, best))
    sameBand += band(score) == band(best) ? 1 : 0
    own.merge(band(best), 1, Integer::sum)
    theirs.merge(band(score), 1, Integer::sum)
    sameTranslation += near && matches && near[0].translation in matches.findAll { it.score == matches[0].score }.target ? 1 : 0
    if (score >= 100 != best >= 100) {
        check(false, "exact match of: ${entry.srcText}")
    }
    if (near) {
        translations[entry] = near[0].translation
    }
}
gaps.sort()
int count = gaps.size()
// OmegaT counts the spaces of English as tokens, so that a replaced word weighs half. Its scores of English are higher.
boolean isChinese = Core.project.projectProperties.sourceLanguage.languageCode.equalsIgnoreCase("zh")
if (!isChinese) {
    check(finder.tokenizeAll("a new day").length == 5, "spaces count as tokens")
}
int most = isChinese ? 3 : 15
check(gaps[(count * 9).intdiv(10)] <= most, "scores of ${count} sentences: 90 % differ by at most ${gaps[(count * 9).intdiv(10)]}, all by ${gaps[-1]}")
check(sameBand >= count * (isChinese ? 0.9 : 0.8), "bands: ${sameBand} of ${count} the same; OmegaT ${theirs}, duiqi ${own}")
check(sameTranslation >= count * (isChinese ? 0.95 : 0.9), "best translations: ${sameTranslation} of ${count} the same")

def table = []
def consumer = [appendTextData: {}, setTextData: {}, appendTable: { name, rows -> }, setTable: { names, rows -> table = rows },
                setDataFile: {}, finishData: {}, showProgress: {}] as IStatsConsumer
new CalcMatchStatistics(consumer, false).run()
// The rows are repetitions, exact matches, the bands from 95-100 to 50-74, no match, and the total.
def numbers = table.collect { it[1] as int }
def duiqi = ["95-100", "85-94", "75-84", "50-74", "none"].collect { own[it] ?: 0 }
def omegat = [numbers[0] + numbers[1] + numbers[2]] + numbers[3..6]
int other = [omegat, duiqi].transpose().sum { Math.abs(it[0] - it[1]) }.intdiv(2)
check(numbers[7] == count && other <= count * (isChinese ? 0.1 : 0.2),
        "statistics from 95, 85, 75, 50 and below: OmegaT ${omegat}, duiqi ${duiqi}, ${other} of ${count} in another band")

def terms = new File(work, "terms.tsv").readLines("UTF-8").collect { it.split("\t")[0..1] }.toSet()
def read = GlossaryReaderTSV.read(new File(Core.project.projectProperties.glossaryRoot, "terms.txt"), false).collect { [it.srcText, it.locText] }.toSet()
check(read == terms, "terms that OmegaT reads: ${read.size()}")

def url = ExternalFinder.projectConfig.items[0].URLs[0].generateURL('流水 & "a+b"').toString()
check(url == "http://127.0.0.1:8888/search?q=%E6%B5%81%E6%B0%B4+%26+%22a%2Bb%22", "URL of the external search: ${url}")

translations.each { entry, text ->
    // A translation of tm/enforce stays.
    if (!Core.project.getTranslationInfo(entry).isTranslated()) {
        def translation = new PrepareTMXEntry()
        translation.source = entry.srcText
        translation.translation = text
        Core.project.setTranslation(entry, translation, true, null)
    }
}
// saveProject() needs the window of OmegaT; it calls this method.
def properties = Core.project.projectProperties
Core.project.@projectTMX.save(properties, properties.projectInternal + "project_save.tmx", true)
new File(work, "report.txt").setText(report.join("\n") + "\n", "UTF-8")
