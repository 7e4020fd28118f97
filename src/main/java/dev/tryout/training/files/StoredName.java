package dev.tryout.training.files;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a copy is called: its hash and its size, so that one that is being fetched is known to take its whole room. */
record StoredName(String sha256, long bytes) {
    /** What a download adds to the name of a file that is not whole. */
    static final String PARTIAL = ".part";

    private static final Pattern FORM = Pattern.compile("([0-9a-f]{64})\\.(0|[1-9][0-9]{0,17})(\\.part)?");
    private static final int HEX = 16;
    private static final int LOCK_DIGITS = 15;

    static StoredName of(FileEntry file) {
        return new StoredName(file.sha256(), file.bytes());
    }

    /** Reads the name of a copy, whole or not; other files are left alone. */
    static Optional<StoredName> read(String name) {
        Matcher matcher = FORM.matcher(name);
        return matcher.matches()
                ? Optional.of(new StoredName(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    String text() {
        return sha256 + "." + bytes;
    }

    String partial() {
        return text() + PARTIAL;
    }

    /** Shared by those who hold it; had alone by who evicts it. */
    long useLock() {
        return 2 + 2 * Long.parseLong(sha256.substring(0, LOCK_DIGITS), HEX);
    }

    /** Had by who fetches it. */
    long fetchLock() {
        return useLock() + 1;
    }
}
