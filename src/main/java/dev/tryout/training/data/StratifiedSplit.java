package dev.tryout.training.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Texts in three parts, each class in proportion. Duplicates go together, so a part's share of a class is exact to the
 * rounding where texts differ, and short by less than the largest set of duplicates where they do not. Each class keeps at
 * least one text in train, so a class too small for all parts is missing from test or validation, never from train.
 */
record StratifiedSplit(List<Example> train, List<Example> validation, List<Example> test) {
    /** @param texts by place */
    static StratifiedSplit of(List<PlacedText> texts, int classes, double validation, double test) {
        List<Duplicates> sets = duplicates(texts, classes);
        int[] sizes = new int[classes];
        int[] keptForTrain = new int[classes];
        for (Duplicates set : sets) {
            sizes[set.stratum()] += set.size();
            keptForTrain[set.stratum()] = set.size();
        }
        int[] testRoom = Apportionment.shares(rounded(texts.size() * test), sizes, difference(sizes, keptForTrain));
        int[] validationRoom = Apportionment.shares(
                rounded(texts.size() * validation), sizes, difference(difference(sizes, keptForTrain), testRoom));
        StratifiedSplit split = new StratifiedSplit(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int[] unseen = sizes.clone();
        for (Duplicates set : sets) {
            unseen[set.stratum()] -= set.size();
            boolean last = unseen[set.stratum()] == 0;
            if (!last && set.fitsInto(testRoom)) {
                set.moveTo(split.test, testRoom);
            } else if (!last && set.fitsInto(validationRoom)) {
                set.moveTo(split.validation, validationRoom);
            } else {
                set.texts().forEach(text -> split.train.add(text.example()));
            }
        }
        return split;
    }

    private static List<Duplicates> duplicates(List<PlacedText> texts, int classes) {
        List<Duplicates> sets = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= texts.size(); to++) {
            boolean ends = to == texts.size()
                    || !texts.get(to).normalised().equals(texts.get(from).normalised());
            if (ends) {
                sets.add(Duplicates.of(texts.subList(from, to), classes));
                from = to;
            }
        }
        return sets;
    }

    private static int[] difference(int[] minuend, int[] subtrahend) {
        int[] difference = minuend.clone();
        Arrays.setAll(difference, i -> minuend[i] - subtrahend[i]);
        return difference;
    }

    private static int rounded(double count) {
        return Math.toIntExact(Math.round(count));
    }

    /**
     * Texts that count as the same.
     *
     * @param stratum the class that most of them have, the first of equals
     */
    private record Duplicates(List<PlacedText> texts, int stratum) {
        static Duplicates of(List<PlacedText> texts, int classes) {
            int[] counts = new int[classes];
            int stratum = texts.get(0).label();
            for (PlacedText text : texts) {
                counts[text.label()]++;
            }
            for (int label = 0; label < classes; label++) {
                stratum = counts[label] > counts[stratum] ? label : stratum;
            }
            return new Duplicates(texts, stratum);
        }

        int size() {
            return texts.size();
        }

        boolean fitsInto(int[] room) {
            return size() <= room[stratum];
        }

        void moveTo(List<Example> part, int[] room) {
            room[stratum] -= size();
            texts.forEach(text -> part.add(text.example()));
        }
    }
}
