package dev.tryout.training.data;

import dev.tryout.training.StudyFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.ObjLongConsumer;

/** The files of WordNet 3.1, in the formats of its manual pages {@code wndb(5)} and {@code senseidx(5)}. */
final class WordNet {
    private static final String FOLDER = "/net/sf/extjwnl/data/wordnet/wn31/";

    private WordNet() {}

    /** Gives the consumer each line of a file that is no part of the licence, with its number, counted from 1. */
    static void lines(String file, ObjLongConsumer<String> consumer) {
        lines(FOLDER + file, StandardCharsets.UTF_8, (line, number) -> {
            if (!line.startsWith("  ")) {
                consumer.accept(line, number);
            }
        });
    }

    /** Gives the consumer each line of a file on the class path, with its number, counted from 1. */
    static void lines(String resource, Charset charset, ObjLongConsumer<String> consumer) {
        try (InputStream stream = WordNet.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new StudyFailure("the data is not on the class path (" + resource
                        + "); build Tryout again, or name a file with 'file:'");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, charset));
            long number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                consumer.accept(line, number);
            }
        } catch (IOException e) {
            throw new StudyFailure("cannot read " + resource + " from the class path: " + e.getMessage(), e);
        }
    }

    /**
     * The definition in a line of a data file. A gloss is a definition, then perhaps quoted sentences that show the word
     * itself: those are left out.
     */
    static String definition(String line) {
        String gloss = line.substring(line.indexOf(" | ") + 3);
        int quote = gloss.indexOf('"');
        String definition = quote < 0 ? gloss : gloss.substring(0, quote);
        int end = definition.length();
        while (end > 0 && (definition.charAt(end - 1) == ' ' || definition.charAt(end - 1) == ';')) {
            end--;
        }
        return definition.substring(0, end).strip();
    }
}
