package dev.tryout.training.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript module without parameters, as the engine loads it: a ZIP archive with the module's source text, and its only
 * object in Python's pickle format.
 */
final class ScriptArchive {
    private static final String ROOT = "module/";
    private static final int PICKLE = 0x80;
    private static final int PICKLE_VERSION = 2;
    private static final int NEW_OBJECT = 0x81;
    private static final int FALSE = 0x89;

    private ScriptArchive() {}

    /**
     * @param className of the one class in the source
     * @param source in the form in which the engine writes modules
     */
    static byte[] of(String className, String source) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            put(zip, "data.pkl", object(className));
            put(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
            put(zip, "constants.pkl", emptyTuple());
            put(zip, "version", "3\n".getBytes(StandardCharsets.UTF_8));
        }
        return archive.toByteArray();
    }

    /** An object of the class with one attribute: that it is not in training mode. */
    private static byte[] object(String className) {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(PICKLE);
        pickle.write(PICKLE_VERSION);
        pickle.writeBytes(text("c__torch__\n" + className + "\n)"));
        pickle.write(NEW_OBJECT);
        pickle.writeBytes(text("}(X"));
        pickle.writeBytes(new byte[] {(byte) "training".length(), 0, 0, 0});
        pickle.writeBytes(text("training"));
        pickle.write(FALSE);
        pickle.writeBytes(text("ub."));
        return pickle.toByteArray();
    }

    private static byte[] emptyTuple() {
        return new byte[] {(byte) PICKLE, PICKLE_VERSION, ')', '.'};
    }

    private static byte[] text(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    /** Uncompressed, for the engine maps the file's records. */
    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        ZipEntry entry = new ZipEntry(ROOT + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
