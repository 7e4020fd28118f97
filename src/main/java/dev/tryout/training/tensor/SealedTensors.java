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
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A safetensors file that carries its own SHA-256, so that one rename makes it whole and a copy anywhere can be checked. The
 * sum stands in the metadata and is taken over the whole file with zeros in its own place.
 */
public final class SealedTensors {
    private static final String KEY = "sha256";
    private static final String BLANK = "0".repeat(64);

    private static final int BUFFER_BYTES = 1 << 16;

    private SealedTensors() {}

    /** Writes the file durably: {@link DurableFiles#write}. */
    public static void write(Path target, Map<String, String> metadata, Map<String, TensorSource> tensors)
            throws IOException {
        Map<String, String> sealed = new LinkedHashMap<>();
        sealed.put(KEY, BLANK);
        metadata.forEach(sealed::putIfAbsent);
        DurableFiles.write(target, file -> {
            MessageDigest digest = Checksums.sha256();
            OutputStream out = new BufferedOutputStream(
                    new DigestOutputStream(new FileOutputStream(file.getFD()), digest), BUFFER_BYTES);
            SafetensorsWriter.write(out, sealed, tensors);
            out.flush();
            byte[] header = SafetensorsHeader.of(sealed, tensors).toJson();
            file.seek(Long.BYTES + (long) sumAt(target, header, BLANK));
            file.write(HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII));
        });
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
        MessageDigest digest = Checksums.sha256();
        try (InputStream in = new FileInputStream(path.toFile())) {
            byte[] length = in.readNBytes(Long.BYTES);
            digest.update(length);
            long headerBytes = Long.reverseBytes(ByteBuffer.wrap(length).getLong());
            byte[] header = in.readNBytes(Math.toIntExact(headerBytes));
            int at = sumAt(path, header, sum);
            Arrays.fill(header, at, at + sum.length(), (byte) '0');
            digest.update(header);
            Checksums.update(digest, in);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static int sumAt(Path path, byte[] header, String sum) throws IOException {
        String text = new String(header, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("\"" + KEY + "\":\"" + sum + "\"");
        if (at < 0) {
            throw SafetensorsHeader.malformed(path.toString(), "its checksum is not where it should be");
        }
        return at + KEY.length() + 4;
    }
}
