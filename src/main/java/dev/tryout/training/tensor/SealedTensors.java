package dev.tryout.training.tensor;

import java.io.BufferedOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A safetensors file that carries its own CRC-32C, so that one rename makes it whole and a copy anywhere can be checked. The sum stands
 * in the metadata and is taken over the whole file with zeros in its own place. It is against damage: every error in 32 bits in a row is
 * found, and of others all but one in 2^32. A cryptographic one would cost a worker half a second for 64 MB, and prove nothing, as who
 * may write the file may write the sum.
 */
public final class SealedTensors {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String KEY = "crc32c";
    private static final String BLANK = "00000000";

    private SealedTensors() {}

    /** Writes the file durably: {@link DurableFiles#write}. */
    public static void write(Path target, Map<String, String> metadata, Map<String, TensorSource> tensors)
            throws IOException {
        Map<String, String> sealed = new LinkedHashMap<>(metadata);
        sealed.put(KEY, BLANK);
        DurableFiles.write(target, file -> {
            Summing summing = new Summing(new FileOutputStream(file.getFD()));
            OutputStream out = new BufferedOutputStream(summing, BUFFER_BYTES);
            SafetensorsWriter.write(out, sealed, tensors);
            out.flush();
            byte[] header = SafetensorsHeader.of(sealed, tensors).toJson();
            file.seek(Long.BYTES + (long) sumAt(target, header, BLANK));
            file.write(hex(summing.sum).getBytes(StandardCharsets.US_ASCII));
        });
    }

    /** Takes the sum of what it passes on. */
    private static final class Summing extends OutputStream {
        private final OutputStream out;
        private final CRC32C sum = new CRC32C();

        Summing(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            sum.update(bytes, offset, length);
            out.write(bytes, offset, length);
        }
    }

    /** @throws MalformedTensorsException where the file is no safetensors file, or not as it was written */
    public static SafetensorsFile open(Path path) throws IOException {
        SafetensorsFile file = SafetensorsFile.open(path);
        try {
            String sum = file.metadata().get(KEY);
            if (sum == null || sum.length() != BLANK.length()) {
                throw SafetensorsHeader.malformed(path.toString(), "it carries no checksum");
            }
            if (!sum.equals(sumOf(path, sum))) {
                throw SafetensorsHeader.malformed(path.toString(), "its checksum does not match: it is damaged");
            }
            return file;
        } catch (IOException | RuntimeException fault) {
            file.close();
            throw fault;
        }
    }

    private static String sumOf(Path path, String sum) throws IOException {
        CRC32C taken = new CRC32C();
        try (InputStream in = new FileInputStream(path.toFile())) {
            byte[] length = in.readNBytes(Long.BYTES);
            taken.update(length, 0, length.length);
            long headerBytes = Long.reverseBytes(ByteBuffer.wrap(length).getLong());
            byte[] header = in.readNBytes(Math.toIntExact(headerBytes));
            int at = sumAt(path, header, sum);
            Arrays.fill(header, at, at + sum.length(), (byte) '0');
            taken.update(header, 0, header.length);
            byte[] chunk = new byte[BUFFER_BYTES];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                taken.update(chunk, 0, read);
            }
        }
        return hex(taken);
    }

    private static String hex(CRC32C sum) {
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static int sumAt(Path path, byte[] header, String sum) throws IOException {
        String text = new String(header, StandardCharsets.ISO_8859_1);
        String entry = "\"" + KEY + "\":\"";
        int at = text.indexOf(entry + sum + "\"");
        if (at < 0) {
            throw SafetensorsHeader.malformed(path.toString(), "its checksum is not where it should be");
        }
        return at + entry.length();
    }
}
