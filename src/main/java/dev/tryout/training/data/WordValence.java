package dev.tryout.training.data;

import dev.tryout.training.TextInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How pleasant English words are: the mean of ten people's ratings from -4 to 4, out of VADER's lexicon (Hutto and Gilbert
 * 2014, "VADER: A parsimonious rule-based model for sentiment analysis of social media text"), with WordNet's definition of
 * the word's most frequent sense. A text reads "word: definition".
 *
 * <p>Words that begin with the same five letters stay in one part of the data, for {@code enjoy} would tell what {@code
 * enjoyable} is.
 */
final class WordValence {
    static final String NAME = "word valence (VADER) with WordNet 3.1 definitions";

    private static final String LEXICON = "/dev/tryout/training/data/vader_sentiment_lexicon.txt";
    private static final Pattern WORD = Pattern.compile("[a-z]+");
    private static final int FAMILY_LETTERS = 5;

    private WordValence() {}

    /** A word's rating, and the line of the lexicon that has it. */
    private record Rating(String mean, long line) {}

    /** A sense of a word: the most frequent one is the least. */
    private record Sense(int tags, int number, PartOfSpeech part, String offset) {
        boolean isBefore(Sense other) {
            if (tags != other.tags) {
                return tags > other.tags;
            }
            return number != other.number ? number < other.number : part.compareTo(other.part) < 0;
        }
    }

    /** In the order of preference. */
    private enum PartOfSpeech {
        NOUN("data.noun"),
        VERB("data.verb"),
        ADJECTIVE("data.adj"),
        ADVERB("data.adv");

        private final String file;

        PartOfSpeech(String file) {
            this.file = file;
        }

        /** @param type as a sense key has it; 5 is an adjective's satellite */
        static PartOfSpeech of(char type) {
            return type == '5' ? ADJECTIVE : values()[type - '1'];
        }
    }

    static List<LabelledText> read() {
        Map<String, Rating> ratings = ratings();
        Map<String, Sense> senses = senses(ratings);
        Map<PartOfSpeech, Map<String, String>> definitions = new HashMap<>();
        for (PartOfSpeech part : PartOfSpeech.values()) {
            Map<String, String> byOffset = new HashMap<>();
            WordNet.lines(part.file, (line, number) -> byOffset.put(line.substring(0, 8), WordNet.definition(line)));
            definitions.put(part, byOffset);
        }
        List<LabelledText> texts = new ArrayList<>();
        ratings.forEach((word, rating) -> {
            Sense sense = senses.get(word);
            if (sense != null) {
                String definition =
                        definitions.getOrDefault(sense.part(), Map.of()).get(sense.offset());
                texts.add(new LabelledText(
                        TextInput.of(word + ": " + definition), rating.mean(), family(word), rating.line()));
            }
        });
        return texts;
    }

    /** What stays together. */
    static String family(String word) {
        return word.substring(0, Math.min(word.length(), FAMILY_LETTERS));
    }

    /** By word; of a word that is listed twice the last counts, as it does for VADER. */
    private static Map<String, Rating> ratings() {
        Map<String, Rating> ratings = new TreeMap<>();
        WordNet.lines(LEXICON, StandardCharsets.ISO_8859_1, (line, number) -> {
            String[] cells = line.split("\t", -1);
            if (WORD.matcher(cells[0]).matches()) {
                ratings.put(cells[0], new Rating(cells[1].strip(), number));
            }
        });
        return ratings;
    }

    private static Map<String, Sense> senses(Map<String, Rating> words) {
        Map<String, Sense> senses = new HashMap<>();
        WordNet.lines("index.sense", (line, number) -> {
            int percent = line.indexOf('%');
            String word = line.substring(0, percent);
            if (words.containsKey(word)) {
                String[] cells = line.split(" ", -1);
                Sense sense = new Sense(
                        Integer.parseInt(cells[3]),
                        Integer.parseInt(cells[2]),
                        PartOfSpeech.of(line.charAt(percent + 1)),
                        cells[1]);
                senses.merge(word, sense, (a, b) -> b.isBefore(a) ? b : a);
            }
        });
        return senses;
    }
}
