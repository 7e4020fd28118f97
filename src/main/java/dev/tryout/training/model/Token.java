package dev.tryout.training.model;

/**
 * A token in one number: its id where it belongs to the first text, and the bitwise complement of its id, which is negative,
 * where it belongs to the second text of a pair. So a row of tokens is one array, whatever the task.
 */
public final class Token {
    private Token() {}

    /**
     * The token of an id.
     *
     * @param type 0 for the first text, 1 for the second of a pair
     */
    public static int of(int id, int type) {
        return type == 0 ? id : ~id;
    }

    /** Its place in the vocabulary. */
    public static int id(int token) {
        return token < 0 ? ~token : token;
    }

    /** Which text it belongs to: 0 for the first, 1 for the second of a pair. */
    public static int type(int token) {
        return token < 0 ? 1 : 0;
    }
}
