package dev.tryout.training.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Texts in three parts, each class in proportion. Groups go together, so a part's share of a class is exact to the rounding
 * where every text is a group of its own, and short by less than the largest group where not. Each class keeps at least one
 * text in train, so a class too small for all parts is missing from test or validation, never from train.
 */
record StratifiedSplit(List<Example> train, List<Example> validation, List<Example> test) {
    /** @param texts by place */
    static StratifiedSplit of(List<PlacedText> texts, int classes, double validation, double test) {
        List<Group> groups = groups(texts, classes);
        int[] sizes = new int[classes];
        int[] keptForTrain = new int[classes];
        for (Group group : groups) {
            sizes[group.stratum()] += group.size();
            keptForTrain[group.stratum()] = group.size();
        }
        int[] testRoom = Apportionment.shares(rounded(texts.size() * test), sizes, difference(sizes, keptForTrain));
        int[] validationRoom = Apportionment.shares(
                rounded(texts.size() * validation), sizes, difference(difference(sizes, keptForTrain), testRoom));
        StratifiedSplit split = new StratifiedSplit(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int[] unseen = sizes.clone();
        for (Group group : groups) {
            unseen[group.stratum()] -= group.size();
            boolean last = unseen[group.stratum()] == 0;
            if (!last && group.fitsInto(testRoom)) {
                group.moveTo(split.test, testRoom);
            } else if (!last && group.fitsInto(validationRoom)) {
                group.moveTo(split.validation, validationRoom);
            } else {
                group.texts().forEach(text -> split.train.add(text.example()));
            }
        }
        return split;
    }

    private static List<Group> groups(List<PlacedText> texts, int classes) {
        List<Group> groups = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= texts.size(); to++) {
            boolean ends = to == texts.size()
                    || !texts.get(to).group().equals(texts.get(from).group());
            if (ends) {
                groups.add(Group.of(texts.subList(from, to), classes));
                from = to;
            }
        }
        return groups;
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
     * Texts that stay in one part.
     *
     * @param stratum the class that most of them have, the first of equals
     */
    private record Group(List<PlacedText> texts, int stratum) {
        static Group of(List<PlacedText> texts, int classes) {
            int[] counts = new int[classes];
            int stratum = texts.get(0).stratum();
            for (PlacedText text : texts) {
                counts[text.stratum()]++;
            }
            for (int label = 0; label < classes; label++) {
                stratum = counts[label] > counts[stratum] ? label : stratum;
            }
            return new Group(texts, stratum);
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
